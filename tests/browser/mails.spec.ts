// A mail is a page of its own: it reads the same with and without its styles, in light and in dark, on a phone.
import { accessible, axe, fits } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { mail } from './people.ts';

test.use({ more: ['--organisatie', 'De OnderwijsWerkplaats', '--contact', 'kaart@werkplaats.nl'] });

test('a mail reads from top to bottom with and without its styles', async ({ page, data }) => {
  await page.goto('/inloggen');
  await page.getByLabel('E-mailadres').fill('juf@school.nl');
  await page.getByRole('button', { name: 'Stuur me een link' }).click();
  const { html, text } = await mail(data, 'juf@school.nl');
  // Away from the site, whose policy is not that of a mail program.
  await page.goto('about:blank');
  const bare = html.replace(/<style>[^]*?<\/style>/, '');
  expect(bare).not.toBe(html);
  const lines = async (one: string) => {
    await page.setContent(one);
    return (await page.locator('body').innerText()).split('\n').map((line) => line.trim()).filter(Boolean);
  };
  const unstyled = await lines(bare);
  await axe(page);
  const styled = await lines(html);
  await fits(page, 320);
  await accessible(page);
  expect(styled).toEqual(unstyled);
  expect(styled[0]).toBe('InnovatieKaart Limburg');
  expect(styled.at(-1)).toBe('Aangeboden door De OnderwijsWerkplaats. Vragen? kaart@werkplaats.nl');
  // The words of the text, in the same order, after the name of the map.
  const plain = text.slice(text.indexOf('Met deze link')).split('\n--')[0].split('\n').map((line) => line.trim()).filter(Boolean);
  expect(styled.slice(1)).toEqual(plain.map((line) => line.replace(/^Inloggen:$/, 'Inloggen')));
  // The button has an edge, and leads where the address beside it says.
  const button = page.getByRole('link', { name: 'Inloggen', exact: true });
  expect(await button.evaluate((one) => getComputedStyle(one).borderTopWidth)).toBe('2px');
  expect(await button.getAttribute('href')).toBe(styled[styled.indexOf('Inloggen') + 1]);
});
