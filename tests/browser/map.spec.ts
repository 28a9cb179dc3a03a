// The map: waking up, moving, pointing. Here without WebGL: the drawn map has to do everything.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  answered, awake, box, cards, command, count, expect, heading, marks, open, phone, places, shifted, test, tick, touchable, unfold,
  type Page,
} from './fixtures.ts';

/** What one sees of the page before and after it wakes. */
const sight = async (page: Page) => ({
  places: await places(page),
  heading: await heading(page).boundingBox(),
  map: await page.locator('#kaart').boundingBox(),
  cards: await cards(page).first().boundingBox(),
});

for (const [device, options] of [['a laptop', {}], ['a phone', phone]] as const) {
  test.describe(`on ${device}`, () => {
    test.use(options);

    for (const path of ['/', '/?regio=midden', '/?straal=10&bij=5.9875,51.19417']) {
      test(`nothing jumps when ${path} wakes`, async ({ page }) => {
        let wake = () => {};
        const sleep = new Promise<void>((go) => { wake = go; });
        await page.route('**/start.js', async (route) => { await sleep; await route.continue(); });
        await page.goto(path, { waitUntil: 'commit' });
        await expect(page.locator('footer')).toBeAttached();
        await page.evaluate(() => document.fonts.ready);
        // Shown from the first moment, but without a script: the same room.
        const asleep = await sight(page);
        expect(Object.keys(asleep.places).length).toBeGreaterThan(3);
        wake();
        await awake(page);
        expect(await sight(page)).toEqual(asleep);
        const { sum, shifts } = await shifted(page);
        expect(sum, JSON.stringify(shifts)).toBeLessThanOrEqual(0.02);
      });
    }
  });
}

test('the list follows the map: a pan with the keyboard asks for what is in sight', async ({ page }) => {
  await open(page);
  await page.locator('#kaart').focus();
  const before = await places(page);
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/bbox=.*c=.*z=/);
  await expect(heading(page)).toHaveText(/op dit stuk kaart/);
  await answered(page);
  expect(await count(page)).toBeLessThan(61);
  expect(await places(page)).not.toEqual(before);
  const { search } = new URL(page.url());
  const bbox = new URLSearchParams(search).get('bbox');
  const api = await (await page.request.get(`/api/collections/initiatieven/items?bbox=${bbox}`)).json();
  expect(await count(page)).toBe(api.numberMatched);
  await expect(page.locator('#kaart')).toBeFocused();
});

test('several moves of the map are one step back', async ({ page }) => {
  await open(page);
  await tick(page, 'regio', 'midden').click();
  await expect(heading(page)).toHaveText(/in Midden-Limburg/);
  await page.locator('#kaart').focus();
  for (const key of ['+', 'ArrowLeft', 'ArrowUp']) await page.keyboard.press(key);
  await expect(page).toHaveURL(/bbox=/);
  await page.goBack();
  await expect(heading(page)).toHaveText(/18 initiatieven\s*in Midden-Limburg/);
});

test('arrows pan by a quarter, plus and minus zoom around the middle', async ({ page }) => {
  await open(page, '/?c=5.9,51.2&z=10');
  await page.locator('#kaart').focus();
  const size = (await page.locator('#kaart').boundingBox())!;
  const ground = async () => (await page.locator('.map .basemap').getAttribute('transform'))!.match(/[-\d.]+/g)!.map(Number);
  const [x, y, scale] = await ground();
  const stands = (right: number, down: number, larger: number) => expect.poll(async () => {
    const [nowX, nowY, nowScale] = await ground();
    return Math.hypot(nowX - right, nowY - down) < 1 && Math.abs(nowScale / scale - larger) < 0.001;
  }).toBe(true);
  for (const [key, right, down] of [
    ['ArrowRight', -1, 0], ['ArrowLeft', 0, 0], ['ArrowDown', 0, -1], ['ArrowUp', 0, 0],
  ] as const) {
    await page.keyboard.press(key);
    await stands(x + right * size.width / 4, y + down * size.height / 4, 1);
  }
  await page.keyboard.press('+');
  await stands(2 * x, 2 * y, 2);
  await page.keyboard.press('-');
  await stands(x, y, 1);
});

