// One life of an initiative, by keyboard alone, with and without JavaScript: sent in, confirmed, asked about, changed,
// published, seen by who has the map open; and one that was imported, claimed by its school and handed over.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { awake, command, count, expect, fresh as test, type Page } from './fixtures.ts';
import { linkIn, mail, mails } from './people.ts';
import { choose, field, press, reach, write } from './keyboard.ts';

const TITLE = 'Schilderen met de buren';
const SENDER = 'ans@school.nl';
const ADMIN = 'beheer@kaart.nl';
const IMPORTED = 'Proeven in het lokaal';
const TEACHER = 'anna@deproef.nl';
const COLLEAGUE = 'bert@school.nl';

const button = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name });
const link = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name });

/** Comes in by the newest link that was mailed to this address, and confirms what was sent in with it. */
async function comeIn(page: Page, data: string, email: string, mails: number) {
  await page.goto(linkIn((await mail(data, email, mails)).text, '/inloggen/'));
  await press(button(page, /^(Log in|Bevestig)/));
}

async function signIn(page: Page, data: string, email: string, mails: number) {
  await page.goto('/inloggen');
  await write(page.getByLabel('E-mailadres'), email);
  await press(button(page, 'Stuur me een link'));
  await comeIn(page, data, email, mails);
}

/** A school of the register, invented here, with an initiative on the map that nobody owns. */
function importSchool(data: string) {
  const school = {
    naam: 'De Proefschool', type: 'Basisschool', straat: 'Proefstraat', huisnummer: 1, postcode: '6001AA', plaats: 'Weert', gemeente: 'WEERT',
    brin_nummer: '00ZZ', vestigingscode: '00ZZ00', internetadres: 'www.deproef.nl',
  };
  const geometry = { type: 'Point', coordinates: [5.7064, 51.2518] };
  const schools = join(data, 'scholen.geojson');
  writeFileSync(schools, JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: school, geometry }] }));
  command(data, 'importeren', 'scholen', schools);
  const initiatives = join(data, 'initiatieven.csv');
  writeFileSync(initiatives, `titel,school,plaats,sector,thema,fase,onderdeel,sleutel\n${IMPORTED},De Proefschool,Weert,po,steam,lopend,vrijplaats,een\n`);
  command(data, 'importeren', 'initiatieven', initiatives);
}

