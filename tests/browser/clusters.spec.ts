// A cluster that is opened shows what is in it: every mark stands where nothing lies over the map.
import { SCREENS, clusters, eachOpens, fill, isOpen } from './clusters.ts';
import { open, test } from './fixtures.ts';

for (const [width, options] of SCREENS) {
  test.describe(`at ${width} px`, () => {
    test.use(options);

    test('every cluster of the examples opens to all of its members', async ({ page }) => {
      await open(page);
      await eachOpens(page);
    });
  });
}

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  for (const [width, options] of SCREENS) {
    test.describe(`at ${width} px`, () => {
      test.use(options);

      test('every cluster of the examples opens to all of its members', async ({ page }) => {
        await page.goto('/');
        for (const one of await clusters(page)) {
          await page.goto(one.href);
          await isOpen(page, one);
        }
      });
    });
  }
});