test('when the list does not follow, "Zoek in dit gebied" asks', async ({ page }) => {
  await open(page);
  await page.getByRole('switch', { name: 'Lijst volgt de kaart' }).uncheck();
  await page.locator('#kaart').focus();
  for (const key of ['+', '+', 'ArrowUp']) await page.keyboard.press(key);
  const here = page.getByRole('button', { name: 'Zoek in dit gebied' });
  await expect(here).toBeVisible();
  await answered(page);
  await expect(heading(page)).toHaveText(/61 initiatieven\s*in Limburg/);
  await here.click();
  await expect(page).toHaveURL(/bbox=/);
  await expect(heading(page)).toHaveText(/op dit stuk kaart/);
  await expect(here).toHaveCount(0);
});

test('the drawn map can be dragged and wheeled', async ({ page }) => {
  await open(page);
  const map = (await page.locator('#kaart').boundingBox())!;
  const [x, y] = [map.x + map.width - 250, map.y + map.height / 2 + 60];
  const at = (all: Record<string, string>) => Object.values(all)[0].match(/[-\d.]+/g)!.map(Number);
  const [x0, y0] = at(await places(page));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y - 40, { steps: 3 });
  const [x1, y1] = at(await places(page));
  expect(x1 - x0).toBeCloseTo(-60, -0.5);
  expect(y1 - y0).toBeCloseTo(-40, -0.5);
  await page.mouse.up();
  await expect(page).toHaveURL(/bbox=.*c=.*z=/);
  await answered(page);
  const zoom = Number(new URL(page.url()).searchParams.get('z'));
  await page.mouse.wheel(0, -240);
  await expect.poll(() => Number(new URL(page.url()).searchParams.get('z'))).toBeGreaterThan(zoom);
});

test('a cluster opens', async ({ page }) => {
  await open(page);
  const cluster = page.locator('.markers').getByRole('link', { name: /^\d+ initiatieven rond Roermond/ });
  const [many] = /^\d+/.exec((await cluster.getAttribute('aria-label'))!)!;
  await cluster.click();
  await expect(page).toHaveURL(/bbox=/);
  await expect(heading(page)).toHaveText(new RegExp(`^${many} initiatieven`));
  await answered(page);
  expect(await marks(page).count()).toBeGreaterThan(1);
  await page.goBack();
  await expect(cluster).toBeVisible();
});

test('a pin shows its signboard and marks its card; a second click opens it', async ({ page }) => {
  await open(page, '/?regio=midden');
  const pin = page.locator('.markers a[data-id]:not([class*="--neighbour"])').first();
  const id = await pin.getAttribute('data-id');
  await pin.click();
  const board = page.locator('.signboard');
  await expect(board).toBeVisible();
  await expect(board.getByRole('link')).toHaveAttribute('href', new RegExp(`^/initiatieven/${id}/`));
  const card = page.locator(`.list .card[data-id="${id}"]`);
  await expect(card).toHaveClass(/is-selected/);
  await expect(card).toBeInViewport();
  await expect(pin).toHaveClass(/is-selected/);
  const title = await board.getByRole('link').textContent();
  expect(await pin.getAttribute('aria-label')).toContain(title!);
  // Inside the map, not half behind its edge.
  const [outer, inner] = [(await page.locator('#kaart').boundingBox())!, (await board.boundingBox())!];
  expect(inner.x).toBeGreaterThanOrEqual(outer.x);
  expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
  await pin.click();
  await expect(page).toHaveURL(new RegExp(`/initiatieven/${id}/`));
});

