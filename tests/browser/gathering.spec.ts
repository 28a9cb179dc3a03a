// Gatherings: an organiser makes one by keyboard, a teacher registers on a phone, and every page can be used by everybody.
import { accessible, fits } from './axe.ts';
import { expect, fresh as test, type Page } from './fixtures.ts';
import { admin, linkIn, mail, signIn } from './people.ts';

test.use({ expected: /status of (409|410|422)/ });
test.describe.configure({ timeout: 600_000 });

const ORGANISER = 'baas@kaart.nl';

async function look(page: Page) {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 1280, height: 900 });
  await accessible(page);
  for (const width of [320, 640]) await fits(page, width);
  await page.setViewportSize(size);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name });
const link = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name });

/** A day so many days from now, as a field of a form wants it. */
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Fills in the form of an organiser. */
async function fillIn(page: Page) {
  await page.getByLabel('Titel').fill('Marktplaats kansengelijkheid');
  await page.getByLabel('Samenvatting').fill('Zien wat werkt, en het meenemen naar je eigen school.');
  await page.getByLabel('Wat gaan we doen').fill('We lopen rond.\n\n* kijken\n* vragen');
  await page.getByLabel('Kansengelijkheid').check();
  await page.getByLabel('Datum', { exact: true }).fill(day(60));
  await page.getByLabel('Begin', { exact: true }).fill('14:00');
  await page.getByLabel('Einde', { exact: true }).fill('17:00');
  await page.getByLabel('Op locatie en online').check();
  await page.getByLabel('Gebouw en ruimte').fill('Aula');
  await page.getByLabel(/^Plaats/).fill('Weert');
  await page.getByLabel('Plekken', { exact: true }).fill('3');
  await page.getByLabel('Plekken online').fill('100');
  await page.getByLabel('Wie te laat is').check();
}

test('a gathering is made, announced and registered for', async ({ page: organiser, someone, data, site }) => {
  await (await admin(site, data)).dispose();
  await signIn(organiser, data, ORGANISER);
  await organiser.goto('/organisatie/bijeenkomsten');
  await look(organiser);
  await link(organiser, 'Nieuwe bijeenkomst').click();
  await look(organiser);

  await test.step('a mistake brings the form back, by keyboard', async () => {
    await fillIn(organiser);
    await organiser.getByLabel('Einde', { exact: true }).fill('13:00');
    await button(organiser, 'Bewaar als concept').focus();
    await organiser.keyboard.press('Enter');
    await organiser.getByRole('alert').getByRole('link', { name: 'Einde ligt niet na het begin' }).press('Enter');
    await expect(organiser.getByLabel('Einde', { exact: true })).toBeFocused();
    await look(organiser);
    await organiser.getByLabel('Einde', { exact: true }).fill('17:00');
    await button(organiser, 'Bewaar als concept').press('Enter');
  });

  await expect(organiser.getByText('Alleen organisatoren zien dit.')).toBeVisible();
  await look(organiser);
  await button(organiser, 'Kondig aan').press('Enter');
  await expect(organiser.getByText('De bijeenkomst staat op de agenda.')).toBeVisible();
  await link(organiser, 'Openbare pagina').click();
  const path = new URL(organiser.url()).pathname;

  const teacher = await someone();
  await teacher.setViewportSize({ width: 390, height: 844 });
  await teacher.goto(path);
  await look(teacher);
  await expect(teacher.getByText('Op locatie: nog 3 van de 3 plekken vrij.')).toBeVisible();
  await link(teacher, 'Meld je aan').click();
  await look(teacher);
  await teacher.getByLabel('Je naam', { exact: true }).fill('Juf Voorbeeld');
  await teacher.getByLabel('Je e-mailadres').fill('geen adres');
  await teacher.getByLabel('School of organisatie').fill('Voorbeeldschool');
  await teacher.getByLabel('Op locatie').check();
  await teacher.getByLabel('Met hoeveel mensen').fill('3');
  await teacher.getByLabel('Namen van je collega').fill('Meester Voorbeeld');
  await button(teacher, 'Meld je aan').click();
  await look(teacher);
  await teacher.getByLabel('Je e-mailadres').fill('juf@school.nl');
  await button(teacher, 'Meld je aan').click();
  await expect(teacher.getByRole('heading', { name: 'Kijk in je mail' })).toBeVisible();
  await look(teacher);
  await teacher.goto(linkIn((await mail(data, 'juf@school.nl')).text, '/aanmelding/'));
  await look(teacher);
  await button(teacher, 'Bevestig je aanmelding').click();
  await expect(teacher.getByText('Jullie hebben een plek.')).toBeVisible();
  await look(teacher);

  const late = await someone();
  await late.goto(`${path.split('/').slice(0, 3).join('/')}/aanmelden`);
  await late.getByLabel('Je naam', { exact: true }).fill('Meester Laat');
  await late.getByLabel('Je e-mailadres').fill('laat@school.nl');
  await late.getByLabel('School of organisatie').fill('Voorbeeldschool');
  await late.getByLabel('Op locatie').check();
  await button(late, 'Meld je aan').click();
  await late.goto(linkIn((await mail(data, 'laat@school.nl')).text, '/aanmelding/'));
  await button(late, 'Bevestig je aanmelding').click();
  await expect(late.getByText('Je bent de eerste.')).toBeVisible();
  await look(late);

  await teacher.getByText('Wijzig je aanmelding').click();
  await teacher.getByLabel('Met hoeveel mensen').fill('2');
  await button(teacher, 'Bewaar').click();
  await expect(teacher.getByText('Je aanmelding is gewijzigd.')).toBeVisible();
  await late.reload();
  await expect(late.getByText('Er is een plek voor je.')).toBeVisible();
  await button(late, 'Ik neem de plek').click();
  await expect(late.getByText('Je hebt een plek.')).toBeVisible();
  await teacher.getByText('Geef je plek door aan een collega').click();
  await teacher.getByLabel('Naam van je collega').fill('Collega Voorbeeld');
  await teacher.getByLabel('E-mailadres van je collega').fill('collega@school.nl');
  await button(teacher, 'Geef door').click();
  await expect(teacher.getByRole('heading', { name: 'Je plek is doorgegeven' })).toBeVisible();
  await look(teacher);

  await organiser.goto('/organisatie/bijeenkomsten');
  await look(organiser);
  await link(organiser, 'Marktplaats kansengelijkheid').click();
  await look(organiser);
  await link(organiser, 'Laat niet doorgaan').click();
  await button(organiser, 'Laat niet doorgaan').click();
  await look(organiser);
  await organiser.getByLabel('Waarom gaat het niet door?').fill('Er is ijzel.');
  await button(organiser, 'Laat niet doorgaan').click();
  await expect(organiser.getByText('Gaat niet door', { exact: true })).toBeVisible();
  await late.reload();
  await expect(late.getByText('Er is ijzel.')).toBeVisible();
  await look(late);
  await teacher.goto(path);
  await expect(teacher.getByText('Deze bijeenkomst gaat niet door. Er is ijzel.')).toBeVisible();
  await look(teacher);
});
