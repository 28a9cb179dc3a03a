// "Wij doen dit ook": the lines on the map, with and without JavaScript, and the pages around it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessible, fits } from './axe.ts';
import { expect, open, answered, phone, test as base, type Page } from './fixtures.ts';
import { admin, enter, publish } from './people.ts';

/** Numbers of what began in Weert and of two that took it over. */
type Linked = { source: number; adopters: number[] };

const test = base.extend<{}, { data: string; linked: Linked }>({
  // A site of its own: others count what is on theirs.
  data: [async ({}, use) => {
    const data = mkdtempSync(join(tmpdir(), 'innovatiekaart-'));
    await use(data);
    rmSync(data, { recursive: true, force: true });
  }, { scope: 'worker' }],

  linked: [async ({ site, data }, use) => {
    const boss = await admin(site, data);
    const [host, guest] = [await enter(site, data, 'host@school.nl'), await enter(site, data, 'gast@school.nl')];
    const source = await publish(host, boss, 'Samen lezen in Weert', 'Weert');
    const adopters: number[] = [];
    for (const place of ['Venlo', 'Heerlen']) {
      const adopter = await publish(guest, boss, `Samen lezen in ${place}`, place);
      await guest.post(`/initiatieven/${source}/ook`, { form: { eigen: adopter } });
      await host.post(`/mijn/${source}/ook/${adopter}`, { form: { antwoord: 'ja' } });
      adopters.push(adopter);
    }
    await expect.poll(async () => (await host.get(`/initiatieven/${source}`)).text()).toContain('2 scholen doen dit ook');
    await use({ source, adopters });
    await Promise.all([boss, host, guest].map((who) => who.dispose()));
  }, { scope: 'worker', timeout: 180_000 }],
});

const lines = (page: Page) => page.locator('.map .overlay .thread');
const toggle = (page: Page) => page.getByRole('switch', { name: 'Toon wie het ook doet' });

test('the lines come and go with a switch, and move with the map', async ({ page, linked }) => {
  await open(page);
  expect(linked.adopters).toHaveLength(2);
  await expect(lines(page)).toHaveCount(0);
  await toggle(page).focus();
  await page.keyboard.press('Space');
  await expect(lines(page)).toHaveCount(1);
  await expect(page).toHaveURL(/lijnen=ja/);
  await answered(page);
  await expect(toggle(page), 'the keyboard stays where it was').toBeFocused();
  expect((await lines(page).getAttribute('d'))?.match(/M/g)).toHaveLength(2);
  // Both ends of a line are where the pins are, also after the map has moved.
  const seen = () => page.locator('.map .overlay').getAttribute('transform');
  const before = await seen();
  await page.locator('#kaart').focus();
  await page.keyboard.press('+');
  await expect.poll(seen).not.toBe(before);
  await answered(page);
  await expect(page, 'moving keeps them').toHaveURL(/lijnen=ja/);
  expect(await seen()).toBe(await page.locator('.map .basemap').getAttribute('transform'));
  await expect(toggle(page)).toBeChecked();
  await toggle(page).uncheck({ force: true });
  await expect(lines(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/lijnen/);
});

test('the page leads to the map with the lines, and away again', async ({ page, linked }) => {
  await page.goto(`/initiatieven/${linked.source}`);
  await expect(page.getByRole('heading', { name: '2 scholen doen dit ook' })).toBeVisible();
  await expect(page.locator('.locator .thread')).toBeAttached();
  await page.getByRole('link', { name: 'Toon op de kaart' }).click();
  await expect(page).toHaveURL(/lijnen=ja/);
  await expect(lines(page)).toHaveCount(1);
  await page.locator('.card', { hasText: 'Samen lezen in Weert' }).first().waitFor();
  await expect(page.getByText('2 scholen doen dit ook').first()).toBeVisible();
  await page.goto(`/initiatieven/${linked.adopters[0]}`);
  await expect(page.getByText('Overgenomen van')).toBeVisible();
  await page.locator('.adoption').getByRole('link', { name: 'Samen lezen in Weert' }).click();
  await expect(page).toHaveURL(new RegExp(`/initiatieven/${linked.source}/`));
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, expected: /status of 422/ });

  test('the switch goes with the filters', async ({ page, linked }) => {
    expect(linked.source).toBeGreaterThan(0);
    await page.goto('/');
    await toggle(page).check({ force: true });
    await page.getByRole('button', { name: 'Toon resultaten' }).click();
    await expect(page).toHaveURL(/lijnen=ja/);
    await expect(lines(page)).toHaveCount(1);
    await page.getByRole('link', { name: 'Zoom in' }).click();
    await expect(lines(page)).toHaveCount(1);
  });

  test('one asks and reports with forms', async ({ page, linked }) => {
    await page.goto(`/initiatieven/${linked.source}`);
    await page.getByRole('link', { name: 'Stel een vraag' }).click();
    await page.getByLabel('Je naam').fill('Juf Proef');
    await page.getByLabel('Je e-mailadres').fill('juf@school.nl');
    await page.getByLabel('Je vraag', { exact: true }).fill('Mogen we komen kijken?');
    await page.getByRole('button', { name: 'Verstuur je vraag' }).click();
    await expect(page.getByRole('alert')).toContainText('Dit vinkje staat uit');
    await expect(page.getByLabel('Je vraag', { exact: true })).toHaveValue('Mogen we komen kijken?');
    await page.getByLabel('De ander mag mijn e-mailadres zien').check();
    await page.getByRole('button', { name: 'Verstuur je vraag' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');
    await page.goto(`/initiatieven/${linked.source}`);
    await page.getByRole('link', { name: 'Meld dit initiatief' }).click();
    await page.getByLabel('Wat is er mis?').fill('Het adres klopt niet.');
    await page.getByRole('button', { name: 'Verstuur je melding' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dank je wel');
  });
});

for (const [name, device] of [['a laptop', {}], ['a phone', phone]] as const) {
  test.describe(`on ${name}`, () => {
    test.use({ ...device, expected: /status of (410|422)/ });

    test('every page of it fits and is accessible', async ({ page, linked }) => {
      const path = `/initiatieven/${linked.source}`;
      for (const at of [path, `${path}/vraag`, `${path}/melden`, `${path}/vraag?gedaan=bevestig`, '/vragen/0', '/?lijnen=ja']) {
        await page.goto(at);
        await fits(page);
        await accessible(page);
      }
      await page.goto(`${path}/vraag`);
      await page.getByRole('button', { name: 'Verstuur je vraag' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await fits(page);
      await accessible(page);
    });
  });
}
