// The first page beside the page one would write with Leaflet and markercluster, with the same initiatives, on a slow
// phone and a slow network, in turns: when it paints, how long it blocks, what it takes. Then how quickly ours answers.
//
//   node tests/bench/page.mjs [rounds] [URL]         5 rounds and a server of its own unless told
//
// LONG=1 also tells when each long task of ours began, and how long it took.
//
// Needs `npm ci`, Debian's Chromium, and a built server (target/release/innovatiekaart, or INNOVATIEKAART_BIN=path).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { median } from './points.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rounds = Number(process.argv[2] ?? 5);
/** As Lighthouse has them: how many times slower the processor is, and the network. */
const SLOWER = 4;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
/** How long a page is watched after it has loaded (ms). */
const WATCHED = 4000;
const PHONE = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
};
const CHROMIUM = {
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-gpu'],
};
/** The targets: times those of the other page, or bytes. */
const WANTED = { fcp: 1.3, lcp: 1.3, tbt: 1, paint: 75 * 1024, all: 250 * 1024, inp: 200 };

/** Our own server, with its examples. */
async function serve() {
  const data = mkdtempSync(join(tmpdir(), 'page-'));
  const program = process.env.INNOVATIEKAART_BIN ?? join(root, 'target/release/innovatiekaart');
  const child = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--data-dir', data, '--voorbeelden'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const url = await new Promise((found, failed) => {
    child.once('exit', () => failed(new Error(`${program} stopped`)));
    child.once('error', failed);
    createInterface(child.stdout).on('line', (line) => { const said = /^luistert op (\S+)$/.exec(line); if (said) found(said[1]); });
  });
  const stop = async () => {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
    rmSync(data, { recursive: true, force: true });
  };
  return { url, stop };
}

/** The other page, compressed as well as ours is. */
async function leaflet(initiatives) {
  const file = (name) => readFileSync(createRequire(import.meta.url).resolve(name));
  const html = `<!doctype html><html lang=nl><meta charset=utf-8><meta name=viewport content="width=device-width"><title>Kaart</title>
<link rel=stylesheet href=/leaflet.css><link rel=stylesheet href=/cluster.css><style>#map{height:90vh}</style><h1>Initiatieven</h1><div id=map></div>
<script src=/leaflet.js></script><script src=/cluster.js></script>
<script>const map=L.map('map',{maxZoom:18}).setView([51.2,5.95],9);fetch('/all.geojson').then(r=>r.json()).then(all=>{const group=L.markerClusterGroup();group.addLayer(L.geoJSON(all));map.addLayer(group)})</script>`;
  const files = {
    '/': ['text/html', html],
    '/leaflet.css': ['text/css', file('leaflet/dist/leaflet.css')],
    '/leaflet.js': ['text/javascript', file('leaflet/dist/leaflet.js')],
    '/cluster.css': ['text/css', file('leaflet.markercluster/dist/MarkerCluster.Default.css')],
    '/cluster.js': ['text/javascript', file('leaflet.markercluster/dist/leaflet.markercluster.js')],
    '/all.geojson': ['application/geo+json', initiatives],
  };
  const answers = new Map(Object.entries(files).map(([path, [type, text]]) => [path, [type, brotliCompressSync(text)]]));
  const server = createServer(({ url }, response) => {
    const answer = answers.get(url);
    if (!answer) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': answer[0], 'content-encoding': 'br' }).end(answer[1]);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

/** Runs in the page, before its own scripts. */
function watch(mark) {
  const seen = { lcp: 0, long: [], events: [], pins: 0 };
  window.seen = seen;
  const see = (type, act, more = {}) => new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true, ...more });
  see('largest-contentful-paint', ({ startTime }) => { seen.lcp = startTime; });
  see('longtask', ({ startTime, duration }) => seen.long.push([startTime, duration]));
  see('event', ({ interactionId, duration }) => { if (interactionId) seen.events.push(duration); }, { durationThreshold: 16 });
  const look = setInterval(() => {
    if (!document.querySelector(mark)) return;
    seen.pins = performance.now();
    clearInterval(look);
  }, 10);
}

/** A page on a slow phone that nobody has been on. */
async function fresh(browser, mark) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await session.send('Performance.enable');
  await page.addInitScript(watch, mark);
  return { page, session, close: () => context.close() };
}

