// Who somebody is: a draft that goes along to another device, what is known of one, and going.
import AxeBuilder from '@axe-core/playwright';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from './fixtures.ts';

const TITLE = 'Schilderen met de buren';

/** The link in the newest mail to an address. */
function link(data: string, email: string) {
  let mails: string[] = [];
  try { mails = readdirSync(join(data, 'uit')).filter((name) => name.endsWith('.eml')).sort(); } catch { /* none yet */ }
  const texts = mails.map((name) => readFileSync(join(data, 'uit', name), 'utf8').replaceAll('=\r\n', ''));
  return texts.filter((text) => text.includes(`To: ${email}\r\n`)).at(-1)?.match(/\/inloggen\/[0-9a-f]{32}/)?.[0];
}

async function signIn(page: Page, data: string, email: string) {
  await page.goto('/inloggen');
  await page.getByLabel('E-mailadres').fill(email);
  await page.getByRole('button', { name: 'Stuur me een link' }).click();
  await expect(page).toHaveURL(/\/inloggen\/code$/);
  await expect.poll(() => link(data, email)).toBeTruthy();
  await page.goto(link(data, email)!);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL(/\/mijn$/);
}

async function axe(page: Page) {
  await page.evaluate(() => document.fonts.ready);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((n) => `${id}: ${n.target.join(' ')}: ${n.failureSummary}`))).toEqual([]);
}

test('once an address is typed, the draft waits for who signs in with it', async ({ page, data, browser, site }) => {
  const email = 'concept@school.nl';
  await page.goto('/plaatsen');
  await page.locator('#titel').fill(TITLE);
  await page.locator('#email').fill(email);
  await expect(page.locator('.concept [role=status]')).toHaveText('Concept bewaard, hier en bij ons');
  const other = await browser.newContext({ baseURL: site });
  const there = await other.newPage();
  await signIn(there, data, email);
  await there.goto('/plaatsen');
  await there.getByRole('link', { name: /^Bekijk het concept van/ }).click();
  await expect(there.locator('#titel')).toHaveValue(TITLE);
  await there.locator('#periode').fill('elke donderdag');
  await expect(there.locator('.concept [role=status]')).toHaveText('Concept bewaard, hier en bij ons');
  await there.evaluate(() => localStorage.clear());
  await there.goto('/plaatsen');
  await expect(there.getByRole('link', { name: /^Bekijk het concept van/ })).toBeVisible();
  await axe(there);
  await there.getByRole('button', { name: 'Gooi weg' }).first().click();
  await expect(there.getByRole('link', { name: /^Verder met je concept van/ })).toHaveCount(0);
  await other.close();
});

test('what is known of one can be read, changed and erased', async ({ page, data }) => {
  await signIn(page, data, 'weg@school.nl');
  await axe(page);
  await page.getByRole('link', { name: 'Mijn gegevens' }).click();
  await page.getByLabel('Naam', { exact: true }).fill('Een Voorbeeld');
  await page.getByLabel('Functie op school').fill('leraar');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await expect(page.getByRole('status')).toContainText('zijn bewaard');
  await axe(page);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download alles' }).click()]);
  expect(JSON.parse(readFileSync(await file.path(), 'utf8')).gegevens.persoon[0].naam).toBe('Een Voorbeeld');
  await page.getByRole('link', { name: 'Mijn gegevens wissen' }).click();
  await axe(page);
  await page.getByLabel('Ja, wis alles').check();
  await page.getByRole('button', { name: 'Wis mijn gegevens' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je gegevens zijn gewist');
  await axe(page);
});
