// Pictures in the form: added, described, taken away; with and without JavaScript, and nothing is lost on the way.
import { fileURLToPath } from 'node:url';
import { accessible } from './axe.ts';
import { expect, test, type Page } from './fixtures.ts';

const TITLE = 'Schilderen met de buren';
const PICTURE = fileURLToPath(new URL('../../server/tests/pictures/halves.avif', import.meta.url));

async function add(page: Page, file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0] = PICTURE) {
  const fold = page.locator('.fold', { has: page.locator('#foto') });
  if (await fold.getAttribute('open') === null) await fold.locator('> summary').click();
  await page.locator('#foto').setInputFiles(file);
  await page.getByRole('button', { name: 'Foto toevoegen' }).click();
  await expect(page.locator('.picture-list, #foto-fout').first()).toBeVisible();
}

async function fillIn(page: Page) {
  await page.goto('/plaatsen');
  await page.locator('#school').fill('Museum zonder Muren');
  await page.locator('#plaats').fill('Roermond');
  await page.locator('.programme-choice', { hasText: 'Buitenplaats' }).click();
  await page.locator('#titel').fill(TITLE);
  await page.locator('#samenvatting').fill('Leerlingen en buren maken samen een muurschildering. Elke maand een nieuwe.');
  await page.locator('[name=sector][value=po]').check();
  await page.locator('[name=thema][value=steam]').check();
  await page.locator('[name=fase][value=lopend]').check();
  await page.locator('#naam').fill('Ans Janssen');
  await page.locator('#email').fill('ans@school.nl');
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, expected: /status of 422/ });

    test('a picture is added, described and sent in', async ({ page }) => {
      await fillIn(page);
      await add(page);
      await expect(page.locator('#foto-1')).toBeFocused();
      await expect(page.locator('#titel')).toHaveValue(TITLE);
      await expect(page.locator('[name=thema][value=steam]')).toBeChecked();
      const seen = page.locator('.picture-list img');
      await seen.scrollIntoViewIfNeeded();
      await expect.poll(() => seen.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(32);
      // Without a description it is refused, and still there.
      await page.locator('button[name=verstuur]').click();
      await page.getByRole('link', { name: /^Beschrijving van foto 1/ }).click();
      await expect(page.locator('#foto-1')).toBeFocused();
      await page.keyboard.type('Een muur in rood en blauw');
      await page.locator('button[name=verstuur]').click();
      await expect(page).toHaveURL(/\/plaatsen\/verzonden$/);
    });

    test('a picture is taken away', async ({ page }) => {
      await page.goto('/plaatsen');
      await page.locator('#titel').fill(TITLE);
      await add(page);
      await page.locator('#foto-1').fill('Een muur');
      await page.getByRole('button', { name: 'Foto 1 weghalen' }).click();
      await expect(page.locator('.picture-list')).toHaveCount(0);
      await expect(page.locator('.picture-field [role=status]')).toHaveText('De foto is weg.');
      await expect(page.locator('#titel')).toHaveValue(TITLE);
    });
  });
}

test.describe('one byte too many', () => {
  test.use({ expected: /status of 413/ });

  test('is said beside the field, with everything that was typed', async ({ page }) => {
    await page.goto('/plaatsen');
    await page.locator('#titel').fill(TITLE);
    await add(page, { name: 'muur.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) });
    await expect(page.locator('#foto'), 'the page stays where it is').toBeFocused();
    await expect(page.locator('#foto-fout')).toContainText('groter dan 10 MB');
    await expect(page.locator('#titel')).toHaveValue(TITLE);
  });
});

test('a draft has its pictures again', async ({ page }) => {
  await page.goto('/plaatsen');
  await page.locator('#titel').fill(TITLE);
  await add(page);
  await page.locator('#foto-1').fill('Een muur in rood en blauw');
  await expect(page.locator('.draft [role=status]')).toHaveText('Concept bewaard in dit tabblad');
  await page.waitForFunction(() => sessionStorage.getItem('concept')?.includes('rood'));
  await page.goto('/plaatsen');
  await expect(page.locator('#foto-1')).toHaveValue('Een muur in rood en blauw');
  await expect(page.locator('.picture-list img')).toHaveCount(1);
});

for (const [width, height] of [[320, 640], [1440, 900]] as const) {
  test(`axe finds nothing and nothing is too wide at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto('/plaatsen');
    await add(page);
    await page.evaluate(() => document.fonts.ready);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
    // The steps stay on top, whatever is under them.
    await page.evaluate(() => scrollTo(0, 0));
    await accessible(page);
  });
}
