// The other pages: one initiative, light and dark, what is not there.
import { cards, expect, open, test } from './fixtures.ts';

const STORY = '/initiatieven/5/zorgrobot-op-stage';

test('an initiative tells its story, and who is near', async ({ page }) => {
  await page.goto(STORY);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zorgrobot op stage');
  const neighbours = page.locator('.nearby .card');
  await expect(neighbours).toHaveCount(5);
  const far = await neighbours.locator('.distance').allTextContents();
  expect(far).toHaveLength(5);
  for (const text of far) expect(text).toMatch(/^(\d+ m|\d+(,\d)? km) naar het (noord|oost|zuid|west)/);
  const km = far.map((text) => Number(/[\d,]+/.exec(text)![0].replace(',', '.')) / (/\d m /.test(text) ? 1000 : 1));
  expect(km).toEqual([...km].sort((a, b) => a - b));
  await page.getByRole('link', { name: 'Bekijk alles binnen 10 km op de kaart' }).click();
  await expect(page.locator('#lijstkop')).toHaveText(/binnen 10 km van/);
});

test('an initiative can be read by machines', async ({ page, site }) => {
  await page.goto(STORY);
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${site}${STORY}`);
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!);
  expect(data).toMatchObject({ '@context': 'https://schema.org', name: 'Zorgrobot op stage', url: `${site}${STORY}` });
  expect(data.contentLocation.geo.longitude).toBeCloseTo(5.97, 0);
  const open = await page.request.get(await page.getByRole('link', { name: 'Als open data' }).getAttribute('href') ?? '');
  expect(await open.json()).toMatchObject({ type: 'Feature', id: '5' });
});

test('an old or wrong name of an initiative leads to the right one', async ({ page, site }) => {
  for (const path of ['/initiatieven/5', '/initiatieven/5/oude-naam']) {
    await page.goto(path);
    expect(page.url()).toBe(site + STORY);
  }
});

test('its link can be copied', async ({ page, context, site }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(STORY);
  const button = page.getByRole('button', { name: 'Kopieer link' });
  await button.click();
  await expect(page.getByRole('status')).toHaveText('De link is gekopieerd.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(site + STORY);
  await expect(button).toBeVisible();
});

test('sharing copies where the device has no sharing of its own', async ({ page, context, site }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'share', { value: undefined }));
  await page.goto(STORY);
  await page.getByRole('button', { name: 'Deel', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('De link is gekopieerd.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(site + STORY);
});

test('sharing uses what the device has', async ({ page, site }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'share', {
    value: async (what: object) => { (window as any).shared = what; },
  }));
  await page.goto(STORY);
  await page.getByRole('button', { name: 'Deel', exact: true }).click();
  await expect.poll(() => page.evaluate(() => (window as any).shared?.url)).toBe(site + STORY);
});

for (const system of ['light', 'dark'] as const) {
  test.describe(`on a device that is ${system}`, () => {
    test.use({ colorScheme: system });

    test('light or dark is a button, and is remembered', async ({ page }) => {
      const ground = () => page.locator('.list, .page, main').first().evaluate((e) => {
        const [r, g, b] = getComputedStyle(e.matches('.list') ? e : document.body).backgroundColor.match(/[\d.]+/g)!.map(Number);
        return r + g + b > 380 || (r <= 1 && r + g + b > 1.5) ? 'light' : 'dark';
      });
      const other = system === 'light' ? 'dark' : 'light';
      await open(page);
      expect(await ground()).toBe(system);
      const button = page.getByRole('button', { name: 'Wissel tussen lichte en donkere weergave' });
      await button.click();
      await expect.poll(ground).toBe(other);
      await page.reload();
      expect(await ground()).toBe(other);
      await page.goto('/over');
      await expect(page.locator('html')).toHaveAttribute('data-weergave', other === 'dark' ? 'donker' : 'licht');
      await button.click();
      await open(page);
      expect(await ground()).toBe(system);
    });
  });
}

test.describe('what is not there', () => {
  test.use({ expected: /status of 404/ });

  test('says so, and helps: search or go to the map', async ({ page }) => {
    const answer = await page.goto('/initiatieven/99999/weg');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deze pagina is er niet');
    await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
    await page.getByRole('main').getByLabel('Zoek een initiatief').fill('robot');
    await page.getByRole('button', { name: 'Zoek', exact: true }).click();
    await expect(page).toHaveURL(/\/\?q=robot/);
    await expect(cards(page).first()).toContainText('Zorgrobot');
    await page.goto('/bestaat-niet');
    await page.getByRole('link', { name: 'Naar de kaart' }).click();
    await expect(page).toHaveURL(/\/$/);
  });
});

test('fonts that are preloaded are the ones a page uses, and come once', async ({ page }) => {
  for (const path of ['/', '/over', '/deel?regio=midden', '/embed?regio=midden']) {
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready);
    const fonts = await page.evaluate(() => {
      const preloaded = [...document.querySelectorAll<HTMLLinkElement>('link[rel=preload][as=font]')].map(({ href }) => href);
      const came = performance.getEntriesByType('resource').map(({ name }) => name);
      const used = [...document.fonts].filter(({ status }) => status === 'loaded').length;
      return { preloaded, used, times: preloaded.map((href) => came.filter((name) => name === href).length) };
    });
    expect(fonts.preloaded.length, path).toBeGreaterThan(0);
    expect(fonts.times, path).toEqual(fonts.preloaded.map(() => 1));
    expect(fonts.used, path).toBeGreaterThanOrEqual(fonts.preloaded.length);
  }
});
