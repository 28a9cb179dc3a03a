// Opening every cluster of a map: what the tests with and without a script and WebGL have in common.
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { csv } from '../bench/rows.mjs';
import { answered, command, expect, phone, type Page } from './fixtures.ts';

export const SCREENS = [
  ['390', { viewport: phone.viewport, userAgent: phone.userAgent }],
  ['1024', { viewport: { width: 1024, height: 768 } }],
  ['1440', { viewport: { width: 1440, height: 900 } }],
] as const;

/** How many stand at one place. */
const TOGETHER = 60;

/** Puts 5,000 initiatives on the map, of which many at one place. */
export function fill(data: string) {
  const file = join(data, 'veel.csv');
  const [head, ...rows] = csv(5000).trim().split('\n');
  const columns = head.split(',');
  const [lon, lat, school] = ['lon', 'lat', 'school'].map((name) => columns.indexOf(name));
  const moved = rows.map((row, i) => {
    if (i >= TOGETHER) return row;
    const cells = row.split(',');
    [cells[lon], cells[lat], cells[school]] = ['5.706940', '51.251670', i % 3 ? 'Don Bosco' : 'De Brug'];
    return cells.join(',');
  });
  writeFileSync(file, [head, ...moved].join('\n'));
  command(data, 'importeren', 'initiatieven', file);
}

type Cluster = { href: string; count: number };

/** The clusters in sight that no list has to take apart: where each leads, and how many it is. */
export const clusters = (page: Page): Promise<Cluster[]> => page.locator('.markers > g:not(.is-outside) .cluster:not(.cluster--neighbour)')
  .evaluateAll((all) => all
    .map((a) => ({ href: a.getAttribute('href')!, count: Number(/^[\d.]+/.exec(a.getAttribute('aria-label')!)![0].replace('.', '')) }))
    .filter(({ href }) => !href.endsWith('#lijst')));

/** Every member of this cluster stands on the map, in more than one mark, and can be touched in its middle. */
export async function isOpen(page: Page, { href, count }: Cluster) {
  const query = new URL(href, page.url()).searchParams;
  const box = query.get('bbox')!.split(',').map(Number);
  query.set('limit', '10000');
  const { features } = await (await page.request.get(`/api/collections/initiatieven/items?${query}`)).json();
  const ids = features.map((feature: any) => feature.id);
  const { members, seen, hidden } = await page.locator('.markers').evaluate((markers, [box, ids]) => {
    const within = ([a, b, c, d]: number[]) => a >= box[0] && b >= box[1] && c <= box[2] && d <= box[3];
    const bboxOf = (mark: Element) =>
      new URL(mark.getAttribute('href')!, location.href).searchParams.get('bbox')!.split(',').map(Number);
    let members = 0;
    let seen = 0;
    const hidden: string[] = [];
    for (const mark of markers.querySelectorAll('a:not([class*="--neighbour"], .signpost)')) {
      const isCluster = mark.matches('.cluster');
      if (!(isCluster ? within(bboxOf(mark)) : ids.includes(mark.getAttribute('data-id')))) continue;
      const name = mark.getAttribute('aria-label')!;
      seen += 1;
      members += isCluster ? Number(/^[\d.]+/.exec(name)![0].replace('.', '')) : 1;
      const { x, y, width, height } = mark.querySelector('.hit-area')!.getBoundingClientRect();
      const found = document.elementFromPoint(x + width / 2, y + height / 2);
      if (!mark.contains(found)) hidden.push(`${name} (${Math.round(x)},${Math.round(y)}): ${found?.outerHTML.slice(0, 90)}`);
    }
    return { members, seen, hidden };
  }, [box, ids] as const);
  expect.soft(hidden, href).toEqual([]);
  // In its box there may be others besides.
  expect.soft(members, `${href}: all of them are on the map`).toBeGreaterThanOrEqual(count);
  expect.soft(seen, `${href}: they come apart`).toBeGreaterThan(1);
}

/** Opens each cluster in sight, and comes back. */
export async function eachOpens(page: Page) {
  await drawn(page);
  const all = await clusters(page);
  expect(all.length).toBeGreaterThan(0);
  for (const one of all) {
    const cluster = page.locator(`.markers a[href="${one.href}"]`);
    await cluster.dispatchEvent('click');
    await expect(page).toHaveURL(/bbox=/);
    await drawn(page);
    await isOpen(page, one);
    await page.goBack();
    await expect(page).not.toHaveURL(/bbox=/);
    await drawn(page);
    await expect(cluster).toBeAttached();
  }
}

/** Waits for the answer, and until the map shows it. */
async function drawn(page: Page) {
  await answered(page);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
