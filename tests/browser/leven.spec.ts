// One life of an initiative, by keyboard alone, with and without JavaScript: sent in, confirmed, asked about, changed,
// published, seen by who has the map open.
import { awake, command, count, expect, fresh as test, linkIn, mail, type Page } from './fixtures.ts';
import { choose, field, press, reach, write } from './keyboard.ts';

const TITLE = 'Schilderen met de buren';
const SENDER = 'ans@school.nl';
const ADMIN = 'beheer@kaart.nl';

const button = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name });
const link = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name });

/** Comes in by the newest link that was mailed to this address. */
async function comeIn(page: Page, data: string, email: string, mails: number) {
  await page.goto(linkIn((await mail(data, email, mails)).text, '/inloggen/'));
  await press(button(page, 'Log in'));
}

async function signIn(page: Page, data: string, email: string, mails: number) {
  await page.goto('/inloggen');
  await write(page.getByLabel('E-mailadres'), email);
  await press(button(page, 'Stuur me een link'));
  await comeIn(page, data, email, mails);
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
      await expect(link(sender, TITLE)).toBeVisible();

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
      const card = watcher.locator('.kaartje', { hasText: TITLE }).getByRole('link').first();
      await reach(card);
      await press(card);
      await expect(watcher.getByRole('heading', { level: 1 })).toHaveText(TITLE);
    });
  });
}
