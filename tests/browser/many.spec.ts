// The map with 5,000 initiatives, of which sixty at one place.
import { SCREENS, clusters, eachOpens, fill, isOpen } from './clusters.ts';
import { answered, cards, expect, heading, open, phone, test as base, type Page } from './fixtures.ts';

const test = base.extend<{}, { data: string }>({
  data: [async ({ data }, use) => { fill(data); await use(data); }, { scope: 'worker' }],
});

// Before the first test of a worker, 5,000 are put in.
test.describe.configure({ timeout: 300_000 });

const REGIONS = ['noord', 'midden', 'zuid'];

/** Discs that touch each other, and names that run under one. */
const clashes = (page: Page) => page.locator('.map').evaluate((map) => {
  const middle = (disc: Element) => {
    const { x, y, width } = disc.getBoundingClientRect();
    return { x: x + width / 2, y: y + width / 2, r: width / 2, name: disc.closest('a')!.getAttribute('aria-label') };
  };
  const discs = [...map.querySelectorAll('.markers > g:not(.is-outside) .disc')].map(middle);
  const names = [...map.querySelectorAll('.labels > g:not(.is-outside) text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
  const found: string[] = [];
  discs.forEach((a, i) => {
    for (const b of discs.slice(i + 1)) if (Math.hypot(a.x - b.x, a.y - b.y) < a.r + b.r) found.push(`${a.name} | ${b.name}`);
    for (const { text, box } of names) {
      // The line of letters is lower than its box.
      const [x, y] = [Math.max(box.left, Math.min(a.x, box.right)), Math.max(box.top + 4, Math.min(a.y, box.bottom - 4))];
      if (Math.hypot(a.x - x, a.y - y) < a.r) found.push(`${text} under ${a.name}`);
    }
  });
  return found;
});

for (const [width, options] of SCREENS) {
  test.describe(`at ${width} px`, () => {
    test.use(options);

    for (const region of REGIONS) {
      test(`every cluster of ${region} opens to all of its members`, async ({ page }) => {
        await open(page, `/?regio=${region}`);
        await eachOpens(page);
      });
    }

    for (const path of ['/', ...REGIONS.map((region) => `/?regio=${region}`)]) {
      test(`nothing on ${path} lies over another`, async ({ page }) => {
        await open(page, path);
        expect(await clashes(page)).toEqual([]);
        expect(await page.locator('.cluster__count').allTextContents()).not.toContainEqual(expect.stringMatching(/\d{4}|k/));
      });
    }
  });
}

test('the filters stand on one line beside each other, and numbers have their dot', async ({ page }) => {
  await open(page);
  await expect(heading(page)).toHaveText(/5\.0\d\d initiatieven/);
  await expect(page.locator('input[name=onderdeel] ~ .chip__count').first()).toContainText(/\d\.\d{3}/);
  const tops = await page.locator('.filters > :visible').evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
  expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(8);
});

test('many at one place lead to the list, by address, and the map stays', async ({ page }) => {
  await open(page, '/?c=5.70694,51.25167&z=14');
  const ground = () => page.locator('.map .basemap').getAttribute('transform');
  const before = await ground();
  await page.getByRole('link', { name: /^60 initiatieven op één plek bij Weert/ }).click();
  await expect(heading(page)).toHaveText(/60 initiatieven\s*op één plek bij Weert/);
  await answered(page);
  expect(await ground()).toBe(before);
  await expect(page.locator('#lijst')).toBeFocused();
  await expect(page.locator('.cards__address h2')).toHaveText(['Don Bosco 40']);
  await expect(cards(page)).toHaveCount(25);
  await page.getByRole('link', { name: 'Volgende' }).click();
  await expect(page.locator('.cards__address h2')).toHaveText(['Don Bosco 40', 'De Brug 20']);
});

test.describe('on a phone', () => {
  test.use(phone);

  test('many at one place bring up the list', async ({ page }) => {
    await open(page, '/?c=5.70694,51.25167&z=14');
    await page.getByRole('link', { name: /^60 initiatieven op één plek/ }).tap();
    await expect(page.locator('#w-lijst')).toBeChecked();
    await expect(heading(page)).toHaveText(/60 initiatieven\s*op één plek/);
    await expect(heading(page)).toBeInViewport();
  });
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  for (const [width, options] of SCREENS) {
    test.describe(`at ${width} px`, () => {
      test.use(options);

      for (const region of REGIONS) {
        test(`every cluster of ${region} opens to all of its members`, async ({ page }) => {
          await page.goto(`/?regio=${region}`);
          for (const one of await clusters(page)) {
            await page.goto(one.href);
            await isOpen(page, one);
          }
        });
      }
    });
  }
});
