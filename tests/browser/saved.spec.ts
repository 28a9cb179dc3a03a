// A list of initiatives to visit, without an account: kept in the browser, shared as an address.
import { answered, expect, open, test } from './fixtures.ts';

test('what one saves becomes a list that can be shared', async ({ page, someone }) => {
  await open(page);
  const cards = page.locator('.cards .card a');
  const paths = await cards.evaluateAll((all) => all.slice(0, 3).map((a) => new URL((a as HTMLAnchorElement).href).pathname));
  const link = page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: /^Bewaard/ });
  await expect(link).toBeHidden();
  for (const path of paths) {
    await page.goto(path);
    const button = page.getByRole('button', { name: 'Bewaar' });
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    await button.click();
    await expect(page.getByRole('button', { name: 'Bewaard' })).toHaveAttribute('aria-pressed', 'true');
  }
  await expect(link).toHaveText('Bewaard 3');
  await link.click();
  await answered(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/3\s*initiatieven\s*op deze bezoeklijst/);
  await expect(page.locator('.cards .card')).toHaveCount(3);

  const other = await someone();
  await other.goto(new URL(page.url()).search.replace(/^/, '/'));
  await expect(other.locator('.cards .card')).toHaveCount(3);
  await expect(other.getByRole('link', { name: /^Bewaard/ }), 'it is not their list').toBeHidden();

  await page.goto(paths[0]);
  await page.getByRole('button', { name: 'Bewaard' }).click();
  await expect(link).toHaveText('Bewaard 2');
});
