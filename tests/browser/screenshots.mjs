// The pictures in README.md: starts the program with its example initiatives, looks at it, writes docs/images/*.png.
//
//   node tests/browser/screenshots.mjs      after `cargo xtask site` and `cargo build -p server`
//
// INNOVATIEKAART_BIN is the program to look at; target/debug/innovatiekaart unless told.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { constants, crc32, deflateSync, inflateSync } from 'node:zlib';
import { chromium } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.INNOVATIEKAART_BIN ?? join(root, 'target/debug/innovatiekaart');
const folder = join(root, 'docs/images');

/** How long the program may take to start, and to stop (ms). */
const PROGRAM = 20_000;

const BROWSER = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
];

const laptop = { viewport: { width: 1440, height: 900 } };
const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
};

/** A4 lying, at 96 dots per inch, twice as sharp. */
const paper = { viewport: { width: 1123, height: 794 }, deviceScaleFactor: 1.5 };

/** @type {{ file: string, path: string, device: object, colorScheme?: 'light' | 'dark', fullPage?: boolean }[]} */
const pictures = [
  { file: 'map.png', path: '/', device: laptop },
  { file: 'map-phone.png', path: '/', device: phone },
  { file: 'map-dark.png', path: '/?bij=5.9875,51.1942&straal=10', device: laptop, colorScheme: 'dark' },
  { file: 'initiative.png', path: '', device: laptop, fullPage: true },
  { file: 'poster.png', path: '/poster/limburg.svg?papier=a4&stand=liggend', device: paper },
  { file: 'figures.png', path: '/cijfers#regio-thema', device: { viewport: { width: 1120, height: 1000 } } },
  { file: 'white-spots.png', path: '/cijfers#witte-vlekken', device: { viewport: { width: 1120, height: 1200 } } },
];

/** Starts the program; answers its address and a function that stops it. */
async function start() {
  const data = mkdtempSync(join(tmpdir(), 'innovatiekaart-'));
  // A poster says where the map is.
  const options = ['serve', '--listen', '127.0.0.1:0', '--data-dir', data, '--voorbeelden', '--url', 'https://kaart.voorbeeld.nl'];
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((left) => {
    child.once('error', left);
    child.once('exit', (code) => left(new Error(`${program} stopped with ${code}`)));
  });
  const stop = async () => {
    if (child.pid && child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), PROGRAM);
      await exit;
      clearTimeout(late);
    }
    rmSync(data, { recursive: true, force: true });
  };
  const address = new Promise((found, failed) => {
    const late = setTimeout(() => failed(new Error(`${program} does not say where it listens`)), PROGRAM);
    gone.then(failed).finally(() => clearTimeout(late));
    createInterface(child.stdout).on('line', (line) => {
      const said = /^luistert op (\S+)$/.exec(line);
      if (said) {
        clearTimeout(late);
        found(said[1]);
      }
    });
  });
  try {
    return { url: await address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The path of an initiative that has something to tell: one that is finished. */
async function story(url) {
  const answer = await fetch(`${url}/api/collections/initiatieven/items?fase=afgerond&limit=1`);
  const { features } = await answer.json();
  return new URL(features[0].properties.url).pathname;
}

async function take(browser, url, { file, path, device, colorScheme = 'light', fullPage = false }) {
  const context = await browser.newContext({ ...device, colorScheme, locale: 'nl-NL', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${file}: ${error}`));
  page.on('console', (message) => message.type() === 'error' && console.error(`${file}: ${message.text()}`));
  await page.goto(url + path, { waitUntil: 'load' });
  await page.evaluate(() => document.fonts.ready);
  // The answer that fits this screen.
  if (await page.locator('leptos-island').count()) await page.waitForTimeout(1_500);
  const picture = smaller(await page.screenshot({ fullPage }));
  await context.close();
  const target = join(folder, file);
  writeFileSync(target, picture);
  console.log(`docs/images/${file}  ${Math.round(statSync(target).size / 1024)} kB`);
}

/** The same picture in fewer bytes: everything but the pixels left out, those compressed at the highest level. */
function smaller(png) {
  const parts = [];
  const data = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const kind = png.toString('latin1', at + 4, at + 8);
    const contents = png.subarray(at + 8, at + 8 + length);
    if (kind === 'IDAT') data.push(contents);
    else if (kind === 'IHDR' || kind === 'PLTE' || kind === 'tRNS') parts.push(chunk(kind, contents));
    at += 12 + length;
  }
  const pixels = inflateSync(Buffer.concat(data));
  const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_FILTERED];
  const tries = strategies.map((strategy) => deflateSync(pixels, { level: 9, memLevel: 9, strategy }));
  const best = tries.reduce((a, b) => (b.length < a.length ? b : a));
  const made = Buffer.concat([png.subarray(0, 8), ...parts, chunk('IDAT', best), chunk('IEND', Buffer.alloc(0))]);
  return made.length < png.length ? made : png;
}

function chunk(kind, contents) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), contents]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(contents.length);
  check.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([length, body, check]);
}

mkdirSync(folder, { recursive: true });
const { url, stop } = await start();
try {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: BROWSER });
  try {
    for (const picture of pictures) await take(browser, url, { ...picture, path: picture.path || await story(url) });
  } finally {
    await browser.close();
  }
} finally {
  await stop();
}
