// Streets under the map, from a file of the operator.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awake, expect, fresh as base } from './fixtures.ts';
import { writeStreet } from './streets.ts';

// Where no initiative and no name stands.
const POINT: [number, number] = [6.05, 51.245];

const test = base.extend<{ folder: string }>({
  folder: [async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'innovatiekaart-straten-'));
    writeStreet(join(folder, 'straten.pmtiles'), POINT);
    await use(folder);
    rmSync(folder, { recursive: true });
  }, { scope: 'test' }],
  more: async ({ folder }, use) => use(['--ondergrond', join(folder, 'straten.pmtiles')]),
});

test('a file with streets lies under the marks, in pieces from our own server', async ({ page }) => {
  const pieces: number[] = [];
  page.on('response', (response) => { if (response.url().endsWith('/kaart/straten.pmtiles')) pieces.push(response.status()); });
  await page.goto(`/?c=${POINT}&z=16`);
  await awake(page);
  await expect(page.locator('.map.has-ground'), 'nobody has to touch it').toBeVisible({ timeout: 120_000 });
  expect(pieces.length).toBeGreaterThan(0);
  expect(new Set(pieces)).toEqual(new Set([206]));
  await expect(page.locator('footer')).toContainText('© OpenStreetMap');

  const map = (await page.locator('#kaart').boundingBox())!;
  const colours = async (dy: number) => {
    const clip = { x: map.x + map.width / 2 - 3, y: map.y + map.height / 2 + dy - 3, width: 6, height: 6 };
    return (await page.screenshot({ clip })).toString('base64');
  };
  expect(await colours(0), 'the road is where it is').not.toBe(await colours(60));
  expect(await colours(60)).toBe(await colours(-60));
});