test('Escape closes the signboard', async ({ page }) => {
  await open(page, '/?regio=midden');
  const pin = page.locator('.markers a[data-id]:not([class*="--neighbour"])').first();
  await pin.click();
  await expect(page.locator('.signboard')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.signboard')).toHaveCount(0);
  await expect(page.locator('.is-selected.card')).toHaveCount(0);
  await expect(pin).toBeFocused();
});

test('with the keyboard a pin opens at once', async ({ page }) => {
  await open(page, '/?regio=midden');
  await page.locator('.markers a[data-id]').first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/initiatieven\/\d+\//);
});

test('pointing at a card lights its marker, and the other way round', async ({ page }) => {
  await open(page, '/?regio=midden');
  const pin = page.locator('.markers a[data-id]:not([class*="--neighbour"])').first();
  const id = await pin.getAttribute('data-id');
  const card = page.locator(`.list .card[data-id="${id}"]`);
  await card.hover();
  await expect(pin).toHaveClass(/is-highlighted/);
  await pin.hover();
  await expect(card).toHaveClass(/is-highlighted/);
  await page.mouse.move(5, 5);
  await expect(page.locator('.is-highlighted')).toHaveCount(0);
  await card.getByRole('link').focus();
  await expect(pin).toHaveClass(/is-highlighted/);
});

test('pointing at a card lights the cluster that holds it', async ({ page }) => {
  await open(page);
  const pins = await page.locator('.markers a[data-id]').evaluateAll((all) => all.map((a) => a.getAttribute('data-id')));
  const ids = await cards(page).evaluateAll((all) => all.map((card) => card.getAttribute('data-id')));
  const hidden = ids.find((id) => !pins.includes(id));
  await page.locator(`.list .card[data-id="${hidden}"]`).hover();
  await expect(page.locator('.markers .cluster.is-highlighted')).toHaveCount(1);
});

test('Tab walks the pins in reading order, and each says its name', async ({ page }) => {
  await open(page);
  await page.locator('#kaart').focus();
  const expected = await marks(page).evaluateAll((all) => all.map((a) => a.getAttribute('aria-label')));
  const walked: { name: string; y: number; sign: boolean }[] = [];
  for (let i = 0; i < expected.length; i += 1) {
    await page.keyboard.press('Tab');
    walked.push(await page.evaluate(() => {
      const mark = document.activeElement!;
      const g = mark.closest('[data-sleutel]');
      return {
        name: mark.getAttribute('aria-label')!,
        y: Number(/ ([-\d.]+)\)/.exec(g?.getAttribute('transform') ?? '')?.[1]),
        sign: mark.classList.contains('signpost'),
      };
    }));
  }
  expect(walked.map(({ name }) => name)).toEqual(expected);
  const rows = walked.filter(({ sign }) => !sign).map(({ y }) => y);
  for (let i = 1; i < rows.length; i += 1) expect(rows[i], `${i}: ${walked[i].name}`).toBeGreaterThan(rows[i - 1] - 64);
  await page.keyboard.press('Shift+Tab');
  await expect(marks(page).nth(expected.length - 2)).toBeFocused();
});

test('the skip links lead to list, filters and map', async ({ page }) => {
  await open(page);
  for (const [i, name, id] of [[1, 'Naar de lijst', 'lijst'], [2, 'Naar de filters', 'filters'], [3, 'Naar de kaart', 'kaart']] as const) {
    await page.evaluate(() => { (document.activeElement as HTMLElement).blur(); getSelection()?.removeAllRanges(); });
    await page.locator('body').evaluate((body) => { body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); });
    for (let n = 0; n < i; n += 1) await page.keyboard.press('Tab');
    const link = page.getByRole('link', { name, exact: true });
    await expect(link).toBeFocused();
    await expect(link).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.locator(`#${id}`)).toBeFocused();
  }
});