async function fillIn(page: Page) {
  await write(field(page, 'school'), 'Museum zonder Muren');
  await write(field(page, 'plaats'), 'Roermond');
  await choose(field(page, 'onderdeel'), 'ArrowDown');
  await write(field(page, 'titel'), TITLE);
  await write(field(page, 'samenvatting'), 'Leerlingen en buren maken samen een muurschildering.');
  await choose(field(page, 'sector'));
  await choose(field(page, 'thema'));
  await choose(field(page, 'fase'));
  await write(field(page, 'naam'), 'Ans');
  await write(field(page, 'email'), SENDER);
  await press(page.locator('button[name=verstuur]'));
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('from the form to the map of somebody else', async ({ page: sender, someone, data }) => {
      test.setTimeout(180_000);

      // Somebody has the map open.
      const watcher = await someone();
      await watcher.goto('/');
      if (javaScriptEnabled) await awake(watcher);
      const before = await count(watcher);

      // A school sends in, and confirms by the link in its mail. Opening the link alone does nothing.
      await sender.goto('/plaatsen');
      await fillIn(sender);
      await expect(sender.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');
      await comeIn(sender, data, SENDER, 1);
      await expect(sender.getByRole('heading', { level: 1 })).toHaveText(TITLE);

      // An editor asks something.
      command(data, 'beheerder', 'uitnodigen', ADMIN);
      const editor = await someone();
      await signIn(editor, data, ADMIN, 2);
      await editor.goto('/redactie');
      await press(link(editor, TITLE));
      await write(field(editor, 'vragen'), 'Mogen er ook andere scholen komen kijken?');
      await press(button(editor, 'Vraag versturen'));

      // The school reads it and changes its text.
      await sender.goto('/mijn');
      await press(link(sender, TITLE));
      await expect(sender.getByRole('main')).toContainText('Mogen er ook andere scholen komen kijken?');
      await write(sender.getByLabel('Samenvatting'), 'Kom gerust kijken: we schilderen elke maand met de buren.');
      await press(button(sender, 'Wijziging insturen'));
      await expect(sender.getByRole('main')).toContainText('Je wijziging is ingestuurd');

      // The editor sees the new text and publishes it.
      await editor.goto('/redactie');
      await press(link(editor, TITLE));
      await expect(editor.getByRole('main')).toContainText('Kom gerust kijken');
      await press(button(editor, 'Publiceren'));

      // The open map shows one more, in place; without a script it does so when it is asked again.
      if (!javaScriptEnabled) {
        await expect.poll(async () => { await watcher.reload(); return count(watcher); }).toBe(before + 1);
      }
      await expect.poll(() => count(watcher)).toBe(before + 1);
      const card = watcher.locator('.card', { hasText: TITLE }).getByRole('link').first();
      await reach(card);
      await press(card);
      await expect(watcher.getByRole('heading', { level: 1 })).toHaveText(TITLE);
    });

    test('from the register to the school, and on to somebody else', async ({ page: teacher, someone, data }) => {
      test.setTimeout(180_000);
      importSchool(data);
      await teacher.goto('/');
      const listed = teacher.locator('.card', { hasText: IMPORTED }).getByRole('link').first();
      await expect.poll(async () => { await teacher.reload(); return listed.count(); }).toBe(1);
      if (javaScriptEnabled) await awake(teacher);

      // A teacher finds it and says that it is theirs; the address is of the school, so nobody has to look.
      await press(listed);
      await press(link(teacher, 'Dit is van onze school'));
      await press(link(teacher, 'Inloggen en verder'));
      await write(teacher.getByLabel('E-mailadres'), TEACHER);
      await press(button(teacher, 'Stuur me een link'));
      await comeIn(teacher, data, TEACHER, 1);
      await write(field(teacher, 'waarom'), 'Ik ben leraar van groep 7.');
      await press(button(teacher, 'Claim dit initiatief'));
      await expect(teacher.getByRole('main')).toContainText('Je bent nu eigenaar van dit initiatief');

      // The teacher hands it over; who opens the link has not said yes yet.
      await press(link(teacher, 'Mensen'));
      await write(field(teacher, 'eigenaar-email'), COLLEAGUE);
      await reach(teacher.locator('input[name=soort]').first());
      await teacher.keyboard.press('ArrowDown');
      await press(button(teacher, 'Verstuur de uitnodiging'));
      await expect(teacher.getByRole('main')).toContainText('De uitnodiging is verstuurd');
      const colleague = await someone();
      await colleague.goto(linkIn((await mail(data, COLLEAGUE)).text, '/uitnodiging/'));
      await press(link(colleague, 'Inloggen en verder'));
      await write(colleague.getByLabel('E-mailadres'), COLLEAGUE);
      await press(button(colleague, 'Stuur me een link'));
      await comeIn(colleague, data, COLLEAGUE, 2);
      await expect(colleague.getByRole('heading', { level: 1 })).toHaveText('Neem je dit initiatief over?');
      await teacher.goto('/mijn');
      await expect(link(teacher, IMPORTED)).toBeVisible();
      await press(button(colleague, 'Ja, ik neem het over'));
      await expect(colleague.getByRole('main')).toContainText('Je bent nu eigenaar van dit initiatief');
      await teacher.goto('/mijn');
      await expect(link(teacher, IMPORTED)).toHaveCount(0);
      const told = () => mails(data).filter(({ to, text }) => [TEACHER, COLLEAGUE].includes(to) && text.includes(IMPORTED)).length;
      await expect.poll(told, { message: 'the invitation, and a mail to both' }).toBeGreaterThanOrEqual(3);
    });
  });
}
