// What a year brings, in the browser: the same database under a clock that is ahead. Whether it still holds is asked
// three times; then the pin fades, and one click brings it back. Every page of it can be used by everybody.
import { accessible, fits } from './axe.ts';
import { awake, expect, fresh as test, serve, type Page } from './fixtures.ts';
import { admin, enter, linkIn, mails, publish } from './people.ts';

const OWNER = 'ans@school.nl';
const TITLE = 'Schilderen met de buren';

// Each day has a program, and so an address, of its own.
test.use({ expected: /status of 410|another origin: http:\/\/127\.0\.0\.1/ });

async function look(page: Page) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await accessible(page);
  for (const width of [320, 640]) await fits(page, width);
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('what nobody confirms is asked after, fades, and comes back with one click', async ({ page, site, data }) => {
  test.setTimeout(180_000);
  const owner = await enter(site, data, OWNER);
  const id = await publish(owner, await admin(site, data), TITLE, 'Weert');
  const asked = () => mails(data).filter(({ to, text }) => to === OWNER && text.includes('/klopt-nog/'));
  const button = (name: string) => page.getByRole('main').getByRole('button', { name });

  for (const [count, days] of [366, 381, 396].entries()) {
    const later = await serve(data, '--klok-vooruit', String(days));
    await expect.poll(() => asked().length, { message: `a mail on day ${days}` }).toBe(count + 1);
    await page.goto(`${later.url}${linkIn(asked().at(-1)!.text, '/klopt-nog/')}`);
    await expect(button('Klopt nog')).toBeVisible();
    if (!count) await look(page);
    await later.stop();
  }

  const { url, stop } = await serve(data, '--klok-vooruit', '411');
  await page.goto(`${url}/initiatieven/${id}`);
  await expect.poll(async () => { await page.reload(); return page.getByText('al een tijd niet bevestigd').count(); }).toBe(1);
  await look(page);
  await page.goto(`${url}/?regio=midden&q=schilderen`);
  await awake(page);
  await expect(page.locator('.card .faded')).toBeVisible();
  await expect(page.getByRole('link', { name: /verbleekt/i }).first()).toBeVisible();
  await look(page);
  const boss = await enter(url, data, 'baas@kaart.nl');
  await page.context().addCookies((await boss.storageState()).cookies);
  for (const path of ['/redactie', '/redactie/verbleekt', `/redactie/verbleekt/${id}`]) {
    await page.goto(`${url}${path}`);
    await expect(page.getByText(path === '/redactie' ? 'Verbleekt: 1' : TITLE).first()).toBeVisible();
    await look(page);
  }

  const link = `${url}${linkIn(asked().at(-1)!.text, '/klopt-nog/')}`;
  await page.goto(link);
  await button('Klopt nog').click();
  await look(page);
  await page.goto(`${url}/initiatieven/${id}`);
  await expect.poll(async () => { await page.reload(); return page.getByText('al een tijd niet bevestigd').count(); }).toBe(0);
  await page.goto(`${url}/klopt-nog/0123456789abcdef0123456789abcdef`);
  await look(page);
  await stop();
});
