// Where there is WebGL, MapLibre lies under the very same markers.
import { SCREENS, eachOpens } from './clusters.ts';
import { answered, awake, expect, marks, open, phone, places, test, type Page } from './fixtures.ts';

test.describe.configure({ timeout: 300_000 });
// Without a real graphics card every pixel counts.
test.use({ viewport: { width: 1000, height: 640 } });

/** The ground comes once a hand or a key has come to the map. */
async function ground(page: Page) {
  await page.locator('#kaart').press('Shift');
  await expect(page.locator('.map.has-ground')).toBeVisible({ timeout: 120_000 });
}

/** Where Web Mercator puts a point, in CSS pixels from the middle of the map. */
function place([lon, lat]: number[], camera: URLSearchParams) {
  const [cx, cy] = camera.get('c')!.split(',').map(Number);
  const world = 512 * 2 ** Number(camera.get('z'));
  const x = (degrees: number) => world * (degrees + 180) / 360;
  const y = (degrees: number) => world * (1 - Math.asinh(Math.tan(degrees * Math.PI / 180)) / Math.PI) / 2;
  return [x(lon) - x(cx), y(lat) - y(cy)];
}

/** Where each pin stands in truth: pixels from the middle of the map, and its point on earth. */
async function pins(page: Page) {
  const { features } = await (await page.request.get('/api/collections/initiatieven/items?limit=100')).json();
  const points = new Map(features.map((f: any) => [f.id, f.geometry.coordinates]));
  const seen = await page.locator('.markers > g:not(.is-outside) a[data-id]').evaluateAll((all) => all.map((a) => {
    const map = document.querySelector('#kaart')!.getBoundingClientRect();
    const matrix = (a as SVGGraphicsElement).getScreenCTM()!;
    return { id: a.getAttribute('data-id')!, x: matrix.e - map.x - map.width / 2, y: matrix.f - map.y - map.height / 2 };
  }));
  return seen.map((pin) => ({ ...pin, point: points.get(pin.id) as number[] }));
}

async function standWhereTheyBelong(page: Page) {
  await answered(page);
  const camera = new URL(page.url()).searchParams;
  const all = await pins(page);
  expect(all.length).toBeGreaterThan(0);
  for (const { id, x, y, point } of all) {
    const [right, down] = place(point, camera);
    // The zoom in the address has two decimals.
    const slack = 1.5 + Math.hypot(right, down) * 0.005;
    expect(Math.hypot(x - right, y - down), `pin ${id}`).toBeLessThan(slack);
  }
}

/** The middle of a pin that nothing lies over. */
async function aPin(page: Page) {
  const spot = await page.evaluate(() => {
    for (const pin of document.querySelectorAll('.markers > g:not(.is-outside) a[data-id]')) {
      const { x, y, width, height } = pin.querySelector('.hit-area')!.getBoundingClientRect();
      const middle = { x: x + width / 2, y: y + height / 2 };
      if (pin.contains(document.elementFromPoint(middle.x, middle.y))) return middle;
    }
    return null;
  });
  expect(spot).not.toBeNull();
  return spot!;
}

/** A place on the map with nothing on it. */
async function bare(page: Page) {
  const spot = await page.evaluate(() => {
    const map = document.querySelector('#kaart')!.getBoundingClientRect();
    for (let y = map.y + 150; y < map.bottom - 150; y += 20) {
      for (let x = map.x + 150; x < map.right - 150; x += 20) {
        const hit = document.elementFromPoint(x, y);
        if (hit?.closest('canvas, .map__ground') || hit?.matches('.map__image, .map__image > svg')) return { x, y };
      }
    }
    return null;
  });
  expect(spot).not.toBeNull();
  return spot!;
}

test('the ground comes under the markers, and no marker moves', async ({ page }) => {
  await page.goto('/?c=5.9,51.2&z=10');
  await awake(page);
  const before = await places(page);
  const nodes = await marks(page).count();
  await ground(page);
  expect(await places(page)).toEqual(before);
  expect(await marks(page).count()).toBe(nodes);
  await expect(page.locator('#kaart canvas')).toHaveCount(1);
  await expect(page).toHaveURL(/\?c=5\.9,51\.2&z=10$/);
  await page.locator('#kaart').focus();
  await page.keyboard.press('Tab');
  await expect(page.locator('.markers > g:not(.is-outside) a').first(), 'the canvas is no stop for the keyboard').toBeFocused();
});

