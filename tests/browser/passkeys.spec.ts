// Passkeys in a browser, with a device that the browser plays.
import { createServer } from 'node:net';
import { accessible, fits } from './axe.ts';
import { command, expect, fresh, serve, type Page } from './fixtures.ts';
import { signIn } from './people.ts';

const ADMIN = 'baas@kaart.nl';

/** A port that is free now. */
const freePort = () => new Promise<number>((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number };
    server.close(() => found(port));
  });
});

// Browsers have no passkeys at an address that is a number.
const test = fresh.extend<any>({
  site: [async ({ data }: { data: string }, use: (url: string) => Promise<void>) => {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const { stop } = await serve(data, '--listen', `127.0.0.1:${port}`, '--url', url);
    await use(url);
    await stop();
  }, { scope: 'test', timeout: 120_000 }],
});

/** A device that knows its owner by a finger; gives a way to make it doubt. */
async function device(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return (isUserVerified: boolean) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
}

test('passkey is made on a device, and shown before the desk opens', async ({ page, data }) => {
  command(data, 'beheerder', 'uitnodigen', ADMIN);
  await signIn(page, data, ADMIN);
  const knows = await device(page);
  await page.goto('/redactie');
  await page.getByRole('link', { name: 'maak een passkey' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Passkeys');
  await accessible(page);
  await page.getByRole('button', { name: 'Maak een passkey' }).click();
  await expect(page.getByText('Je passkey is gemaakt.')).toBeVisible();
  await page.getByRole('button', { name: 'Maak er nog een' }).click();
  await expect(page.getByRole('main').getByRole('status').last()).toHaveText('Op dit apparaat heb je al een passkey.');
  await fits(page, 320);

  await page.goto('/mijn');
  await page.getByRole('main').getByRole('button', { name: 'Uitloggen' }).click();
  await signIn(page, data, ADMIN);
  await page.goto('/redactie/leden');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bevestig dat jij het bent');
  await accessible(page);
  await fits(page, 320);
  await knows(false);
  await page.getByRole('button', { name: 'Gebruik je passkey' }).click();
  await expect(page.getByRole('main').getByRole('status')).toHaveText('Er is geen passkey gebruikt. Probeer het nog eens.');
  await knows(true);
  await page.getByRole('button', { name: 'Gebruik je passkey' }).click();
  await expect(page).toHaveURL(/\/redactie\/leden$/);
  await expect(page.getByRole('row', { name: ADMIN }).getByRole('cell', { name: 'ja', exact: true })).toBeVisible();
});
