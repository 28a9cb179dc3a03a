// The map on other people's pages: in a frame, as a web component, and "Deel deze kaart", which gives the code for both.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { accessible, fits } from './axe.ts';
import { expect, open, serve, test as base, type Page } from './fixtures.ts';

type Foreign = {
  /** Starts somebody else's site, with this page; gives its address. */
  elsewhere: (html: string, headers?: Record<string, string>) => Promise<string>;
  /** Another map, with other options; gives its address. */
  another: (...options: string[]) => Promise<string>;
};

const test = base.extend<Foreign>({
  elsewhere: async ({}, use) => {
    const servers: { close: () => void }[] = [];
    await use(async (html, headers = {}) => {
      const server = createServer((_, answer) => {
        const page = `<!DOCTYPE html><html lang="nl"><title>Een school</title><link rel="icon" href="data:,"><h1>Een school</h1>${html}`;
        answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(page);
      });
      servers.push(server);
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      // Another site, not only another port.
      return `http://localhost:${(server.address() as AddressInfo).port}`;
    });
    for (const server of servers) server.close();
  },
  another: async ({}, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async (...options) => {
      const data = mkdtempSync(join(tmpdir(), 'innovatiekaart-'));
      const { url, stop } = await serve(data, '--voorbeelden', ...options);
      ends.push(async () => {
        await stop();
        rmSync(data, { recursive: true, force: true });
      });
      return url;
    });
    for (const end of ends) await end();
  },
});

// The foreign page itself is another origin; everything else that is heard fails the test.
test.use({ expected: /^asked another origin: http:\/\/(localhost|127\.0\.0\.1):\d+\// });

const frame = (page: Page) => page.frameLocator('iframe');
const heading = (page: Page) => frame(page).getByRole('heading', { level: 1 });
const code = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true }).inputValue();
const ground = (page: Page) => frame(page).locator('.basemap').getAttribute('transform');

/** The code that "Deel deze kaart" gives for this question. */
async function shared(page: Page, query: string, name: string) {
  await page.goto(`/deel?${query}`);
  return code(page, name);
}

test('a frame on another site shows the map, and adds nothing to its history', async ({ page, site, elsewhere }) => {
  const html = await shared(page, 'regio=midden&hoogte=420', 'Een kader (iframe)');
  await page.goto(await elsewhere(html));
  await expect(heading(page)).toHaveText('18 initiatieven in Midden-Limburg');
  await expect(page.locator('iframe')).toHaveAttribute('title', 'InnovatieKaart: initiatieven in Midden-Limburg');
  expect((await page.locator('iframe').boundingBox())?.height).toBe(420);

  const [before, address, seen] = [await page.evaluate(() => history.length), page.url(), await ground(page)];
  await frame(page).getByRole('link', { name: 'Zoom in' }).click();
  await expect.poll(() => ground(page)).not.toBe(seen);
  await expect(frame(page).getByRole('link', { name: 'Zoom in' }), 'the keyboard stays').toBeFocused();
  await frame(page).getByRole('link', { name: 'Zoom uit' }).click();
  await frame(page).getByRole('link', { name: /^5 initiatieven rond Weert/ }).click();
  await expect(heading(page)).toHaveText(/^5 initiatieven/);
  await expect(frame(page).getByRole('status')).toHaveText(/^5 initiatieven/);
  await expect(heading(page), 'what was clicked is gone').toBeFocused();
  expect(await page.evaluate(() => history.length)).toBe(before);
  expect(page.url()).toBe(address);

  const whole = frame(page).getByRole('link', { name: 'Bekijk op de InnovatieKaart' });
  const [tab] = await Promise.all([page.waitForEvent('popup'), whole.click()]);
  await expect(tab.locator('#lijstkop')).toHaveText(/5\s+initiatieven/);
  expect(tab.url()).toMatch(new RegExp(`^${site}/\\?regio=midden&bbox=`));
  expect(await tab.evaluate(() => window.opener)).toBeNull();
});

