// How much is sent, and how fast it is. Bytes are promises, times are only told: this machine is not a phone.
import { brotliCompressSync } from 'node:zlib';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { answered, expect, heading, type Page, shifted, test, tick } from './fixtures.ts';

const REPORT = fileURLToPath(new URL('./report', import.meta.url));
const KB = 1024;
/** A slow phone on a slow network, as Lighthouse has it. */
const SLOWER = 4;
/** Milliseconds after the last answer in which nothing happens any more. */
const SETTLED = 2000;
/** What the first page may take: before it paints, until somebody touches the map (bytes), and in elements. */
const FIRST = { paint: 75 * KB, all: 250 * KB, elements: 1_750 };
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };

test.describe.configure({ timeout: 180_000 });

/** The paths of what a document makes a browser fetch before it can paint: style, preloaded fonts, scripts it waits for. */
const needed = (page: Page, html: string) => page.evaluate((html) => {
  const first = new DOMParser().parseFromString(html, 'text/html');
  const waitsFor = 'link[rel=stylesheet], link[rel=preload], script[src]:not([async], [defer], [type=module])';
  return [...first.querySelectorAll(waitsFor)].map((one) =>
    new URL(one.getAttribute('href') ?? one.getAttribute('src')!, location.href).pathname);
}, html);

