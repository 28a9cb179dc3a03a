// Every page behind the door, in every state it can be in: axe finds nothing, and it fits a phone.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessible, fits } from './axe.ts';
import { command, expect, fresh as test, type Page } from './fixtures.ts';
import { linkIn, mail, signIn } from './people.ts';

const ADMIN = 'beheer@kaart.nl';
const SENDER = 'ans@school.nl';

test.use({ expected: /status of (401|403|404|409|410|422)/ });
test.describe.configure({ timeout: 1_200_000 });

async function look(page: Page) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await accessible(page);
  for (const width of [320, 640]) await fits(page, width);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name });

test('every page behind the door can be used by everybody', async ({ page: sender, someone, data, site }) => {
  const headers = { origin: site };
  const post = async (page: Page, path: string, form: Record<string, string>) =>
    expect((await page.request.post(path, { form, headers, maxRedirects: 0 })).status(), path).toBe(303);

  await test.step('signing in', async () => {
    await sender.goto('/inloggen');
    await look(sender);
    await sender.getByLabel('E-mailadres').fill('geen adres');
    await button(sender, 'Stuur me een link').click();
    await look(sender);
    await sender.goto('/inloggen/0123456789abcdef0123456789abcdef');
    await look(sender);
    await sender.goto('/inloggen');
    await sender.getByLabel('E-mailadres').fill(SENDER);
    await button(sender, 'Stuur me een link').click();
    await look(sender);
    await sender.goto(linkIn((await mail(data, SENDER)).text, '/inloggen/'));
    await look(sender);
    await button(sender, 'Log in').click();
    await look(sender);
    await sender.goto('/inloggen');
    await look(sender);
  });

  const own = await test.step('sending in', async () => {
    const form = {
      school: 'Proefplek', plaats: 'Roermond', onderdeel: 'vrijplaats', titel: 'Een proef in de klas', samenvatting: 'Kort en goed.',
      sector: 'po', thema: 'steam', fase: 'lopend', ander: 'ja',
    };
    await post(sender, '/plaatsen', form);
    await post(sender, '/plaatsen', { ...form, titel: 'Nog een proef' });
    await sender.goto('/mijn');
    await look(sender);
    await sender.getByRole('link', { name: 'Een proef in de klas' }).click();
    await look(sender);
    const path = new URL(sender.url()).pathname;
    for (const part of ['bekijken', 'mensen', 'geschiedenis']) {
      await sender.goto(`${path}/${part}`);
      await look(sender);
    }
    return path;
  });
  const item = own.replace('mijn', 'redactie');

  await test.step('confirming by the link in the mail', async () => {
    const visitor = await someone();
    const form = {
      school: 'Proefplek', plaats: 'Venlo', onderdeel: 'vrijplaats', titel: 'Van een bezoeker', samenvatting: 'Kort en goed.', sector: 'po',
      thema: 'steam', fase: 'lopend', naam: 'Ans', email: 'ans@schol.nl', ander: 'ja',
    };
    await post(visitor, '/plaatsen', form);
    await visitor.goto('/plaatsen/verzonden');
    await look(visitor);
    await visitor.getByLabel('E-mailadres').fill('ans@school.nl');
    await button(visitor, 'Stuur de mail opnieuw').click();
    await expect(visitor.getByRole('main')).toContainText('ans@school.nl');
    await look(visitor);
    await visitor.goto(linkIn((await mail(data, 'ans@school.nl')).text, '/bevestigen/'));
    await look(visitor);
    await button(visitor, 'Bevestig ‘Van een bezoeker’').click();
    await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Bedankt');
    await look(visitor);
  });

  command(data, 'beheerder', 'uitnodigen', ADMIN);
  const editor = await someone();
  await signIn(editor, data, ADMIN);

  await test.step('the desk', async () => {
    await editor.goto('/redactie');
    await look(editor);
    for (const path of [`${item}/1`, `${item}/1/aanpassen`, '/redactie/leden', '/redactie/logboek']) {
      await editor.goto(path);
      await look(editor);
    }
    await editor.goto(`${item}/1`);
    const left = async (part: string) => Math.round((await editor.locator(part).first().boundingBox())!.x);
    expect(await left('.fold'), 'the source stands under what it is the source of').toBe(await left('#tekst'));
    await editor.locator('#vragen').fill(' ');
    await Promise.all([editor.waitForEvent('load'), editor.locator('#vragen').evaluate((field: HTMLTextAreaElement) => field.form!.submit())]);
    await look(editor);
    await editor.locator('#vragen').fill('Mogen andere scholen komen kijken?');
    await button(editor, 'Vraag versturen').click();
    await look(editor);
    await post(editor, '/redactie/leden', { email: 'tweede@kaart.nl', rol: 'redacteur', regio: '', tot: '' });
    await editor.goto('/redactie/leden');
    await look(editor);
    await editor.goto(`${item}/1`);
    await look(editor);
  });

  await test.step('the answer of the sender', async () => {
    await sender.goto(own);
    await look(sender);
    await sender.getByLabel('Titel').fill('');
    await button(sender, 'Wijziging insturen').click();
    await look(sender);
    await sender.getByLabel('Titel').fill('Een proef in de klas');
    await sender.getByLabel('Samenvatting').fill('Kom maar kijken.');
    await button(sender, 'Wijziging insturen').click();
    await look(sender);
    // On top of an old version: both texts side by side.
    const fields = { titel: 'Een andere proef', samenvatting: 'Anders.', sector: 'po', thema: 'steam', fase: 'lopend', onderdeel: 'vrijplaats', school: 'Proefplek' };
    await sender.goto(own);
    await sender.evaluate(([path, typed]) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: path });
      for (const [name, value] of Object.entries({ basis: '1', ...(typed as object) })) {
        form.append(Object.assign(document.createElement('input'), { name, value }));
      }
      document.body.append(form);
      form.submit();
    }, [own, fields] as const);
    await expect(sender.getByRole('main')).toContainText('Iemand anders was je voor');
    await look(sender);
  });

  await test.step('two editors', async () => {
    const second = await someone();
    await signIn(second, data, 'tweede@kaart.nl');
    await editor.goto(`${item}/2`);
    await second.goto('/redactie');
    await look(second);
    await second.goto(`${item}/2`);
    await look(second);
    await button(editor, 'Publiceren').click();
    await look(editor);
    await second.goto(`${item}/2`);
    await look(second);
  });

  await test.step('more than one owner', async () => {
    await sender.goto(`${own}/mensen`);
    await sender.getByLabel('E-mailadres').fill('geen adres');
    await button(sender, 'Verstuur de uitnodiging').click();
    await look(sender);
    await sender.getByLabel('E-mailadres').fill('bert@school.nl');
    await button(sender, 'Verstuur de uitnodiging').click();
    await look(sender);
    const other = await someone();
    const offer = linkIn((await mail(data, 'bert@school.nl')).text, '/uitnodiging/');
    await other.goto(offer);
    await look(other);
    await editor.goto(offer);
    await look(editor);
    await signIn(other, data, 'bert@school.nl');
    await other.goto(offer);
    await look(other);
    await button(other, 'Ja, ik word mede-eigenaar').click();
    await look(other);
    await other.goto(`${own}/stoppen`);
    await look(other);
    await other.goto(offer);
    await look(other);
  });

  await test.step('claiming what was imported', async () => {
    const file = join(data, 'een.csv');
    writeFileSync(file, 'titel,school,plaats,sector,thema,fase,onderdeel,sleutel\nProeven in het lokaal,De Proefschool,Weert,po,steam,lopend,vrijplaats,een\n');
    command(data, 'importeren', 'initiatieven', file);
    const found = async () => (await (await sender.request.get('/api/collections/initiatieven/items?q=proeven+lokaal')).json()).features;
    await expect.poll(async () => (await found()).length).toBe(1);
    const [{ id }] = await found();
    await sender.goto(`/initiatieven/${id}`);
    await look(sender);
    const other = await someone();
    await other.goto(`/claimen/${id}`);
    await look(other);
    await sender.goto(`/claimen/${id}`);
    await look(sender);
    await button(sender, 'Claim dit initiatief').click();
    await look(sender);
    await sender.locator('#waarom').fill('Ik ben leraar van groep 7.');
    await button(sender, 'Claim dit initiatief').click();
    await look(sender);
    await editor.goto('/redactie/claims');
    await look(editor);
    await post(sender, `/initiatieven/${id}/melden`, { reden: 'Het adres klopt niet.' });
    for (const path of ['/redactie/meldingen', '/redactie/verbleekt', '/redactie']) {
      await editor.goto(path);
      await look(editor);
    }
  });

  await test.step('following a search', async () => {
    const reader = await someone();
    await reader.goto('/volgen?regio=midden&thema=steam');
    await look(reader);
    await button(reader, /Volg/).click();
    await look(reader);
    await reader.getByLabel('E-mailadres').fill('lezer@school.nl');
    await button(reader, /Volg/).click();
    await look(reader);
    await reader.goto(linkIn((await mail(data, 'lezer@school.nl')).text, '/volgen/'));
    await look(reader);
    await button(reader, /./).first().click();
    await look(reader);
  });

  await test.step('off the map', async () => {
    for (const way of ['archiveren', 'intrekken']) {
      await sender.goto(`${own}/${way}`);
      await look(sender);
      await button(sender, /archiveren|intrekken/i).click();
      await look(sender);
    }
  });
});