test('a pin opens its initiative in a tab of its own', async ({ page, site, elsewhere }) => {
  await page.goto(await elsewhere(`<iframe src="${site}/embed/5" title="Kaart" width="640" height="400"></iframe>`));
  await expect(heading(page)).toHaveText('Zorgrobot op stage');
  const pin = frame(page).getByRole('link', { name: /^Zorgrobot op stage/ });
  const [tab] = await Promise.all([page.waitForEvent('popup'), pin.click()]);
  await expect(tab).toHaveURL(`${site}/initiatieven/5/zorgrobot-op-stage`);
  expect(await tab.evaluate(() => window.opener)).toBeNull();
});

test('a mouse drags the map; what is dragged away is no stop for the keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 480 });
  await page.goto('/embed?c=5.9,51.3&z=8');
  const place = () => page.locator('.signpost--noord').boundingBox();
  const before = await place();
  await page.mouse.move(180, 300);
  await page.mouse.down();
  await page.mouse.move(100, 340, { steps: 4 });
  await page.mouse.up();
  await expect(page.locator('main')).not.toHaveAttribute('data-midden', '5.9,51.3');
  const after = await place();
  expect(after!.x - before!.x).toBeCloseTo(-80, 0);
  expect(after!.y - before!.y).toBeCloseTo(40, 0);

  const middle = (await page.locator('main').getAttribute('data-midden'))!;
  await page.mouse.move(100, 100);
  await page.mouse.down();
  await page.mouse.move(330, 100, { steps: 4 });
  await page.mouse.up();
  await expect(page.locator('main')).not.toHaveAttribute('data-midden', middle);
  const outside = page.locator('.markers .is-outside');
  await expect(outside.first()).toBeAttached();
  const seen = await page.locator('.markers a:not(.is-outside)').evaluateAll((links) => links.map((link) => link.getBoundingClientRect().toJSON()));
  expect(seen.length).toBeGreaterThan(0);
  for (const { left, right, top, bottom } of seen) expect(left < 640 && right > 0 && top < 480 && bottom > 0).toBe(true);
});

test('the frame says its filters, and has its initiatives as a list', async ({ page }) => {
  await page.goto('/embed?thema=steam&regio=zuid');
  await expect(page.locator('#titel')).toHaveText(/^\d+ initiatieven in Zuid-Limburg: Techniek en kunst/);
  const { features } = await (await page.request.get('/api/collections/initiatieven/items?thema=steam&regio=zuid&limit=100')).json();
  await page.locator('.embed__list summary').click();
  const links = page.locator('.embed__list a');
  await expect(links).toHaveCount(Math.min(features.length, 25));
  await expect(links.first()).toBeVisible();
  for (const link of await links.all()) await expect(link).toHaveAttribute('target', '_blank');
});

test.describe('under fingers', () => {
  test.use({ hasTouch: true });

  test('two of them drag and zoom the map, one leaves it to the page around', async ({ page }) => {
    await page.goto('/embed?c=5.9,51.2&z=9');
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: [number, number][]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: fingers.map(([x, y], id) => ({ x, y, id })) });
    const main = page.locator('main');
    const { x, y, width, height } = (await page.locator('.map').boundingBox())!;
    const [cx, cy] = [x + width / 2, y + height / 2];
    await touch('touchStart', [cx - 30, cy], [cx + 30, cy]);
    for (const far of [40, 50, 60]) await touch('touchMove', [cx - far, cy], [cx + far, cy]);
    await touch('touchEnd');
    await expect(main).toHaveAttribute('data-zoom', '10');
    const [lon] = (await main.getAttribute('data-midden'))!.split(',').map(Number);
    expect(Math.abs(lon - 5.9)).toBeLessThan(0.01);
    await touch('touchStart', [cx - 30, cy], [cx + 30, cy]);
    for (const right of [20, 40, 60]) await touch('touchMove', [cx - 30 + right, cy], [cx + 30 + right, cy]);
    await touch('touchEnd');
    await expect.poll(async () => Number((await main.getAttribute('data-midden'))!.split(',')[0])).toBeLessThan(lon - 0.01);
  });
});