async function load(browser, url, mark) {
  const { page, session, close } = await fresh(browser, mark);
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(WATCHED);
  const { metrics } = await session.send('Performance.getMetrics');
  const spent = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  const told = await page.evaluate(() => {
    const { lcp, long, pins } = window.seen;
    const blocked = (all) => all.reduce((sum, [, time]) => sum + Math.max(0, time - 50), 0);
    const fcp = performance.getEntriesByName('first-contentful-paint')[0].startTime;
    const sent = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const bytes = (all) => all.reduce((sum, { transferSize }) => sum + transferSize, 0);
    const paint = bytes(sent.filter(({ responseEnd }) => responseEnd <= fcp));
    return { fcp, lcp, pins, tbt: blocked(long), after: blocked(long.filter(([at]) => at >= fcp)), paint, all: bytes(sent), long };
  });
  await close();
  const ms = (name) => spent[name] * 1000;
  return { ...told, style: ms('RecalcStyleDuration'), layout: ms('LayoutDuration'), script: ms('ScriptDuration'), task: ms('TaskDuration'), nodes: spent.Nodes };
}

/** The slowest answer to each thing one does on the first page, from the touch to the next paint (ms). */
async function answers(browser, url) {
  const { page, close } = await fresh(browser, '.map__image a');
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction(() => document.documentElement.classList.contains('awake'), undefined, { timeout: 60_000 });
  await page.waitForTimeout(WATCHED / 2);
  const slowest = {};
  const act = async (name, does) => {
    await page.evaluate(() => { window.seen.events = []; });
    await does();
    await page.waitForTimeout(WATCHED / 2);
    slowest[name] = await page.evaluate(() => Math.max(0, ...window.seen.events));
  };
  await act('open', () => page.locator('.filters summary').first().tap());
  await page.keyboard.press('Escape');
  await act('filter', () => page.locator('.filters .chip:has([name=regio])').first().tap());
  await act('pan', async () => {
    await page.locator('#kaart').focus();
    for (const key of ['ArrowRight', 'ArrowDown', '+']) await page.keyboard.press(key);
  });
  await act('marker', () => page.locator('.markers g:not(.is-outside) > g > a').first().tap());
  await close();
  return slowest;
}

const own = process.argv[3] ? { url: process.argv[3].replace(/\/$/, ''), stop() {} } : await serve();
const initiatives = await (await fetch(`${own.url}/api/collections/initiatieven/items?limit=1000`)).text();
const other = await leaflet(initiatives);
const browser = await chromium.launch(CHROMIUM);
const runs = { ours: [], leaflet: [], answers: [] };
for (let round = 0; round < rounds; round++) {
  runs.ours.push(await load(browser, `${own.url}/`, '.map__image a'));
  runs.leaflet.push(await load(browser, other.url, '.leaflet-marker-icon'));
  runs.answers.push(await answers(browser, `${own.url}/`));
}
await browser.close();
other.stop();
await own.stop();

const middle = (all, name) => Math.round(median(all.map((one) => one[name])));
const WHAT = {
  fcp: 'first paint (ms)', lcp: 'largest paint (ms)', pins: 'first pin (ms)', tbt: 'blocked (ms)', after: 'of that, after the first paint (ms)', paint: 'bytes before the first paint', all: 'bytes in all',
  style: 'style (ms)', layout: 'layout (ms)', script: 'script (ms)', task: 'all tasks (ms)', nodes: 'nodes',
};
console.log(`${rounds} rounds, medians; processor ${SLOWER}x slower, ${NETWORK.latency} ms, 1.6 Mbit/s`);
const late = [];
console.table(Object.entries(WHAT).map(([name, what]) => {
  const [ours, theirs] = [middle(runs.ours, name), middle(runs.leaflet, name)];
  const most = WANTED[name] === undefined ? '' : WANTED[name] < 10 ? Math.round(WANTED[name] * theirs) : WANTED[name];
  if (most !== '' && ours > most) late.push(what);
  return { what, ours, leaflet: theirs, 'at most': most };
}));
console.table(Object.keys(runs.answers[0]).map((name) => {
  const ours = middle(runs.answers, name);
  if (ours > WANTED.inp) late.push(name);
  return { 'answers to': name, ms: ours, 'at most': WANTED.inp };
}));
if (process.env.LONG) for (const { fcp, long } of runs.ours) console.log(Math.round(fcp), long.map(([at, time]) => `${Math.round(time)} at ${Math.round(at)}`).join(', '));
console.log(late.length ? `over the target: ${late.join('; ')}` : 'within every target');
