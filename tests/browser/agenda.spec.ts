// What is to come: on the agenda, and on the map beside the initiatives.
import { accessible, axe, fits } from './axe.ts';
import { expect, fresh as test, open, type Page } from './fixtures.ts';
import { admin, signIn } from './people.ts';

test.describe.configure({ timeout: 600_000 });

/** A day so many days from now, as a field of a form wants it. */
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const main = (page: Page) => page.getByRole('main');

/** What was announced here, beside the examples. */
const own = (page: Page) => main(page).getByRole('heading', { level: 3, name: / in (Weert|Venlo)$/ });

/** An organiser makes a gathering and announces it. */
async function announce(page: Page, title: string, days: number, town: string) {
  await page.goto('/organisatie/bijeenkomsten');
  await main(page).getByRole('link', { name: 'Nieuwe bijeenkomst' }).click();
  await page.getByLabel('Titel').fill(title);
  await page.getByLabel('Kansengelijkheid').check();
  await page.getByLabel('Datum', { exact: true }).fill(day(days));
  await page.getByLabel('Begin', { exact: true }).fill('14:00');
  await page.getByLabel('Einde', { exact: true }).fill('17:00');
  await page.getByLabel('Op locatie', { exact: true }).check();
  await page.getByLabel(/^Plaats/).fill(town);
  await page.getByLabel('Plekken', { exact: true }).fill('40');
  await main(page).getByRole('button', { name: 'Bewaar als concept' }).click();
  await main(page).getByRole('button', { name: 'Kondig aan' }).click();
  await expect(page.getByText('De bijeenkomst staat op de agenda.')).toBeVisible();
}

test('what is to come is found on the agenda and on the map', async ({ page: organiser, someone, data, site }) => {
  await (await admin(site, data)).dispose();
  await signIn(organiser, data, 'baas@kaart.nl');
  await announce(organiser, 'Marktplaats in Weert', 40, 'Weert');
  await announce(organiser, 'Atelier in Venlo', 60, 'Venlo');

  const page = await someone();
  await test.step('the agenda, by its filters', async () => {
    await expect(async () => {
      await page.goto('/agenda');
      await expect(own(page)).toHaveText(['Marktplaats in Weert', 'Atelier in Venlo'], { timeout: 1000 });
    }).toPass();
    await accessible(page);
    for (const width of [320, 640, 1280]) await fits(page, width);
    await page.getByLabel('Regio').selectOption('Noord-Limburg');
    await page.getByRole('button', { name: 'Toon', exact: true }).click();
    await expect(page).toHaveURL('/agenda?regio=noord');
    await expect(own(page)).toHaveText(['Atelier in Venlo']);
    await page.getByRole('navigation', { name: 'Per maand' }).getByRole('link').first().click();
    await expect(page).toHaveURL(/regio=noord&van=\d{4}-\d\d-01&tot=/);
  });

  await test.step('the map, beside the initiatives and alone', async () => {
    await open(page, '/');
    await page.getByRole('group', { name: 'Ook op de kaart' }).getByLabel(/Bijeenkomsten/).press('Space');
    await expect(page).toHaveURL('/?soort=initiatief&soort=bijeenkomst');
    await expect(page.locator('#soort-bijeenkomst')).toBeFocused();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('8 bijeenkomsten');
    await expect(page.locator('.markers').locator('.dot--bijeenkomst, .pin--bijeenkomst').first()).toBeVisible();
    await accessible(page);
    const kinds = page.getByRole('group', { name: 'Op de kaart' });
    await kinds.getByLabel(/Initiatieven/).click();
    await expect(page).toHaveURL('/?soort=bijeenkomst');
    await page.locator('.markers a[data-id]').first().click();
    await expect(page.locator('.signboard')).toContainText(/Marktplaats|Atelier|Pitchmiddag|Symposium/);
    await axe(page);
    await kinds.getByLabel(/Initiatieven/).click();
    await expect(page).toHaveURL(/soort=initiatief/);
    await kinds.getByLabel(/Bijeenkomsten/).click();
    await expect(page).toHaveURL('/');
  });
});
