// Nobody is kept out: axe finds nothing on any page, and every page fits every screen.
import { accessible, axe, fits } from './axe.ts';
import { EMPTY, ROERMOND, awake, cards, expect, heading, open, test, unfold, type Page } from './fixtures.ts';

const STORY = '/initiatieven/5/zorgrobot-op-stage';
const PAGES = [
  '/', '/?regio=midden', ROERMOND, EMPTY, STORY, '/over', '/over/gegevens', '/over/licenties', '/open-data', '/voor-organisatoren', '/poster?regio=midden',
  '/volgen?regio=midden&thema=steam', '/volgen/verzonden', '/deel?regio=midden&thema=steam', '/embed?regio=midden',
  '/api', '/api/collections/initiatieven', '/api/collections/initiatieven/items', '/api/collections/gemeenten/items/weert', '/over/api',
  '/agenda', '/agenda?regio=midden', '/cijfers', '/export/archief/', '/besturen', '/besturen/2/voorbeeldbestuur-noord', '/api/collections/besturen/items',
  '/toegankelijkheid', '/privacy', '/privacy/register', '/mijn/gewist', '/bestaat-niet', '/plaatsen', '/plaatsen/verzonden',
];

test.use({ expected: /status of 404/ });

async function visit(page: Page, path: string) {
  await page.goto(path);
  if (await page.locator('leptos-island').count()) await awake(page);
  await page.evaluate(() => document.fonts.ready);
}

for (const path of PAGES) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    await visit(page, path);
    await accessible(page);
  });
}

for (const path of ['/', EMPTY, STORY]) {
  test(`axe finds nothing on ${path} at 320 px`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await visit(page, path);
    await axe(page);
  });
}

test('axe finds nothing with a filter, suggestions or a signboard open', async ({ page }) => {
  await open(page, '/?regio=midden&thema=steam');
  await unfold(page, 'Thema');
  await accessible(page);
  await unfold(page, /Binnen 10 km/);
  await page.locator('#plek').pressSequentially('roer');
  await page.locator('#plek').press('ArrowDown');
  await expect(page.locator('.suggestion').first()).toBeVisible();
  await accessible(page);
  await open(page, '/?regio=midden');
  await page.locator('.markers a[data-id]:not([class*="--neighbour"])').first().click();
  await expect(page.locator('.signboard')).toBeVisible();
  await accessible(page);
});

const SCREENS = [[320, 640], [390, 844], [640, 400], [768, 1024], [1280, 800], [1440, 900]] as const;

for (const path of PAGES) {
  test(`nothing has to be scrolled sideways on ${path}`, async ({ page }) => {
    await visit(page, path);
    for (const [width, height] of SCREENS) await fits(page, width, height);
  });
}

/** Scrolls to it, as a person would, and asks whether it lies on top there. */
async function reachable(page: Page, selector: string) {
  const target = page.locator(selector).first();
  await target.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await expect(target).toBeInViewport();
  await target.click({ trial: true });
}

test('at 200 % zoom everything can be reached', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 400 });
  await open(page);
  for (const selector of [
    '#q', 'label.chip:has([value=zuid])', '.radius-choice summary', '.map-button[aria-label="Zoom in"]',
    '.sort select', '.card:last-child a', '.pager a', 'footer a[href="/privacy"]',
    '.menu summary',
  ]) {
    if (selector === '.sort select') await page.locator('label[for=w-lijst]').click();
    await reachable(page, selector);
  }
});

for (const [width, height] of [[320, 640], [640, 400]] as const) {
  test(`every filter can be chosen at ${width}x${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page);
    for (const name of ['thema', 'sector', 'fase', 'gemeente']) {
      const panel = page.locator('details.dropdown', { has: page.locator(`input[name=${name}]`) });
      await panel.locator('summary').click();
      await panel.locator('.option').last().click();
      await expect(page).toHaveURL(new RegExp(`${name}=`));
      await panel.locator('summary').click();
      await expect(panel.locator('.option').first()).toBeHidden();
    }
  });
}

test('buttons and links on the map are large enough to hit', async ({ page }) => {
  for (const [width, height] of [[390, 844], [1440, 900]]) {
    await page.setViewportSize({ width, height });
    await open(page);
    const small = await page.locator('.markers a, .map-button, .filters .chip, .thumb-bar label').evaluateAll((all) => all
      .filter((e) => e.checkVisibility())
      .map((e) => ({ e, box: e.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ e, box }) => `${e.getAttribute('class')} ${e.getAttribute('aria-label') ?? e.textContent} ${box.width}x${box.height}`));
    expect(small).toEqual([]);
  }
});

test('on paper stands the list', async ({ page }) => {
  await open(page, '/?regio=midden');
  await page.emulateMedia({ media: 'print' });
  await expect(heading(page)).toBeVisible();
  await expect(cards(page).first()).toBeVisible();
  await expect(cards(page).last()).toBeVisible();
  for (const part of ['.filters', '.buttons', '.search', '.thumb-bar']) await expect(page.locator(part)).toBeHidden();
  // Nothing is cut off: the last card stands inside the page.
  const { last, page: all } = await page.evaluate(() => ({
    last: document.querySelector('.card:last-child')!.getBoundingClientRect().bottom + scrollY,
    page: document.documentElement.scrollHeight,
  }));
  expect(last).toBeLessThanOrEqual(all);
  const pdf = await page.pdf({ format: 'A4' });
  expect((pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length).toBeGreaterThan(1);
});
