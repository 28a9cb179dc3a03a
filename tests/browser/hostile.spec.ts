// What people type is text, everywhere: 500 texts that want to be scripts, through every text field, in a real browser.
// Whatever runs says so on the console, and so does every breach of the Content-Security-Policy; both fail the test.
// Where each text has a page of its own, the browser reads all of those pages, and opens one in ten.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { awake, command, expect, fresh as test, type Page } from './fixtures.ts';
import { admin, enter, linkIn, mail, publish, signIn } from './people.ts';

const ADMIN = 'beheer@kaart.nl';
const SENDER = 'ans@school.nl';

/** Ways to leave the place where a text stands: an attribute, a text area, a title, a script, a comment, a style. */
const EXITS = ['', '">', "'>", '</textarea>', '</title>', '</script>', '-->', '</style>', '" ', '\\"'];
/** What to do once out. */
const ATTACKS = [
  '<script>hit()</script>', '<ScRiPt>hit()</sCrIpT>', '<script/x>hit()</script>', '<script >hit()</script>',
  '<img src=x onerror=hit()>', '<img/src=x/onerror=hit()>', '<img src=x onerror="hit()">', "<img src=x oNeRrOr='hit()'>",
  '<svg onload=hit()>', '<svg/onload=hit()>', '<svg><script>hit()</script>', '<svg><a href=javascript:hit()><text>x',
  '<svg><use href=data:,x#y>', '<svg><animate onbegin=hit() attributeName=x>', '<body onload=hit()>', '<iframe src=javascript:hit()>',
  '<iframe srcdoc="<script>hit()</script>">', '<object data=javascript:hit()>', '<embed src=javascript:hit()>', '<a href=javascript:hit()>x</a>',
  '<a href=" javascript:hit()">x</a>', '<a href=java&#9;script:hit()>x', '[x](javascript:hit())', '[x](  javascript:hit())',
  '[x](data:text/html,<script>hit()</script>)', '![x](x" onerror="hit())', '[x][1] [1]: javascript:hit()', '<javascript:hit()>',
  '<details open ontoggle=hit()>x', '<video src=x onerror=hit()>', '<audio src=x onerror=hit()>', '<input autofocus onfocus=hit()>',
  '<select autofocus onfocus=hit()>', '<textarea autofocus onfocus=hit()>', '<marquee onstart=hit()>x', '<div onpointerover=hit()>x',
  '<style>@import"//kwaad.nl"</style>', '<style>*{background:url(//k.nl)}</style>', '<link rel=stylesheet href=//kwaad.nl>', '<meta http-equiv=refresh content=0;//k.nl>',
  '<base href=//kwaad.nl>', '<form action=//kwaad.nl><button>x', '<math href=javascript:hit()>x', '<template><script>hit()</script>',
  '<noscript><img src=x onerror=hit()>', '&lt;script&gt;hit()&lt;/script&gt;', '&#60;script&#62;hit()&#60;/script&#62;', '%3Cscript%3Ehit()%3C/script%3E',
  '\u003cscript\u003ehit()\u003c/script\u003e', '{{constructor.constructor("hit()")()}}', '${hit()}', '<!--><img src=x onerror=hit()>',
];
const TEXTS = EXITS.flatMap((exit) => ATTACKS.map((attack) => exit + attack)).filter((text) => text.length <= 70);

test.beforeEach(async ({ context }) => {
  expect(new Set(TEXTS).size).toBeGreaterThanOrEqual(500);
  await context.addInitScript(() => { (window as any).hit = () => console.error('a text ran as a script'); });
});
test.describe.configure({ timeout: 600_000 });

/** What a page has that could act: handlers, addresses that run, scripts that are not ours. */
function acting(page: Document) {
  const scripts = [...page.scripts].filter((script) => !script.nonce && !script.src && !/json$/.test(script.type));
  const attributes = [...page.querySelectorAll('*')]
    .flatMap((element) => [...element.attributes].map(({ name, value }) => ({ name, value })))
    .filter(({ name, value }) => name.startsWith('on') || /^\s*(javascript|data:text)/i.test(value) && ['href', 'src', 'action', 'formaction'].includes(name))
    .map(({ name, value }) => `${name}=${value}`);
  return [...scripts.map((script) => script.outerHTML), ...attributes];
}

