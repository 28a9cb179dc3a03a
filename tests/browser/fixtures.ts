// What every test gets: the real program with its examples, and a page on which nothing may go wrong in silence.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';

export { expect, type Page };

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.INNOVATIEKAART_BIN ?? join(root, 'target/debug/innovatiekaart');
/** How long the program may take to start (ms). */
const START = 60_000;
/** How many times slower the browsers' processor is to be: `CPU_SLOWDOWN=4`, to see that no test depends on a quick one. */
const SLOWDOWN = Number(process.env.CPU_SLOWDOWN ?? 1);

/** Says how long this machine took to paint; that what is preloaded is used is a test of its own. */
const SLOW = /was preloaded using link preload but not used within a few seconds/;

type Mine = {
  /** What this test expects to see on the console. Anything else fails it. */
  expected: RegExp | undefined;
  /** Listens for what goes wrong in a browser. */
  hear: (context: BrowserContext) => Promise<void>;
  someone: () => Promise<Page>;
};

const start = (scope: 'test' | 'worker') => base.extend<any, any>({
  // What the program keeps.
  data: [async ({}, use) => {
    const data = mkdtempSync(join(tmpdir(), 'innovatiekaart-'));
    await use(data);
    rmSync(data, { recursive: true, force: true });
  }, { scope }],

  more: [[], { option: true, scope }],

  // The program; it must stop with 0 when asked.
  site: [async ({ data, more }, use) => {
    const { url, stop } = await serve(data, '--voorbeelden', ...more);
    await use(url);
    await stop();
  }, { scope, timeout: 120_000 }],

  baseURL: async ({ site }, use) => use(site),

  expected: [undefined, { option: true }],

  // Errors and warnings on the console, errors in scripts, breaches of the CSP, requests to anyone else: all fail.
  hear: [async ({ site, expected, javaScriptEnabled }, use) => {
    const noise: string[] = [];
    const note = (text: string) => { if (!expected?.test(text) && !SLOW.test(text)) noise.push(text); };
    const contexts: BrowserContext[] = [];
    await use(async (context) => {
      contexts.push(context);
      if (SLOWDOWN > 1) context.on('page', (page) => slowDown(page));
      context.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) note(`console ${message.type()}: ${message.text()}`);
      });
      context.on('weberror', (error) => note(`page error: ${error.error()}`));
      context.on('request', (request) => {
        const url = request.url();
        if (/^https?:/.test(url) && !url.startsWith(`${site}/`)) note(`asked another origin: ${url}`);
      });
      if (javaScriptEnabled !== false) await context.addInitScript(watch);
    });
    // A request that a test held up may still be under way; it is nobody's any more.
    await Promise.all(contexts.flatMap((one) => one.pages()).map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })));
    expect(noise, 'nothing went wrong in silence').toEqual([]);
  }, { auto: true }],

  context: async ({ context, hear }, use) => { await hear(context); await use(context); },

  // Another person, in a browser of their own.
  someone: async ({ browser, hear, baseURL, javaScriptEnabled, contextOptions, locale }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL, javaScriptEnabled, locale });
      contexts.push(context);
      await hear(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
}) as ReturnType<typeof base.extend<Mine, { site: string; data: string; more: string[] }>>;

/** A program for all tests of a worker: for who only looks. */
export const test = start('worker');
/** A program of its own for each test: for who changes something. */
export const fresh = start('test');

