// People in a browser test: signing in by the mail in the outbox, placing something, and an admin who publishes it.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { request, type APIRequestContext } from '@playwright/test';
import { command, expect, type Page } from './fixtures.ts';

/** A part of a mail with its quoted-printable decoded. */
const decoded = (part: string) => part.replaceAll('=\n', '')
  .replace(/((?:=[0-9A-F]{2})+)/g, (coded) => Buffer.from(coded.replaceAll('=', ''), 'hex').toString());

/** The mails that have left, oldest first: to whom, about what, the text, and the page. */
export function mails(data: string) {
  const folder = join(data, 'uit');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith('.eml')).sort().map((name) => {
    const eml = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    const header = (field: string) => new RegExp(`^${field}: (.*)$`, 'm').exec(eml)?.[1] ?? '';
    const text = decoded(eml.slice(eml.indexOf('Content-Type: text/plain')));
    const html = decoded(eml.slice(eml.indexOf('<!DOCTYPE html>')).split('\n--')[0]);
    return { to: header('To'), subject: header('Subject'), text, html };
  });
}

/** The newest mail to somebody, as soon as there are this many for them. */
export async function mail(data: string, to: string, count = 1) {
  const mine = () => mails(data).filter((one) => one.to === to);
  await expect.poll(() => mine().length, { message: `mail ${count} for ${to}` }).toBeGreaterThanOrEqual(count);
  return mine().at(-1)!;
}

/** The local address in a mail that begins like this. */
export const linkIn = (text: string, start: string) =>
  new RegExp(`https?://[^/\\s]+(${start}[^\\s]*)`).exec(text)![1];

/** The paths that start with `path` in the mails to an address, oldest first. */
export const links = (data: string, email: string, path: string) =>
  mails(data).filter(({ to, text }) => to === email && text.includes(path)).map(({ text }) => linkIn(text, path));

/** Signs somebody in by the link that is mailed. */
export async function signIn(page: Page, data: string, email: string) {
  const before = links(data, email, '/inloggen/').length;
  await page.goto('/inloggen');
  await page.getByLabel('E-mailadres').fill(email);
  await page.getByRole('button', { name: 'Stuur me een link' }).click();
  await expect.poll(() => links(data, email, '/inloggen/').length, { message: `a link for ${email}` }).toBeGreaterThan(before);
  await page.goto(links(data, email, '/inloggen/').at(-1)!);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
}

/** Somebody who is signed in: sends forms like their browser would. */
export async function enter(site: string, data: string, email: string, headers = {}) {
  const who = await request.newContext({ baseURL: site, extraHTTPHeaders: { 'sec-fetch-site': 'same-origin', ...headers } });
  const before = links(data, email, '/inloggen/').length;
  await who.post('/inloggen', { form: { email } });
  await expect.poll(() => links(data, email, '/inloggen/').length).toBeGreaterThan(before);
  const answer = await who.post(links(data, email, '/inloggen/').pop()!, { maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  return who;
}

/** Puts something on the map; gives its number. */
export async function publish(sender: APIRequestContext, admin: APIRequestContext, titel: string, plaats: string) {
  const form = {
    school: `School in ${plaats}`, plaats, onderdeel: 'marktplaats', titel, samenvatting: `${titel}, en wat daarbij hoort.`,
    sector: 'po', thema: 'steam', fase: 'lopend', omschrijving: 'Zo doen we dat.',
  };
  const sent = await sender.post('/plaatsen', { form, maxRedirects: 0 });
  expect(sent.status(), await sent.text()).toBe(303);
  const mine = await (await sender.get('/mijn')).text();
  const id = Math.max(...[...mine.matchAll(/href="\/mijn\/(\d+)"/g)].map((match) => Number(match[1])));
  expect((await admin.post(`/redactie/${id}/1/publiceren`, { maxRedirects: 0 })).status()).toBe(303);
  await expect.poll(async () => (await sender.get(`/initiatieven/${id}`)).status()).toBe(200);
  return id;
}

/** An admin of this site. */
export async function admin(site: string, data: string, email = 'baas@kaart.nl') {
  command(data, 'beheerder', 'uitnodigen', email);
  return enter(site, data, email);
}
