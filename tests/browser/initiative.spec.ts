// The page of an initiative with a picture: what is in its opening, and the way to the large map.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { accessible, fits } from './axe.ts';
import { expect, test as base } from './fixtures.ts';
import { press } from './keyboard.ts';
import { admin, enter } from './people.ts';

const STORY = '/initiatieven/5/zorgrobot-op-stage';
const PICTURE = fileURLToPath(new URL('../../server/tests/pictures/halves.avif', import.meta.url));

const test = base.extend<{}, { pictured: string }>({
  /** The address of an initiative with one picture. */
  pictured: [async ({ site, data }, use) => {
    const [sender, boss] = [await enter(site, data, 'foto@school.nl'), await admin(site, data, 'fotobaas@kaart.nl')];
    const file = { name: 'muur.avif', mimeType: 'image/avif', buffer: readFileSync(PICTURE) };
    const added = await (await sender.post('/plaatsen/foto', { multipart: { titel: 'Muurverf', bestand: file } })).text();
    const foto = /name="foto" value="([0-9a-f]+)"/.exec(added)![1];
    const form = {
      school: 'School in Weert', plaats: 'Weert', onderdeel: 'marktplaats', titel: 'Muurverf', samenvatting: 'Samen een muur verven.',
      sector: 'po', thema: 'steam', fase: 'lopend', omschrijving: 'Zo doen we dat.', foto, 'foto-alt': 'Een muur in rood en blauw',
    };
    expect((await sender.post('/plaatsen', { form, maxRedirects: 0 })).status()).toBe(303);
    const id = /href="\/mijn\/(\d+)"/.exec(await (await sender.get('/mijn')).text())![1];
    expect((await boss.post(`/redactie/${id}/1/publiceren`, { maxRedirects: 0 })).status()).toBe(303);
    await expect.poll(async () => (await sender.get(`/initiatieven/${id}`)).status()).toBe(200);
    await use(`/initiatieven/${id}/muurverf`);
    await Promise.all([sender.dispose(), boss.dispose()]);
  }, { scope: 'worker' }],
});

for (const [width, height] of [[320, 640], [390, 844], [1440, 900]] as const) {
  test(`axe finds nothing on a page with a picture at ${width} px`, async ({ page, pictured }) => {
    await page.setViewportSize({ width, height });
    await page.goto(pictured);
    await fits(page);
    await accessible(page);
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('the picture stands under the title, before what is told', async ({ page, pictured }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(pictured);
      const picture = page.getByRole('img', { name: 'Een muur in rood en blauw' });
      await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
      const top = async (of: typeof picture) => (await of.boundingBox())!.y;
      const [title, lead] = [page.getByRole('heading', { level: 1 }), page.locator('.lead')];
      expect(await top(title)).toBeLessThan(await top(picture));
      expect(await top(picture)).toBeLessThan(await top(lead));
      expect(await top(picture)).toBeLessThan(844);
    });

    test('the small map leads to the large one by keyboard', async ({ page }) => {
      await page.goto(STORY);
      const link = page.getByRole('link', { name: 'Bekijk op de grote kaart' });
      await expect(link).toHaveCount(1);
      await press(link);
      await expect(page).toHaveURL(/\/\?c=[\d.,]+&z=10$/);
    });
  });
}

test('on paper it is a file of its own', async ({ page }) => {
  await page.goto(STORY);
  const href = await page.getByRole('link', { name: 'Download pdf' }).getAttribute('href');
  const answer = await page.request.get(href ?? '');
  expect(answer.headers()['content-type']).toBe('application/pdf');
  expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('names on the small map keep off the pin and each other', async ({ page }) => {
  for (const path of [STORY, '/initiatieven/1', '/initiatieven/30', '/initiatieven/61']) {
    await page.goto(path);
    const clash = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('.locator :is(text, .pin)')].map((e) => ({ what: e.textContent!.trim() || 'pin', box: e.getBoundingClientRect() }));
      const meet = (a: DOMRect, b: DOMRect) =>
        a.left < b.right - 3 && b.left < a.right - 3 && a.top < b.bottom - 6 && b.top < a.bottom - 6;
      return boxes.flatMap((one, i) => boxes.slice(i + 1).filter((other) => meet(one.box, other.box)).map((other) => `${one.what} and ${other.what}`));
    });
    expect(clash, path).toEqual([]);
  }
});
