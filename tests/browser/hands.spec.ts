// What hands and keys do with the map: dragging, going home, titles, the legend, the circle, the sheet.
import {
  ROERMOND, answered, cards, count, expect, heading, marks, open, phone, places, settled, test, touchable, type Page,
} from './fixtures.ts';

const PIN = '.markers > g:not(.is-outside) a[data-id]:not([class*="--neighbour"])';

/** The middle of an element. */
async function middle(page: Page, selector: string) {
  const { x, y, width, height } = (await page.locator(selector).first().boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

async function drag(page: Page, from: { x: number; y: number }, right: number, down: number) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + right / 2, from.y + down / 2, { steps: 3 });
  await page.mouse.move(from.x + right, from.y + down, { steps: 3 });
  await page.mouse.up();
}

test('a drag that starts on a mark moves the map and opens nothing; under 6 px it is a click', async ({ page }) => {
  await open(page, '/?regio=midden');
  const [before] = Object.values(await places(page));
  await drag(page, await middle(page, `${PIN} .hit-area`), 80, 50);
  await expect(page).toHaveURL(/bbox=.*c=/);
  await answered(page);
  expect(Object.values(await places(page))[0]).not.toBe(before);
  await expect(page.locator('.signboard')).toHaveCount(0);
  await drag(page, await middle(page, `${PIN} .hit-area`), 3, 2);
  await expect(page.locator('.signboard')).toBeVisible();
});

test('the keyboard on the map is seen at its edge', async ({ page }) => {
  await open(page);
  const { x, y, height } = (await page.locator('#kaart').boundingBox())!;
  const edge = () => page.screenshot({ clip: { x, y: y + height / 2, width: 8, height: 8 } });
  const bare = await edge();
  await page.getByRole('link', { name: 'Naar de kaart' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#kaart')).toBeFocused();
  expect((await edge()).equals(bare)).toBe(false);
});

test('Limburg stays in sight, and there is a way home', async ({ page }) => {
  await open(page, '/?thema=steam&c=5.9,51.2&z=11');
  const field = page.locator('#kaart');
  await field.focus();
  for (let i = 0; i < 12; i += 1) await page.keyboard.press('-');
  for (let i = 0; i < 12; i += 1) await page.keyboard.press('ArrowRight');
  await answered(page);
  const [lon] = new URL(page.url()).searchParams.get('c')!.split(',').map(Number);
  expect(lon).toBeLessThan(6.7);
  expect(await count(page), 'so does what is there').toBeGreaterThan(0);
  await page.keyboard.press('Home');
  await expect(page).toHaveURL(/\/\?thema=steam$/);
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/bbox=/);
  await page.getByRole('link', { name: 'Heel Limburg' }).click();
  await expect(page).toHaveURL(/\/\?thema=steam$/);
});

test('an empty piece of the map leads back to all of Limburg', async ({ page }) => {
  await open(page, '/?bbox=5.1,51.7,5.3,51.85');
  const back = page.getByRole('link', { name: 'Toon heel Limburg (61)' });
  await back.click();
  await expect(heading(page)).toHaveText(/61 initiatieven/);
});

test('whether the list follows is in the address', async ({ page }) => {
  await open(page);
  const follows = page.getByRole('switch', { name: 'Lijst volgt de kaart' });
  await follows.uncheck();
  await expect(page).toHaveURL(/volgt=nee/);
  await page.locator('#kaart').focus();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/volgt=nee&c=.*z=/);
  await page.reload();
  await answered(page);
  await expect(follows).not.toBeChecked();
  await expect(heading(page)).toHaveText(/61 initiatieven\s*in Limburg/);
  await follows.check();
  await expect(page).not.toHaveURL(/volgt/);
});

test('a mark says its name under the pointer, and under the keyboard', async ({ page }) => {
  await open(page, '/?regio=midden');
  const title = page.locator('.mark-title');
  const pin = page.locator(PIN).first();
  await pin.hover();
  await expect(title).toHaveText((await pin.getAttribute('aria-label'))!);
  const [box, map] = [(await title.boundingBox())!, (await page.locator('#kaart').boundingBox())!];
  expect(box.x).toBeGreaterThanOrEqual(map.x);
  expect(box.x + box.width).toBeLessThanOrEqual(map.x + map.width);
  await page.mouse.move(5, 5);
  await expect(title).toBeHidden();
  await page.locator('#kaart').focus();
  await page.keyboard.press('Tab');
  await expect(title).toBeVisible();
});