test('focus is always seen', async ({ page }) => {
  await open(page);
  const unseen: string[] = [];
  let first = '';
  for (let i = 0; i < 140; i += 1) {
    await page.keyboard.press('Tab');
    const { name, seen } = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const name = `${element.tagName} ${element.id} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40)}`;
      if (element === document.body) return { name: '', seen: true };
      const parts = [
        element, ...element.querySelectorAll('*'), ...((element as HTMLInputElement).labels ?? []),
        ...(element.parentElement && element.parentElement.children.length < 4 ? [element.parentElement] : []),
        ...[...document.querySelectorAll('.thumb-bar label')],
      ];
      const look = () => parts.flatMap((part) => [undefined, '::after'].map((pseudo) => {
        const { outline, outlineOffset, boxShadow, stroke, strokeWidth, fill, borderColor, backgroundColor } = getComputedStyle(part, pseudo);
        return [outline, outlineOffset, boxShadow, stroke, strokeWidth, fill, borderColor, backgroundColor].join();
      })).join(';');
      const focused = look();
      const box = (element as any).labels?.[0]?.getBoundingClientRect() ?? element.getBoundingClientRect();
      const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      element.blur();
      const blurred = look();
      element.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
      return { name, seen: inside && focused !== blurred };
    });
    if (!first) first = name;
    else if (name === first || name === '') break;
    if (!seen) unseen.push(name);
  }
  expect(unseen).toEqual([]);
});

test('in an open filter the keyboard goes on where it was after an answer', async ({ page }) => {
  await open(page);
  const summary = page.locator('.filters summary').first();
  await summary.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/thema=/);
  await answered(page);
  await expect(box(page, 'thema', 'doorlopende-leerlijn')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(box(page, 'thema', 'talentontwikkeling')).toBeFocused();
});

test('my own place becomes the middle of a circle', async ({ page, context }) => {
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ longitude: 5.69, latitude: 50.85 });
  await open(page);
  await page.getByRole('button', { name: 'Toon wat er bij mij in de buurt is' }).click();
  await expect(heading(page)).toHaveText(/binnen 10 km van Maastricht/);
});

test('who keeps the place of the device private is told what else there is', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Toon wat er bij mij in de buurt is' }).click();
  await expect(page.getByRole('alert')).toContainText('Typ een plaats of postcode');
  await unfold(page, /Binnen 10 km/);
  await expect(page.locator('#plek')).toBeVisible();
});

test('an open map shows what was placed meanwhile, where it was', async ({ page, data }) => {
  await open(page, '/?c=5.9,51.2&z=10');
  const place = () => page.locator('.basemap').first().getAttribute('transform');
  const before = await place();
  const file = join(data, 'nieuw.csv');
  writeFileSync(file, 'titel,plaats,sector,fase,onderdeel,sleutel\nNet geplaatst,Weert,po,idee,vrijplaats,net\n');
  command(data, 'importeren', 'initiatieven', file);
  try {
    await expect(heading(page)).toHaveText(/62 initiatieven/);
    await expect(cards(page).first()).toContainText('Net geplaatst');
    expect(await place()).toBe(before);
  } finally {
    const { features } = await (await page.request.get('/api/collections/initiatieven/items?q=geplaatst')).json();
    for (const { id, properties } of features) if (properties.titel === 'Net geplaatst') command(data, 'intrekken', id);
  }
  await expect(heading(page)).toHaveText(/61 initiatieven/);
});

test('who reads in the list goes on reading when there is news', async ({ page, data }) => {
  await open(page);
  const card = cards(page).nth(15);
  await card.getByRole('link').first().focus();
  const reading = await card.getAttribute('data-id');
  const file = join(data, 'nieuws.csv');
  writeFileSync(file, 'titel,plaats,sector,fase,onderdeel,sleutel\nOnder het lezen,Weert,po,idee,vrijplaats,lezen\n');
  command(data, 'importeren', 'initiatieven', file);
  try {
    const news = page.getByRole('button', { name: /Er is iets nieuws/ });
    await expect(news).toBeVisible();
    expect(await page.evaluate(() => document.activeElement?.closest('[data-id]')?.getAttribute('data-id'))).toBe(reading);
    await expect(cards(page).nth(15)).toHaveAttribute('data-id', reading!);
    await news.click();
    await expect(heading(page)).toHaveText(/62 initiatieven/);
    await expect(news).toHaveCount(0);
  } finally {
    const { features } = await (await page.request.get('/api/collections/initiatieven/items?q=lezen')).json();
    for (const { id, properties } of features) if (properties.titel === 'Onder het lezen') command(data, 'intrekken', id);
  }
});