test('what is sent stays within the budgets', async ({ page, browser }, info) => {
  // WebGL is drawn by the processor here, which tells nothing about a phone: then only what is sent, and when.
  const webgl = info.project.name === 'with-webgl';
  const cpu = webgl ? 1 : SLOWER;
  await page.addInitScript(() => {
    const page = window as any;
    Object.assign(page, { lcp: 0, fcp: 0, long: [], events: [] });
    const see = (type: string, act: (entry: any) => void, more = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true, ...more });
    see('largest-contentful-paint', (e) => { page.lcp = e.startTime; page.lcpWhat = `${e.element?.tagName} ${e.element?.className?.baseVal ?? e.element?.className ?? ''}`; });
    see('paint', (e) => { if (e.name === 'first-contentful-paint') page.fcp = e.startTime; });
    see('longtask', (e) => page.long.push([e.startTime, e.duration]));
    see('event', (e) => { if (e.interactionId) page.events.push({ name: e.name, duration: e.duration, id: e.interactionId }); }, { durationThreshold: 16 });
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });

  const fitted = page.waitForResponse('**/beeld?*', { timeout: 120_000 });
  const first = await (await page.goto('/'))!.text();
  await fitted;
  // The page settles by itself: what a test asks of it, runs in it as well and would count.
  await page.waitForTimeout(SETTLED);
  if (webgl) await page.locator('#kaart').press('Shift');
  if (webgl) await expect(page.locator('.map.has-ground')).toBeVisible({ timeout: 120_000 });
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 10_000 })));

  const load = await page.evaluate(() => {
    const { lcp, lcpWhat, fcp, long, awakeAt } = window as any;
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const entries = [navigation, ...performance.getEntriesByType('resource')] as PerformanceResourceTiming[];
    return {
      lcp, lcpWhat, fcp, awakeAt, loaded: navigation.loadEventStart, long: long as [number, number][],
      elements: document.querySelectorAll('*').length,
      sent: entries.map(({ name, startTime, responseEnd, transferSize, encodedBodySize }) =>
        ({ name: new URL(name).pathname, startTime, responseEnd, transferSize, encodedBodySize })),
    };
  });
  const { sum: cls, shifts } = await shifted(page);

  /** Does something and tells how long its slowest event took until the next paint. */
  const inp = async (act: () => Promise<unknown>) => {
    await page.evaluate(() => { (window as any).events = []; });
    await act();
    await answered(page);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done, { timeout: 5000 }))));
    return page.evaluate(() => Math.max(0, ...(window as any).events.map((e: any) => e.duration)));
  };
  const filter = webgl ? undefined : await inp(async () => {
    await tick(page, 'regio', 'midden').click();
    await expect(heading(page)).toHaveText(/Midden-Limburg/, { timeout: 30_000 });
  });
  const pan = webgl ? undefined : await inp(async () => {
    await page.locator('#kaart').focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', '+']) await page.keyboard.press(key);
    await expect(page).toHaveURL(/bbox=/, { timeout: 30_000 });
  });

  const size = (match: (one: (typeof load.sent)[number]) => boolean, what: 'transferSize' | 'encodedBodySize') =>
    load.sent.filter(match).reduce((sum, one) => sum + one[what], 0);
  const before = ['/', ...await needed(page, first)];
  const bytes = {
    paint: size(({ name }) => before.includes(name), 'transferSize'),
    js: size(({ name, startTime }) => /\.m?js$/.test(name) && startTime < load.awakeAt && !/maplibre/.test(name), 'encodedBodySize'),
    css: brotliCompressSync(/<style[^>]*>(.*?)<\/style>/s.exec(first)?.[1] ?? '').length,
    wasm: size(({ name }) => name.endsWith('.wasm'), 'encodedBodySize'),
    all: size(() => true, 'transferSize'),
  };
  const long = load.long.filter(([start]) => start >= load.fcp && start < load.awakeAt + SETTLED / 2);
  const tbt = long.reduce((sum, [, time]) => sum + Math.max(0, time - 50), 0);
  const kb = (value: number, budget?: number) => `${(value / KB).toFixed(1)} KB${budget ? ` of ${budget}` : ''}`;
  const ms = (value?: number) => (value === undefined ? 'not measured' : `${Math.round(value)} ms`);
  const table = [
    `${info.project.name}: CPU ${cpu}x slower, ${NETWORK.latency} ms, 1.6 Mbit/s, Chromium ${browser.version()}`,
    ...Object.entries({
      'first paint (FCP)': ms(load.fcp),
      'largest paint (LCP)': `${ms(load.lcp)} (${load.lcpWhat.trim()})`,
      'awake': ms(load.awakeAt),
      'blocked (TBT)': `${ms(webgl ? undefined : tbt)} (${long.map(([start, time]) => `${Math.round(time)} at ${Math.round(start)}`).join(', ')})`,
      'shifted (CLS)': cls.toFixed(4),
      'filtering (INP)': ms(filter),
      'panning (INP)': ms(pan),
      'what the first paint needs': kb(bytes.paint, FIRST.paint / KB),
      'JavaScript before waking': kb(bytes.js, 15),
      'CSS': kb(bytes.css, 20),
      'wasm': kb(bytes.wasm, 120),
      'sent in all': kb(bytes.all, webgl ? undefined : FIRST.all / KB),
      'elements': `${load.elements} of ${FIRST.elements}`,
    }).map(([what, value]) => `  ${what.padEnd(32)}${value}`),
    '',
  ].join('\n');
  console.log(table);
  mkdirSync(REPORT, { recursive: true });
  writeFileSync(`${REPORT}/${webgl ? 'performance-webgl' : 'performance'}.txt`, table);

  expect.soft(cls, JSON.stringify(shifts)).toBeLessThanOrEqual(0.02);
  // Not what happened to be there by then: a slow machine paints late, and what nobody waits for is there first.
  const sizes = load.sent.filter(({ name }) => before.includes(name)).map(({ name, transferSize }) => `${name} ${transferSize}`);
  expect.soft(sizes.length, 'all of it was fetched, once').toBe(before.length);
  expect.soft(before.some((name) => name.endsWith('.css')), 'the style came with the page').toBe(false);
  expect.soft(bytes.paint, sizes.join('\n')).toBeLessThanOrEqual(FIRST.paint);
  // MapLibre, where there is WebGL, is asked for by a hand.
  if (!webgl) expect.soft(bytes.all, load.sent.map(({ name, transferSize }) => `${name} ${transferSize}`).join('\n')).toBeLessThanOrEqual(FIRST.all);
  expect.soft(load.elements).toBeLessThanOrEqual(FIRST.elements);
  expect.soft(bytes.js).toBeLessThanOrEqual(15 * KB);
  expect.soft(bytes.css).toBeLessThanOrEqual(20 * KB);
  expect.soft(bytes.wasm).toBeLessThanOrEqual(120 * KB);
  for (const part of ['js', 'css', 'wasm', 'paint'] as const) expect.soft(bytes[part], `${part} was seen`).toBeGreaterThan(1000);
  const maplibre = load.sent.filter(({ name }) => /maplibre/.test(name));
  if (webgl) expect.soft(maplibre.length).toBeGreaterThan(0);
  for (const { name, startTime } of maplibre) expect.soft(startTime, `${name} waits until the page is there`).toBeGreaterThan(load.loaded);
});

test('the style that the map does not wait for has no rule for it', async ({ page }) => {
  await page.goto('/');
  const matching = await page.evaluate(async () => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')!.href;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await (await fetch(new URL('../pages.css', icon))).text());
    const selectors = (rules: CSSRuleList): string[] => [...rules].flatMap((rule: any) =>
      [...(rule.selectorText ? [rule.selectorText] : []), ...(rule.cssRules ? selectors(rule.cssRules) : [])]);
    const all = selectors(sheet.cssRules);
    return { count: all.length, found: all.filter((selector) => document.querySelector(selector.replace(/::?(before|after|marker)/g, ''))) };
  });
  expect(matching.count).toBeGreaterThan(100);
  // How text is broken where one reads.
  expect(matching.found.filter((selector) => !['h1, h2, h3', 'p'].includes(selector))).toEqual([]);
});