test('the frame asks for a map that fits it', async ({ page, site, elsewhere }) => {
  await page.goto(await elsewhere(`<iframe src="${site}/embed" title="Kaart" width="320" height="640"></iframe>`));
  await expect(frame(page).locator('main')).toHaveAttribute('data-maat', '320,592');
  await page.locator('iframe').evaluate((element: HTMLIFrameElement) => { element.width = '900'; });
  await expect(frame(page).locator('main')).toHaveAttribute('data-maat', '900,592');
});

test.describe('when something is not there', () => {
  test.use({ expected: /^asked another origin: http:\/\/localhost:|status of 404|ERR_INTERNET_DISCONNECTED/ });

  test('what left the map leaves a map, once', async ({ page, site, elsewhere }) => {
    let asked = 0;
    page.on('framenavigated', () => { asked += 1; });
    await page.goto(await elsewhere(`<iframe src="${site}/embed/99999" title="Kaart" width="400" height="640"></iframe>`));
    await expect(frame(page).locator('main')).toHaveAttribute('data-maat', '400,592');
    await expect(frame(page).getByText('Dit initiatief staat niet (meer) op de kaart.')).toBeVisible();
    await expect(heading(page)).toHaveText('61 initiatieven in Limburg');
    expect(asked, 'the page and its frame').toBeLessThanOrEqual(3);
  });

  test('without a network the map stays as it is', async ({ page, context }) => {
    await page.goto('/embed?regio=midden');
    await expect(page.locator('main')).toHaveAttribute('data-maat', '1440,852');
    await context.setOffline(true);
    await page.setViewportSize({ width: 700, height: 500 });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('18 initiatieven in Midden-Limburg');
    await context.setOffline(false);
    await page.setViewportSize({ width: 900, height: 500 });
    await expect(page.locator('main')).toHaveAttribute('data-maat', '900,452');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('18 initiatieven in Midden-Limburg');
  });
});