test('a filter chosen while the page wakes is not forgotten', async ({ page }) => {
  await page.route('**/beeld?*thema=steam*', async (route) => {
    await new Promise((done) => setTimeout(done, 500));
    await route.continue();
  });
  await page.goto('/?c=5.9,51.2&z=9');
  await page.waitForFunction(() => (window as any).awake);
  await page.evaluate(() => document.querySelector<HTMLInputElement>('#filters [name=thema][value=steam]')!.click());
  await expect(page).toHaveURL(/thema=steam/);
  const api = await (await page.request.get('/api/collections/initiatieven/items?thema=steam&limit=1')).json();
  await expect(heading(page)).toContainText(`${api.numberMatched} initiatie`);
});

test('news does not keep a map from getting where it goes', async ({ page }) => {
  await open(page, '/?regio=noord');
  let letGo = () => {};
  const gate = new Promise<void>((go) => { letGo = go; });
  await page.route('**/beeld?*', async (route) => { await gate; await route.continue(); });
  const place = () => page.locator('.basemap').first().getAttribute('transform');
  const before = await place();
  await tick(page, 'regio', 'noord').click();
  await expect(page).not.toHaveURL(/regio/);
  await page.evaluate(() => dispatchEvent(new Event('kaartnieuws')));
  letGo();
  await expect(heading(page)).toHaveText(/61 initiatieven/);
  await expect.poll(place).not.toBe(before);
});

test('a map that nobody looks at does not listen', async ({ page }) => {
  const listens = page.waitForRequest('**/beeld/live');
  await open(page);
  await listens;
  const look = (hidden: boolean) => page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
  const stops = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/beeld/live'));
  await look(true);
  await stops;
  const again = page.waitForRequest('**/beeld/live');
  await look(false);
  await again;
});

test.describe('on a phone', () => {
  test.use(phone);

  test('map and list take turns under the thumb', async ({ page }) => {
    await open(page);
    await page.locator('.thumb-bar').getByText('Lijst').tap();
    await expect(page.locator('#kaart')).toBeHidden();
    await expect(cards(page).nth(2)).toBeInViewport();
    await page.locator('.thumb-bar').getByText('Kaart').tap();
    await expect(page.locator('#kaart')).toBeVisible();
    await expect(heading(page)).toBeInViewport();
  });

  test('two fingers zoom the drawn map, one drags it', async ({ page }) => {
    await open(page, '/?c=5.9,51.2&z=9');
    const field = (await page.locator('#kaart').boundingBox())!;
    const [x, y] = [field.x + field.width / 2, field.y + field.height / 2];
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: [number, number][]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: fingers.map(([dx, dy], id) => ({ x: x + dx, y: y + dy, id })) });
    await touch('touchStart', [-30, 0]);
    await touch('touchStart', [-30, 0], [30, 0]);
    for (const far of [40, 50, 60]) await touch('touchMove', [-far, 0], [far, 0]);
    await touch('touchEnd');
    await expect.poll(() => new URL(page.url()).searchParams.get('z')).toBe('10');
    expect(await page.evaluate(() => visualViewport!.scale), 'the page itself stays as it is').toBe(1);
    const lon = Number(new URL(page.url()).searchParams.get('c')!.split(',')[0]);
    expect(Math.abs(lon - 5.9), 'around the middle of the fingers').toBeLessThan(0.02);
    await touch('touchStart', [0, 0]);
    for (const right of [20, 40, 60]) await touch('touchMove', [right, 0]);
    await touch('touchEnd');
    await expect.poll(() => Number(new URL(page.url()).searchParams.get('c')!.split(',')[0])).toBeLessThan(lon - 0.02);
    expect(new URL(page.url()).searchParams.get('z')).toBe('10');
  });

  test('a tapped pin shows its card', async ({ page }) => {
    await open(page, '/?regio=midden&c=5.9,51.2&z=10');
    const pin = await touchable(page);
    const id = await pin.getAttribute('data-id');
    await pin.tap();
    const card = page.locator(`.list .card[data-id="${id}"]`);
    await expect(card).toHaveClass(/is-selected/);
    await expect(card).toBeInViewport({ ratio: 0.5 });
  });
});
