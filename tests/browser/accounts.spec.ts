// Who somebody is: a draft that goes along to another device, what is known of one, and going.
import { readFileSync } from 'node:fs';
import { accessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { signIn } from './people.ts';

const TITLE = 'Schilderen met de buren';

test('once an address is typed, the draft waits for who signs in with it', async ({ page, data, someone }) => {
  const email = 'concept@school.nl';
  await page.goto('/plaatsen');
  await page.locator('#titel').fill(TITLE);
  await page.locator('#email').fill(email);
  await expect(page.locator('.draft [role=status]')).toHaveText('Concept bewaard, hier en bij ons');
  const there = await someone();
  await signIn(there, data, email);
  await there.goto('/plaatsen');
  await there.getByRole('link', { name: /^Bekijk het concept van/ }).click();
  await expect(there.locator('#titel')).toHaveValue(TITLE);
  await there.getByText('Vertel meer: hoe het gaat').click();
  await there.locator('#periode').fill('elke donderdag');
  await expect(there.locator('.draft [role=status]')).toHaveText('Concept bewaard bij ons');
  expect(await there.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await there.goto('/plaatsen');
  await expect(there.getByRole('link', { name: /^Bekijk het concept van/ })).toBeVisible();
  await accessible(there);
  // What was typed before signing in, and what was made of it since.
  for (const left of [1, 0]) {
    await there.getByRole('button', { name: 'Gooi weg' }).first().click();
    await expect(there.getByRole('link', { name: /concept van/ })).toHaveCount(left);
  }
});

test('what was typed in a tab is there again for nobody else, and goes at signing out', async ({ page, data }) => {
  const type = async (name: string) => {
    await page.goto('/plaatsen');
    await page.locator('#titel').fill(TITLE);
    await page.locator('#naam').fill(name);
    await page.locator('#naam').blur();
    await expect(page.locator('.draft [role=status]')).toHaveText('Concept bewaard in dit tabblad');
  };
  const kept = () => page.evaluate(() => sessionStorage.getItem('concept') ?? localStorage.getItem('concept'));
  const signOut = async () => {
    await page.goto('/inloggen');
    await page.getByRole('button', { name: 'Log uit', exact: true }).click();
    await expect(page).toHaveURL(/\/$/);
  };
  await type('Ans Voorbeeld');
  await expect.poll(kept).toContain('Ans');
  await signIn(page, data, 'ander@school.nl');
  await signOut();
  expect(await kept()).toBeNull();

  await type('Ans Voorbeeld');
  await signIn(page, data, 'ander@school.nl');
  await page.goto('/plaatsen');
  await expect(page.locator('#titel')).toHaveValue('');
  expect(await kept()).toBeNull();
  await signOut();

  // Without a name or an address it is nobody's but of who sits here.
  await type('');
  await signIn(page, data, 'ander@school.nl');
  await page.goto('/plaatsen');
  await expect(page.locator('#titel')).toHaveValue(TITLE);
  expect(await kept()).toBeNull();
});

test('what is known of one can be read, changed and erased', async ({ page, data }) => {
  await signIn(page, data, 'weg@school.nl');
  await accessible(page);
  await page.getByRole('link', { name: 'Mijn gegevens' }).click();
  await page.getByLabel('Naam', { exact: true }).fill('Een Voorbeeld');
  await page.getByLabel('Functie op school').fill('leraar');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await expect(page.getByRole('status')).toContainText('zijn bewaard');
  await accessible(page);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download alles' }).click()]);
  expect(JSON.parse(readFileSync(await file.path(), 'utf8')).gegevens.persoon[0].naam).toBe('Een Voorbeeld');
  await page.getByRole('link', { name: 'Mijn gegevens wissen' }).click();
  await accessible(page);
  await page.getByLabel('Ja, wis alles').check();
  await page.getByRole('button', { name: 'Wis mijn gegevens' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je gegevens zijn gewist');
  await accessible(page);
});

test('a button that is pressed twice sends once', async ({ page }) => {
  let sent = 0;
  await page.route('**/inloggen', async (route) => {
    if (route.request().method() === 'POST') {
      sent += 1;
      // Long enough for the second click to come before the answer.
      await new Promise((next) => setTimeout(next, 500));
    }
    await route.continue();
  });
  await page.goto('/inloggen');
  await page.getByLabel('E-mailadres').fill('juf@school.nl');
  await page.getByRole('button', { name: 'Stuur me een link' }).dblclick();
  await page.waitForURL('**/inloggen/code');
  expect(sent).toBe(1);
});