test('a site that is isolated can show it', async ({ page, site, elsewhere }) => {
  const alone = { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' };
  await page.goto(await elsewhere(`<iframe src="${site}/embed?regio=midden" title="Kaart"></iframe>`, alone));
  await expect(heading(page)).toHaveText('18 initiatieven in Midden-Limburg');
});

test.describe('the web component', () => {
  test('shows the question in its attributes, and the next when they change', async ({ page, site, elsewhere }) => {
    const html = await shared(page, 'regio=midden&thema=steam&thema=digitalisering&hoogte=300', 'Een webcomponent');
    // It needs no leave to put styles or scripts in the page.
    const policy = `default-src 'none'; script-src ${site}; frame-src ${site}; img-src data:`;
    await page.goto(await elsewhere(html, { 'content-security-policy': policy }));
    await expect(heading(page)).toHaveText(/^7 initiatieven in Midden-Limburg/);
    const map = page.locator('innovatie-kaart');
    const shown = page.locator('iframe');
    expect((await shown.boundingBox())?.height).toBe(300);
    await expect(shown).toHaveAttribute('loading', 'lazy');
    await expect(shown).toHaveAttribute('title', /InnovatieKaart/);
    await expect(map.getByRole('link')).toBeHidden();

    const before = await page.evaluate(() => history.length);
    await map.evaluate((element) => {
      element.setAttribute('regio', 'zuid, noord');
      element.removeAttribute('thema');
      element.setAttribute('q', 'robot');
      element.setAttribute('hoogte', '99999');
    });
    await expect(heading(page)).toHaveText(/in Noord- en Zuid-Limburg, met ‘robot’$|in Zuid- en Noord-Limburg, met ‘robot’$/);
    expect((await shown.boundingBox())?.height).toBe(2000);
    expect(await page.evaluate(() => history.length)).toBe(before);
    await map.evaluate((element) => { element.setAttribute('bij', '5.9875,51.1942'); element.setAttribute('straal', '10'); });
    await expect(heading(page)).toHaveText(/binnen 10 km van Roermond/);
  });

  test('may be there twice, come later, and be moved', async ({ page, site, elsewhere }) => {
    const script = `<script type="module" src="${site}/innovatie-kaart.js"></script>`;
    await page.goto(await elsewhere(`${script}${script}<div id="a"></div><div id="b"></div>`));
    await page.evaluate(() => {
      const map = document.createElement('innovatie-kaart');
      map.setAttribute('fase', 'idee lopend');
      map.setAttribute('aria-label', 'Onze kaart');
      document.getElementById('a')!.append(map);
    });
    await expect(page.getByTitle('Onze kaart')).toHaveAttribute('src', /\/embed\?fase=idee&fase=lopend&breedte=\d+&hoogte=480$/);
    await page.evaluate(() => document.getElementById('b')!.append(document.querySelector('innovatie-kaart')!));
    await expect(page.locator('#b innovatie-kaart iframe')).toHaveCount(1);
    await expect(heading(page)).toHaveText(/initiatieven in Limburg/);
  });
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the frame works page by page', async ({ page, site, elsewhere }) => {
    await page.goto(await elsewhere(`<iframe src="${site}/embed?regio=midden" title="Kaart" width="640" height="480"></iframe>`));
    await expect(heading(page)).toHaveText('18 initiatieven in Midden-Limburg');
    const seen = await ground(page);
    await frame(page).getByRole('link', { name: 'Naar het noorden' }).click();
    await expect.poll(() => ground(page)).not.toBe(seen);
    const cluster = frame(page).getByRole('link', { name: /initiatieven rond Weert/ });
    const [many] = /^\d+/.exec((await cluster.getAttribute('aria-label'))!)!;
    await cluster.click();
    await expect(heading(page)).toHaveText(new RegExp(`^${many} initiatieven`));
  });

  test('the web component is a link', async ({ page, site, elsewhere }) => {
    const html = await shared(page, 'regio=midden', 'Een webcomponent');
    await page.goto(await elsewhere(html));
    await page.getByRole('link', { name: 'InnovatieKaart: initiatieven in Midden-Limburg' }).click();
    await expect(page).toHaveURL(`${site}/?regio=midden`);
  });

  test('the size is a form, and the preview shows the question', async ({ page }) => {
    await page.goto('/deel?regio=midden&thema=steam');
    await expect(heading(page)).toHaveText(/^4 initiatieven in Midden-Limburg/);
    await page.getByLabel('Hoogte').fill('300');
    await page.getByLabel('Breedte').fill('500');
    await page.getByRole('button', { name: 'Pas de maat aan' }).click();
    await expect(page).toHaveURL('/deel?regio=midden&thema=steam&hoogte=300&breedte=500');
    expect(await page.locator('iframe').boundingBox()).toMatchObject({ width: 500, height: 300 });
    expect(await code(page, 'Een kader (iframe)')).toContain('width="500" height="300"');
    await expect(page.getByRole('button', { name: 'Kopieer' })).toHaveCount(0);
  });
});