async function safe(page: Page, text: string) {
  expect(await page.evaluate(`(${acting})(document)`), text).toEqual([]);
}
const tenth = (_: unknown, index: number) => index % 10 === 0;

/** The browser's own parser reads the answers of these addresses, or to these bodies; what each has that could act, and what `find` finds in it. */
const readAll = (page: Page, requests: { url: string; body?: string }[], find = '') => page.evaluate(`(async () => {
  const acting = ${acting};
  const found = [];
  for (const { url, body } of ${JSON.stringify(requests)}) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(url, body === undefined ? {} : { method: 'POST', headers, body });
    const read = new DOMParser().parseFromString(await answer.text(), 'text/html');
    found.push({ status: answer.status, acting: acting(read), text: read.querySelector(${JSON.stringify(find)})?.textContent });
  }
  return found;
})()`) as Promise<{ status: number; acting: string[]; text?: string }[]>;

test('a page that could act is recognised', async ({ page }) => {
  const attack = '<img src=x onerror=hit()><script>hit()</script><a href=" javascript:hit()">x</a>';
  expect(await page.evaluate(`(${acting})(new DOMParser().parseFromString(${JSON.stringify(attack)}, 'text/html'))`)).toHaveLength(3);
});

test.describe('the form', () => {
  test.use({ expected: /status of 422/ });

  test('gives back what was typed as text', async ({ page }) => {
    await page.goto('/plaatsen');
    const fields = () => [...document.querySelectorAll<HTMLInputElement>(
      '#formulier :is(input:not([type]), input[type=text], input[type=email], input[type=url], input[type=search], textarea)',
    )];
    const names: string[] = await page.evaluate(`(${fields})().map((field) => field.name)`);
    expect(names.length).toBeGreaterThan(10);
    const body = (text: string) => new URLSearchParams(names.map((name) => [name, text])).toString();
    const answers = await readAll(page, TEXTS.map((text) => ({ url: '/plaatsen', body: body(text) })), '#omschrijving');
    expect(answers).toEqual(TEXTS.map((text) => ({ status: 422, acting: [], text })));

    for (const text of TEXTS.filter(tenth)) {
      await page.evaluate(`for (const field of (${fields})()) field.value = ${JSON.stringify(text)};`);
      await Promise.all([page.waitForEvent('load'), page.locator('button[name=verstuur]').evaluate((button: HTMLElement) => button.click())]);
      expect(await page.locator('#omschrijving').inputValue()).toBe(text);
      await safe(page, text);
    }
  });
});

test('the desk and the history show it as text', async ({ page, someone, data, site }) => {
  await signIn(page, data, SENDER);
  const headers = { origin: site };
  const form = {
    school: 'Proefplek', plaats: 'Roermond', onderdeel: 'vrijplaats', titel: 'Een proef', samenvatting: 'Kort.', sector: 'po', thema: 'steam', fase: 'lopend',
    ander: 'ja',
  };
  expect((await page.request.post('/plaatsen', { form, headers, maxRedirects: 0 })).status()).toBe(303);
  await page.goto('/mijn');
  await page.getByRole('link', { name: 'Een proef' }).click();
  const own = new URL(page.url()).pathname;
  command(data, 'beheerder', 'uitnodigen', ADMIN);
  const editor = await someone();
  await editor.addInitScript(() => { (window as any).hit = () => console.error('a text ran as a script'); });
  await signIn(editor, data, ADMIN);
  for (const [index, text] of TEXTS.entries()) {
    const fields = { titel: text, samenvatting: text, omschrijving: text, school: text, leervraag: text, opbrengst: text, periode: text, waarom: text };
    const change = { basis: String(index + 1), sector: 'po', thema: 'steam', fase: 'lopend', onderdeel: 'vrijplaats', ...fields };
    expect((await page.request.post(own, { form: change, headers, maxRedirects: 0 })).status(), text).toBe(303);
  }
  // Both pages tell the whole history, every field of every version.
  await page.goto(`${own}/geschiedenis`);
  await safe(page, 'the whole history');
  await editor.goto('/redactie');
  await safe(editor, 'the queue');
  await editor.locator(`main a[href="${own.replace('mijn', 'redactie')}/${TEXTS.length + 1}"]`).click();
  await expect(editor.getByRole('button', { name: 'Publiceren' })).toBeVisible();
  await safe(editor, 'the desk');
  for (const one of [page, editor]) {
    const shown = (await one.getByRole('main').textContent())!.replace(/\s+/g, ' ');
    const missing = TEXTS.filter((text) => !shown.includes(text.replace(/\s+/g, ' ')));
    expect(missing.slice(0, 3), 'every text is shown').toEqual([]);
  }
});

