// People in a browser test: signing in by the mail in the outbox, placing something, and an admin who publishes it.
import { request, type APIRequestContext } from '@playwright/test';
import { command, expect, linkIn, mails } from './fixtures.ts';

/** The paths that start with `path` in the mails to an address, oldest first. */
export const links = (data: string, email: string, path: string) =>
  mails(data).filter(({ to, text }) => to === email && text.includes(path)).map(({ text }) => linkIn(text, path));

/** Somebody who is signed in: sends forms like their browser would. */
export async function enter(site: string, data: string, email: string) {
  const who = await request.newContext({ baseURL: site, extraHTTPHeaders: { 'sec-fetch-site': 'same-origin' } });
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
