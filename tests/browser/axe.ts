// What axe finds on a page: nothing, in light and in dark.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from './fixtures.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** Light and dark differ in colours alone, so the other rules need not be asked twice. */
export async function axe(page: Page, what: 'all' | 'colours' = 'all') {
  const builder = new AxeBuilder({ page });
  const all = { runOnly: { type: 'tag' as const, values: WCAG }, rules: { 'landmark-unique': { enabled: true } } };
  const { violations } = await (what === 'all' ? builder.options(all) : builder.withRules('color-contrast')).analyze();
  const short = violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) =>
    `${id}: ${target.join(' ')}: ${[...any, ...all, ...none].map(({ message }) => message).join('; ')}`));
  expect(short, page.url()).toEqual([]);
}

/** In light and in dark. */
export async function accessible(page: Page) {
  await page.evaluate(() => document.fonts.ready);
  await page.emulateMedia({ colorScheme: 'light' });
  await axe(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await axe(page, 'colours');
}

/** Nothing stands outside the screen; of another size (CSS pixels) when one is given. */
export async function fits(page: Page, width?: number, height = 800) {
  if (width) await page.setViewportSize({ width, height });
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return '';
    const out = [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((e) => e.getBoundingClientRect().right > clientWidth + 1)
      .map((e) => `${e.nodeName}.${e.getAttribute('class') ?? ''}`);
    return `${scrollWidth} > ${clientWidth}: ${out.slice(0, 4).join(' ')}`;
  });
  expect(over, `${page.url()} at ${page.viewportSize()?.width} px`).toBe('');
}