test('what an editor asks, and what stands under a picture, is text', async ({ page, someone, data, site }) => {
  const headers = { origin: site };
  const boss = await admin(site, data);
  const sender = await enter(site, data, SENDER);
  const id = await publish(sender, boss, 'Proeven in het lokaal', 'Weert');
  await signIn(page, data, SENDER);
  const editor = await someone();
  await editor.addInitScript(() => { (window as any).hit = () => console.error('a text ran as a script'); });
  await signIn(editor, data, 'baas@kaart.nl');
  const fields = {
    titel: 'Proeven in het lokaal', samenvatting: 'Kort.', school: 'School in Weert', sector: 'po', thema: 'steam', fase: 'lopend', onderdeel: 'marktplaats',
  };
  let version = 1;
  const change = async (more: object) => {
    const answer = await page.request.post(`/mijn/${id}`, { form: { ...fields, basis: String(version), ...more }, headers, maxRedirects: 0 });
    expect(answer.status(), await answer.text()).toBe(303);
    version += 1;
  };

  for (const tekst of packed(2000)) {
    await change({});
    const asked = await editor.request.post(`/redactie/${id}/${version}/vragen`, { form: { tekst }, headers, maxRedirects: 0 });
    expect(asked.status(), tekst).toBe(303);
    await page.goto(`/mijn/${id}`);
    await safe(page, tekst);
  }
  await page.goto(`/mijn/${id}/geschiedenis`);
  await safe(page, 'the history of what was asked');
  const history = (await page.getByRole('main').textContent())!;
  expect(TEXTS.filter((text) => !history.includes(text)).slice(0, 3), 'every text is shown').toEqual([]);

  await page.goto(`/mijn/${id}/aanpassen`);
  await page.getByText('Vertel meer: je leervraag').click();
  await page.locator('#foto').setInputFiles(fileURLToPath(new URL('../../server/tests/pictures/halves.avif', import.meta.url)));
  await page.getByRole('button', { name: 'Foto toevoegen' }).click();
  const foto = await page.locator('input[name=foto]').inputValue();
  for (const alt of packed(250)) {
    await change({ foto, 'foto-alt': alt });
    await editor.goto(`/redactie/${id}/${version}`);
    await expect(editor.getByRole('main')).toContainText(alt);
    await safe(editor, alt);
  }
  expect((await editor.request.post(`/redactie/${id}/${version}/publiceren`, { headers, maxRedirects: 0 })).status()).toBe(303);
  await page.goto(`/initiatieven/${id}`);
  expect(await page.locator('main img').first().getAttribute('alt')).toBe(packed(250).at(-1));
  await safe(page, 'the public picture');
});

