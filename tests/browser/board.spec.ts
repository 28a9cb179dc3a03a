// Boards of schools: from the list to one of them, and somebody with the role who says that it carries the Werkplaats.
import { accessible } from './axe.ts';
import { command, expect, fresh as test } from './fixtures.ts';
import { signIn } from './people.ts';

test.use({ expected: /status of 422/ });

test('a board is marked with the keyboard, and stands first in the list after that', async ({ page, data, someone }) => {
  command(data, 'beheerder', 'uitnodigen', 'baas@kaart.nl');
  await signIn(page, data, 'baas@kaart.nl');
  await page.goto('/besturen');
  await page.getByRole('link', { name: 'Voorbeeldbestuur Zuid' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Voorbeeldbestuur Zuid');
  await expect(page.locator('.card')).toHaveCount(3);

  const fold = page.getByText('Draagt dit bestuur de Werkplaats?');
  await fold.focus();
  await page.keyboard.press('Enter');
  const since = page.getByLabel('Draagt de Werkplaats sinds');
  await since.fill('2999-01-01');
  await since.press('Enter');
  await expect(page.getByRole('alert')).toContainText('nog niet geweest');
  await expect(since).toHaveValue('2999-01-01');
  await expect(since).toHaveAttribute('aria-invalid', 'true');
  await accessible(page);
  await since.fill('2024-08-01');
  await page.getByLabel(/Overeenkomst getekend op/).fill('2024-07-03');
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(page.getByRole('status').first()).toContainText('draagt de Werkplaats');

  const visitor = await someone();
  await visitor.goto('/besturen');
  const rows = visitor.getByRole('row');
  await expect(rows.nth(1)).toContainText('sinds 1 augustus 2023');
  await expect(rows.nth(2)).toContainText('Voorbeeldbestuur Zuid');
  await rows.nth(2).getByRole('link').click();
  await expect(visitor.getByText('Draagt de Werkplaats sinds 1 augustus 2024.')).toBeVisible();
  await expect(visitor.getByRole('heading', { name: 'De Werkplaats' })).toHaveCount(0);
  await visitor.getByRole('link', { name: 'Bekijk ze op de kaart' }).click();
  await expect(visitor.locator('.cards .card')).toHaveCount(3);
});