test('the sign of a pin closes: by its button, and by a click on the map', async ({ page }) => {
  await open(page, '/?regio=midden');
  const sign = page.locator('.signboard');
  await page.locator(PIN).first().click();
  await page.getByRole('button', { name: 'Sluit dit bordje' }).click();
  await expect(sign).toHaveCount(0);
  await page.locator(PIN).first().click();
  await expect(sign).toBeVisible();
  const { x, y, height } = (await page.locator('#kaart').boundingBox())!;
  await page.mouse.click(x + 40, y + height - 120);
  await expect(sign).toHaveCount(0);
});

for (const path of [ROERMOND, '/?thema=steam', '/?regio=midden']) {
  test(`what ${path} leaves out stands around it as outlines`, async ({ page }) => {
    await open(page, path);
    const outlines = page.locator('.markers a[class*="--neighbour"]');
    expect(await outlines.count()).toBeGreaterThan(0);
    const cards = await page.locator('.list .card').evaluateAll((all) => all.map((card) => card.getAttribute('data-id')));
    for (const id of await outlines.evaluateAll((all) => all.map((a) => a.getAttribute('data-id')))) {
      if (id) expect(cards).not.toContain(id);
    }
  });
}

test('the legend begins closed where there is no room for it, and is left as it was', async ({ page }) => {
  const fold = page.locator('.legend details');
  await open(page);
  await expect(fold).toHaveJSProperty('open', true);
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page);
  await expect(fold).toHaveJSProperty('open', false);
  await page.locator('.legend summary').click();
  await page.reload();
  await expect(fold).toHaveJSProperty('open', true);
});

test('a circle has usual distances, the time to cycle, and a handle', async ({ page }) => {
  await open(page, ROERMOND);
  await expect(page.locator('.radius-slider__bike')).toHaveText('± 35 min fietsen');
  await page.getByRole('link', { name: /^15 km/ }).click();
  await expect(heading(page)).toHaveText(/binnen 15 km van Roermond/);
  await expect(page.locator('.radius-slider__bike')).toHaveText('± 50 min fietsen');
  await settled(page);
  const ring = (await page.locator('.radius-ring').boundingBox())!;
  await drag(page, await middle(page, '.radius-handle'), ring.width / 6, 0);
  await expect(heading(page)).toHaveText(/binnen 20 km van Roermond/);
  await expect(page).toHaveURL(/straal=20/);
});

test('the radius panel has fields that one can read and touch', async ({ page }) => {
  await open(page);
  await page.locator('.filters summary', { hasText: /Binnen 10 km/ }).click();
  for (const id of ['plek', 'straal']) {
    const field = page.locator(`#${id}`);
    expect((await field.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await expect(field).toHaveCSS('font-size', '16px');
  }
});

test.describe('on a phone', () => {
  test.use(phone);

  const height = (page: Page) => page.locator('#lijst').evaluate((list) => list.getBoundingClientRect().height);

  test('the sheet is dragged to three heights, and a tap goes to the next', async ({ page }) => {
    await open(page);
    const grip = () => middle(page, '.grip');
    const middleHeight = await height(page);
    await drag(page, await grip(), 0, 300);
    await expect(page.locator('#w-laag')).toBeChecked();
    await expect.poll(() => height(page)).toBeLessThan(middleHeight / 2);
    await expect(heading(page)).toBeInViewport();
    await drag(page, await grip(), 0, -600);
    await expect(page.locator('#w-lijst')).toBeChecked();
    await expect.poll(() => height(page)).toBeGreaterThan(middleHeight * 1.5);
    for (const id of ['w-laag', 'w-kaart', 'w-lijst']) {
      const { x, y } = await grip();
      await page.touchscreen.tap(x, y);
      await expect(page.locator(`#${id}`)).toBeChecked();
    }
  });

  test('a tapped pin says what it is, also above a low sheet', async ({ page }) => {
    await open(page, '/?c=5.9,51.2&z=10');
    await drag(page, await middle(page, '.grip'), 0, 300);
    const pin = await touchable(page);
    await pin.tap();
    const sign = page.locator('.signboard');
    await expect(sign).toBeVisible();
    const [box, at] = [(await sign.boundingBox())!, (await pin.locator('.hit-area').boundingBox())!];
    expect(box.y > at.y + at.height || box.y + box.height < at.y, 'beside its pin').toBe(true);
    await sign.getByRole('link').tap();
    await expect(page).toHaveURL(/\/initiatieven\/\d+\//);
  });
});