test('the map, the list and the pages show it as text', async ({ page, data }) => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""').replaceAll('|', '')}"`;
  const places = ['Venlo', 'Roermond', 'Maastricht', 'Weert', 'Venray', 'Sittard'];
  const rows = TEXTS.map((text, index) => {
    const cell = quoted(text);
    return [cell, cell, cell, cell, places[index % places.length], 'po', 'steam', 'lopend', 'vrijplaats', cell, cell, `x${index}`].join(',');
  });
  const file = join(data, 'vijandig.csv');
  const columns = 'titel,samenvatting,omschrijving,school,plaats,sector,thema,fase,onderdeel,leervraag,opbrengst,sleutel';
  writeFileSync(file, `${columns}\n${rows.join('\n')}\n`);
  command(data, 'importeren', 'initiatieven', file);
  await expect.poll(async () => (await (await page.request.get('/api/collections/initiatieven/items?limit=1')).json()).numberMatched)
    .toBeGreaterThanOrEqual(TEXTS.length);
  const { features } = await (await page.request.get('/export/limburg.geojson')).json();
  const mine = features.filter(({ properties }: any) => !properties.voorbeeld);
  expect(mine).toHaveLength(TEXTS.length);
  await page.goto('/over');
  const pages = await readAll(page, mine.map(({ id }: any) => ({ url: `/initiatieven/${id}` })), 'h1');
  expect(pages).toEqual(mine.map(({ properties }: any) => ({ status: 200, acting: [], text: properties.titel })));
  for (const { id, properties } of mine.filter(tenth)) {
    await page.goto(`/initiatieven/${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await safe(page, properties.titel);
  }
  for (let from = 1; ; from += 1) {
    await page.goto(`/?pagina=${from}`);
    await awake(page);
    await safe(page, `page ${from} of the list`);
    if (!await page.getByRole('link', { name: /volgende/i }).count()) break;
  }
  for (const typed of ['<script', 'onerror', 'javascript', 'hit()']) {
    await page.goto(`/?q=${encodeURIComponent(typed)}`);
    await awake(page);
    await page.locator('#q').fill(`${typed} `);
    await safe(page, typed);
  }
});

/** The same texts, several in one, as long as a field may be (characters). */
function packed(most: number) {
  const packs = [''];
  for (const text of TEXTS) {
    if (packs.at(-1)!.length + text.length + 1 > most) packs.push('');
    packs[packs.length - 1] += `${text} `;
  }
  return packs.map((pack) => pack.trim());
}

test.describe('what else people type', () => {
  test.use({ more: ['--achter-proxy'] });

  test('names, claims, questions and reports are text', async ({ page, someone, data, site }) => {
    let visitors = 0;
    /** Everybody from a connection of their own, so that nobody asks too often. */
    const from = () => ({ origin: site, 'x-forwarded-for': `192.0.2.${(visitors += 1) % 250}` });
    const boss = await admin(site, data);
    const sender = await enter(site, data, SENDER);
    const id = await publish(sender, boss, 'Proeven in het lokaal', 'Weert');
    await sender.post(`/mijn/${id}/naam`, { form: { tonen: 'ja' } });
    const editor = await someone();
    await editor.addInitScript(() => { (window as any).hit = () => console.error('a text ran as a script'); });
    await signIn(editor, data, 'baas@kaart.nl');

    for (const reden of packed(1000)) {
      const answer = await page.request.post(`/initiatieven/${id}/melden`, { form: { reden }, headers: from(), maxRedirects: 0 });
      expect(answer.status(), reden).toBe(303);
    }
    await editor.goto('/redactie/meldingen');
    await safe(editor, 'reports');
    const shown = (await editor.getByRole('main').textContent())!;
    expect(TEXTS.filter((text) => !shown.includes(text)).slice(0, 3), 'every text is shown').toEqual([]);

    for (const [index, vraag] of packed(2000).entries()) {
      const email = `vrager${index}@school.nl`;
      const form = { naam: packed(100)[index], email, vraag, toestemming: 'ja' };
      expect((await page.request.post(`/initiatieven/${id}/vraag`, { form, headers: from(), maxRedirects: 0 })).status(), vraag).toBe(303);
      await page.goto(linkIn((await mail(data, email)).text, '/vragen/'));
      await safe(page, vraag);
    }

    for (const naam of packed(100)) {
      const form = { naam, functie: naam };
      expect((await sender.post('/mijn/gegevens', { form, maxRedirects: 0 })).status(), naam).toBe(303);
      await page.goto(`/initiatieven/${id}`);
      await expect(page.getByRole('main')).toContainText(naam.split(' ')[0]);
      await safe(page, naam);
    }

    const rows = packed(500).map((_, index) => `Claim ${index},Proefplek ${index},Weert,po,steam,lopend,vrijplaats,c${index}`);
    const file = join(data, 'claims.csv');
    writeFileSync(file, `titel,school,plaats,sector,thema,fase,onderdeel,sleutel\n${rows.join('\n')}\n`);
    command(data, 'importeren', 'initiatieven', file);
    const found = async () => (await (await page.request.get('/export/midden.geojson?q=claim')).json()).features;
    await expect.poll(async () => (await found()).length).toBe(rows.length);
    const claimed = await found();
    for (const [index, waarom] of packed(500).entries()) {
      const who = await enter(site, data, `leraar${index}@school.nl`, from());
      const answer = await who.post(`/claimen/${claimed[index].id}`, { form: { soort: 'claim', waarom }, maxRedirects: 0 });
      expect(answer.status(), waarom).toBe(303);
      await who.dispose();
    }
    await editor.goto('/redactie/claims');
    await safe(editor, 'claims');
    const claims = (await editor.getByRole('main').textContent())!;
    expect(TEXTS.filter((text) => !claims.includes(text)).slice(0, 3), 'every text is shown').toEqual([]);
  });
});
