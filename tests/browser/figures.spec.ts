// Figures: nobody is kept out, a number leads to the map with that many, and white spots lead to neighbours.
import AxeBuilder from '@axe-core/playwright';
import { accessible, axe, fits } from './axe.ts';
import { command, count, expect, open, test, type Page } from './fixtures.ts';
import { signIn } from './people.ts';

const ALL = '/cijfers';

async function visit(page: Page, path: string) {
  await page.goto(path);
  await page.evaluate(() => document.fonts.ready);
}

/** Unfolds every table. */
const unfolded = (page: Page) => page.locator('.figures details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));

for (const path of [ALL, '/cijfers?regio=midden&vlek=steam&onzin=1', '/cijfers?sector=wo', '/cijfers?q=bestaatniet']) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    await visit(page, path);
    await unfolded(page);
    await accessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await axe(page);
  });

  test(`nothing has to be scrolled sideways on ${path}`, async ({ page }) => {
    await visit(page, path);
    await unfolded(page);
    for (const [width, height] of [[320, 640], [390, 844], [640, 400], [1280, 800]] as const) await fits(page, width, height);
  });
}

test('a table says what it is, and so does the box it scrolls in', async ({ page }) => {
  await visit(page, ALL);
  await unfolded(page);
  const box = page.getByRole('region', { name: 'Tabel: Thema’s per regio' });
  await expect(box.getByRole('table', { name: 'Thema’s per regio' })).toBeVisible();
  for (const name of ['Groei', 'Fasen', 'Witte vlekken per gemeente en thema']) {
    await expect(page.getByRole('table', { name, exact: true })).toBeVisible();
  }
  // Not in WCAG; who goes from one landmark to the next hears their names alone.
  expect((await new AxeBuilder({ page }).withRules('landmark-unique').analyze()).violations).toEqual([]);
});

test('drawings use the width there is', async ({ page }) => {
  for (const width of [320, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await visit(page, '/cijfers?gemeente=weert');
    const wide = async (selector: string) => (await page.locator(selector).first().boundingBox())!.width;
    expect(await wide('.spot-map .municipality')).toBeGreaterThan(0.9 * await wide('.spot-map__image'));
    await visit(page, ALL);
    expect(await wide('figure:has(#kop-groei) .drawing')).toBe(await wide('figure:has(#kop-groei)'));
  }
});

// These pages have no script of their own: everything is the same without.
for (const javaScriptEnabled of [true, false]) test.describe(javaScriptEnabled ? 'with a script' : 'without a script', () => {
  test.use({ javaScriptEnabled });

  test('by keyboard, a number leads to the map with that many', async ({ page }) => {
    await visit(page, ALL);
    const number = page.locator('.heat-table tbody a').first();
    const many = Number(await number.textContent());
    await page.locator('.table').first().focus();
    await page.keyboard.press('Tab');
    await expect(number).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\?regio=noord&thema=/);
    expect(await count(page)).toBe(many);
  });

  test('the figures are of the question on the map, and lead back to it', async ({ page }) => {
    await visit(page, '/cijfers?regio=midden');
    const said = Number(/^\d+/.exec(await page.locator('.figures__question strong').innerText())![0]);
    await page.getByRole('link', { name: 'Bekijk deze op de kaart' }).click();
    await expect(page).toHaveURL(/\/\?regio=midden$/);
    expect(await count(page)).toBe(said);
  });

  test('one chooses what is counted in a form, and takes it away again', async ({ page }) => {
    await visit(page, ALL);
    await page.locator('.figures__choose summary').click();
    await page.getByLabel('Sector', { exact: true }).selectOption('po');
    await page.getByRole('button', { name: 'Tel', exact: true }).click();
    await expect(page).toHaveURL(/\/cijfers\?sector=po$/);
    await page.getByRole('link', { name: 'Haal weg: Basisonderwijs (po)' }).click();
    await expect(page).toHaveURL(/\/cijfers$/);
  });

  test('a white spot leads to the nearest with that theme', async ({ page }) => {
    await visit(page, '/cijfers?vlek=inclusief-onderwijs');
    const blank = page.locator('.spot-map__list a');
    const map = page.locator('.spot-map .white-spots a');
    await expect(map).toHaveCount(31);
    const spots = await page.locator('.spot-map .municipality--white').count();
    expect(spots).toBeGreaterThan(0);
    await expect(blank).toHaveCount(spots);
    await expect(page.locator('.spot-maps a[aria-current]')).toContainText(spots === 1 ? '1 witte vlek' : `${spots} witte vlekken`);
    await blank.first().click();
    await expect(page).toHaveURL(/thema=inclusief-onderwijs&bij=/);
    expect(await count(page)).toBeGreaterThan(0);
  });

  test('another theme comes on the large map, and another distance', async ({ page }) => {
    await visit(page, ALL);
    await page.locator('.spot-maps a', { hasText: 'Talentontwikkeling' }).click();
    await expect(page).toHaveURL(/vlek=talentontwikkeling#vlek$/);
    await expect(page.locator('#vlek')).toHaveText('Talentontwikkeling');
    await page.getByLabel('Dichtbij is binnen').selectOption('3');
    await page.getByRole('button', { name: 'Toon' }).click();
    await expect(page).toHaveURL(/binnen=3/);
    await expect(page.locator('#witte-vlekken figcaption')).toContainText('binnen 3 km');
  });

  test('who prefers other colours still tells the patterns apart', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await visit(page, ALL);
    const fills = await page.locator('.spot-map .municipality').evaluateAll((all) => new Set(all.map((e) => e.getAttribute('fill'))).size);
    expect(fills).toBeGreaterThan(2);
    await expect(page.locator('.drawing .bar').first()).toHaveCSS('fill', await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'CanvasText';
      const colour = getComputedStyle(probe).color;
      probe.remove();
      return colour;
    }));
  });

  test('the map links to the figures', async ({ page }) => {
    if (javaScriptEnabled) await open(page); else await page.goto('/');
    await page.getByRole('contentinfo').getByRole('link', { name: 'Cijfers' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cijfers');
  });
});

test('behind the door stands how many, and axe finds nothing there', async ({ page, data }) => {
  const email = 'witte-vlekken@kaart.nl';
  command(data, 'beheerder', 'uitnodigen', email);
  await signIn(page, data, email);
  await page.goto('/redactie/witte-vlekken?vlek=inclusief-onderwijs');
  await expect(page.locator('tbody tr').first()).toContainText(/\d+ van \d+/);
  await accessible(page);
  await fits(page, 320);
  expect((await page.locator('thead').boundingBox())!.height, 'no emptiness above the first').toBeLessThan(80);
  await page.getByLabel('Dichtbij is binnen').selectOption('25');
  await page.getByRole('button', { name: 'Toon' }).click();
  await expect(page).toHaveURL(/vlek=inclusief-onderwijs&binnen=25/);
  await page.goBack();
  await page.getByRole('link', { name: /^Zoek buren/ }).first().click();
  await expect(page).toHaveURL(/thema=inclusief-onderwijs&bij=/);
});