test('drag and wheel move pins and ground together, and the address follows', async ({ page }) => {
  await open(page, '/?c=5.9,51.2&z=10');
  await ground(page);
  const spot = await bare(page);
  const [first] = await pins(page);
  await page.mouse.move(spot.x, spot.y);
  await page.mouse.down();
  await page.mouse.move(spot.x + 30, spot.y + 20, { steps: 4 });
  await page.mouse.move(spot.x + 90, spot.y + 60, { steps: 8 });
  await expect.poll(async () => {
    const now = (await pins(page)).find(({ id }) => id === first.id)!;
    return Math.hypot(now.x - first.x - 90, now.y - first.y - 60);
  }, 'the pin goes where the hand goes').toBeLessThan(4);
  await page.mouse.up();
  await expect(page).toHaveURL(/bbox=.*c=.*z=/);
  await standWhereTheyBelong(page);

  await page.mouse.wheel(0, -400);
  await expect.poll(() => Number(new URL(page.url()).searchParams.get('z'))).toBeGreaterThan(10.1);
  await standWhereTheyBelong(page);
});

test('a mouse that lands on a pin drags the map, and opens nothing', async ({ page }) => {
  await open(page, '/?c=5.9,51.2&z=10');
  await ground(page);
  const { x, y } = await aPin(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 80, y, { steps: 8 });
  await page.mouse.up();
  await expect(page).toHaveURL(/bbox=.*c=.*z=/);
  await standWhereTheyBelong(page);
});

test('over a pin the wheel still zooms, and keys move the ground too', async ({ page }) => {
  await open(page, '/?c=5.9,51.2&z=10');
  await ground(page);
  await page.locator('#kaart').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/bbox=/);
  await standWhereTheyBelong(page);
  await page.keyboard.press('-');
  await expect(page).toHaveURL(/z=9(&|$)/);
  await standWhereTheyBelong(page);
  const seen = await pins(page);
  const { id } = seen.reduce((a, b) => (Math.hypot(a.x, a.y) < Math.hypot(b.x, b.y) ? a : b));
  await page.locator(`.markers a[data-id="${id}"]`).hover();
  await page.mouse.wheel(0, -400);
  await expect.poll(() => Number(new URL(page.url()).searchParams.get('z'))).toBeGreaterThan(9.1);
  await standWhereTheyBelong(page);
});

test('light and dark reach the ground', async ({ page }) => {
  await open(page, '/?c=5.9,51.2&z=10');
  await ground(page);
  const dark = page.waitForResponse(/\/kaart\/[^/]+\/donker\.json$/);
  await page.getByRole('button', { name: 'Wissel tussen lichte en donkere weergave' }).click();
  expect((await dark).status()).toBe(200);
  const before = await places(page);
  await expect(page.locator('.map.has-ground')).toBeVisible();
  expect(await places(page)).toEqual(before);
});

for (const [width, options] of SCREENS) {
  test.describe(`at ${width} px`, () => {
    test.use(options);

    test('every cluster of the examples opens to all of its members', async ({ page }) => {
      await open(page);
      await ground(page);
      await eachOpens(page);
    });
  });
}

test.describe('on a phone', () => {
  test.use(phone);

  test('a finger that lands on a pin drags the map', async ({ page }) => {
    await open(page, '/?c=5.9,51.2&z=10');
    await ground(page);
    const { x, y } = await aPin(page);
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([dx, dy], id) => ({ x: x + dx, y: y + dy, id })) });
    await touch('touchStart', [0, 0]);
    for (const far of [20, 40, 60]) await touch('touchMove', [-far, 0]);
    await touch('touchEnd');
    await expect(page).toHaveURL(/bbox=.*c=.*z=/);
    await standWhereTheyBelong(page);
  });
});