test.describe('where it may be shown', () => {
  // What Chromium says when it refuses a frame.
  test.use({ expected: /^asked another origin: http:\/\/(localhost|127\.0\.0\.1):\d+\/|frame-ancestors/ });

  const refused = (page: Page) => expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');

  test('nowhere', async ({ page, elsewhere, another }) => {
    const site = await another('--inbedden', 'nergens');
    await page.goto(await elsewhere(`<iframe src="${site}/embed" title="Kaart"></iframe>`));
    await refused(page);
    await page.goto(await elsewhere(
      `<script type="module" src="${site}/innovatie-kaart.js"></script><innovatie-kaart><a href="${site}/">De kaart</a></innovatie-kaart>`,
    ));
    await page.waitForLoadState('networkidle');
    await expect(page.getByRole('link', { name: 'De kaart' }), 'the link stays').toBeVisible();
    await page.goto(`${site}/deel`);
    await expect(page.getByText('staat niet toe dat andere sites haar laten zien')).toBeVisible();
    await expect(page.locator('iframe')).toHaveCount(0);
  });

  test('on the sites in a list, and on no other', async ({ page, elsewhere, another }) => {
    // The list has the origin of a site that is not there yet: it only needs the same address for both.
    const html = '<iframe title="Kaart"></iframe>';
    const [friend, stranger] = [await elsewhere(html), await elsewhere(html)];
    const site = await another('--inbedden', `https://bestuur.voorbeeld.nl, ${friend}`);
    const show = () => page.locator('iframe').evaluate((element: HTMLIFrameElement, src) => { element.src = src; }, `${site}/embed`);
    await page.goto(friend);
    await show();
    await expect(heading(page)).toHaveText('61 initiatieven in Limburg');
    await page.goto(stranger);
    await show();
    await refused(page);
    await page.goto(`${site}/deel`);
    await expect(heading(page), 'our own page shows what it looks like').toHaveText('61 initiatieven in Limburg');
  });

  test('no other page of ours', async ({ page, site, elsewhere }) => {
    await page.goto(await elsewhere(`<iframe src="${site}/" title="Kaart"></iframe>`));
    await refused(page);
  });
});

test('the list leads to the code, which is copied by a button', async ({ page, context, site }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '/?regio=midden&thema=steam');
  await page.getByRole('link', { name: 'Deel deze kaart' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deel deze kaart');
  await expect(heading(page)).toHaveText(/^4 initiatieven in Midden-Limburg/);
  for (const name of ['De link', 'Een kader (iframe)', 'Een webcomponent', 'Vanzelf, met oEmbed']) {
    const section = page.getByRole('region', { name, exact: true });
    await section.getByRole('button', { name: `Kopieer : ${name}` }).click();
    await expect(section.getByRole('status')).toHaveText('Gekopieerd.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await code(page, name));
  }
  expect(await code(page, 'De link')).toBe(`${site}/?regio=midden&thema=steam`);
});

test('where copying is refused, the text is selected', async ({ page }) => {
  await page.addInitScript(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); });
  await page.goto('/deel');
  const section = page.getByRole('region', { name: 'De link' });
  await section.getByRole('button', { name: /Kopieer/ }).click();
  await expect(section.getByRole('status')).toHaveText(/geselecteerd/);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(await code(page, 'De link'));
});

test('code for a hostile question does nothing but show it', async ({ page, elsewhere }) => {
  const hostile = '"><script>document.title="stuk"</script><img src=x onerror=alert(1)></textarea>';
  for (const name of ['Een kader (iframe)', 'Een webcomponent']) {
    const html = await shared(page, `q=${encodeURIComponent(hostile)}`, name);
    await page.goto(await elsewhere(html));
    await expect(heading(page)).toHaveText(`0 initiatieven in Limburg, met ‘${hostile}’`);
    await expect(page).toHaveTitle('Een school');
    await expect(page.locator('img')).toHaveCount(0);
  }
});

for (const path of ['/embed?regio=midden', '/embed?onzin=1', '/embed/5', '/deel?regio=midden&thema=steam']) {
  test(`axe finds nothing on ${path} at 320 px, in light and dark`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: path.startsWith('/embed') ? 320 : 640 });
    await page.goto(path);
    await accessible(page);
  });
}

test('it fits every frame', async ({ page }) => {
  await page.goto('/embed?regio=oost');
  for (const [width, height] of [[320, 200], [320, 640], [640, 200], [1200, 800]]) {
    await fits(page, width, height);
    await expect(page.locator('main')).toHaveAttribute('data-maat', `${width},${height - 48}`);
    for (const name of ['Zoom in', 'Naar het zuiden', 'Bekijk op de InnovatieKaart', 'bronnen']) {
      await page.getByRole('link', { name }).click({ trial: true });
    }
    const map = (await page.locator('.map').boundingBox())!;
    expect(map.height, `${width}x${height}`).toBeGreaterThan(70);
  }
});