/** Starts the program, on a free port unless told otherwise; stopping it must go well, and it may have logged no errors. */
export async function serve(data: string, ...more: string[]) {
  const listen = more.includes('--listen') ? [] : ['--listen', '127.0.0.1:0'];
  const child = spawn(program, ['serve', ...listen, '--data-dir', data, ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.on('data', (text) => { log += text; });
  const exit = once(child, 'exit');
  const url = await new Promise<string>((found, failed) => {
    const late = setTimeout(() => failed(new Error(`${program} does not say where it listens\n${log}`)), START);
    exit.then(([code]) => failed(new Error(`${program} stopped with ${code}\n${log}`)), failed);
    createInterface(child.stdout).on('line', (line) => {
      const said = /^luistert op (\S+)$/.exec(line);
      if (!said) return;
      clearTimeout(late);
      found(said[1]);
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const [code] = await exit;
    expect(code, `SIGTERM ends the program well\n${log}`).toBe(0);
    expect(log, 'the program logs no errors').not.toMatch(/\b(ERROR|panicked)\b/);
  };
  return { url, stop };
}

async function slowDown(page: Page) {
  try {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  } catch {
    // It was closed already.
  }
}

/** Another command of the program, beside the one that serves. */
export function command(data: string, ...words: string[]) {
  const { status, stderr } = spawnSync(program, [...words, '--data-dir', data], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}

/** Runs in the page, before its own scripts. */
function watch() {
  const page = window as any;
  page.shifts = [];
  page.awake = false;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as any[]) {
      if (entry.hadRecentInput) continue;
      const what = entry.sources.map((s: any) => s.node && (s.node.id || s.node.className?.baseVal || s.node.className || s.node.nodeName));
      page.shifts.push({ value: entry.value, what });
    }
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
  // The last thing that waking does is listening to back and forward.
  const listen = window.addEventListener;
  window.addEventListener = function (this: Window, ...rest: any[]) {
    if (rest[0] === 'popstate') { page.awake = true; page.awakeAt = performance.now(); }
    return (listen as any).apply(this ?? window, rest);
  } as typeof listen;
}

/** Opens the main page and waits until it answers in place. */
export async function open(page: Page, path = '/') {
  await page.goto(path);
  await awake(page);
}

export async function awake(page: Page) {
  // Then it asks for the map in the size of this screen, once.
  await page.waitForFunction(() => (window as any).awake
    && performance.getEntriesByType('resource').some(({ name }) => name.includes('/beeld?')), undefined, { timeout: 120_000 });
  await answered(page);
}

/** Waits for the answer to what was just asked. */
export async function answered(page: Page) {
  await expect(page.locator('#lijst')).toHaveAttribute('aria-busy', 'false');
}

/** How much the page shifted by itself. */
export const shifted = (page: Page) => page.evaluate(() => {
  const shifts: { value: number; what: string[] }[] = (window as any).shifts;
  return { sum: shifts.reduce((sum, shift) => sum + shift.value, 0), shifts };
});

export const heading = (page: Page) => page.locator('#lijstkop');
export const cards = (page: Page) => page.locator('.list .card');
export const marks = (page: Page) => page.locator('.markers a');
export const chips = (page: Page) => page.getByRole('list', { name: 'Filters die aan staan' });
/** A filter: what one clicks is its text, the box itself is drawn. */
export const box = (page: Page, name: string, value: string) => page.locator(`input[name=${name}][value="${value}"]`);
export const tick = (page: Page, name: string, value: string) => page.locator('label', { has: box(page, name, value) });
export const suggestions = (page: Page) => page.locator('.suggestion');
/** Unfolds a filter. */
export const unfold = (page: Page, name: string | RegExp) => page.locator('.filters summary', { hasText: name }).click();

/** A pin that was asked for and that nothing lies over. */
export async function touchable(page: Page) {
  const ids = await page.locator('.markers a[data-id]:not([class*="--neighbour"])').evaluateAll((all) => all
    .filter((pin) => {
      const { x, y, width, height } = pin.querySelector('.hit-area')!.getBoundingClientRect();
      return pin.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    })
    .map((pin) => pin.getAttribute('data-id')));
  return page.locator(`.markers a[data-id="${ids[0]}"]`);
}

/** The number in the heading. */
export const count = async (page: Page) => Number(await heading(page).locator('.figure').textContent());

/** Where the markers stand, by key. */
export const places = (page: Page): Promise<Record<string, string>> => page.evaluate(() => Object.fromEntries(
  [...document.querySelectorAll<SVGElement>('.markers [data-sleutel]')]
    .map((mark) => [mark.dataset.sleutel, mark.getAttribute('transform')]),
));

/** Where everything is once the map is at rest: it may still fly when the answer is there. */
export async function settled(page: Page) {
  await answered(page);
  let before = '';
  await expect.poll(async () => {
    const now = JSON.stringify(await places(page));
    const same = now === before;
    before = now;
    return same;
  }, { intervals: [200] }).toBe(true);
  return places(page);
}

export const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
};

export const ROERMOND = '/?straal=10&bij=5.9875,51.19417';
export const EMPTY = '/?regio=noord&thema=steam&sector=wo&q=robot';
