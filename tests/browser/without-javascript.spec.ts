// Without a script the whole product works, page by page.
import { ROERMOND, box, cards, chips, count, expect, heading, marks, test, tick, unfold } from './fixtures.ts';

test('the first HTML is complete: heading, map, list, counts and form', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(heading(page)).toHaveText(/61 initiatieven\s*in Limburg/);
  await expect(cards(page)).toHaveCount(25);
  await expect(page.getByText('1 tot en met 25 van 61')).toBeVisible();

  const clusters = page.locator('.markers').getByRole('link', { name: /^\d+ initiatieven rond \p{Lu}/u });
  expect(await clusters.count()).toBeGreaterThan(5);
  expect(await page.locator('.markers a[data-id]').count()).toBeGreaterThan(0);
  for (const mark of await marks(page).all()) {
    await expect(mark).toHaveAttribute('href', /^\/(\?|initiatieven\/\d+\/)/);
    expect(await mark.getAttribute('aria-label')).toBeTruthy();
  }
  const sums = await page.locator('input[name=regio] ~ .chip__count').evaluateAll((all) =>
    all.reduce((sum, tel) => sum + Number(/\d+/.exec(tel.textContent ?? '')), 0));
  expect(sums, 'the regions together are everything').toBe(61);
  const form = page.locator('form#filters');
  await expect(form).toHaveAttribute('action', '/');
  await expect(form.getByRole('button', { name: 'Toon resultaten' })).toBeVisible();
  await expect(page.locator('.basemap')).toBeAttached();
});

test('what needs a script is not shown', async ({ page }) => {
  await page.goto(ROERMOND);
  for (const part of await page.locator('.js-only').all()) await expect(part).toBeHidden();
  await expect(page.getByRole('navigation', { name: 'Kaartknoppen' }).getByRole('link')).toHaveCount(7);
});

test('zooming and panning are links that keep the question', async ({ page }) => {
  await page.goto('/?thema=steam');
  const before = await count(page);
  const seen = () => page.locator('.map .basemap').getAttribute('transform');
  let last = await seen();
  for (const name of ['Zoom in', 'Zoom uit', 'Naar het noorden', 'Naar het oosten', 'Naar het zuiden', 'Naar het westen']) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page).toHaveURL(/thema=steam.*c=.*z=/);
    expect(await count(page)).toBe(before);
    expect(await seen(), name).not.toBe(last);
    last = await seen();
  }
});

test('zooming in far enough turns clusters into pins', async ({ page }) => {
  await page.goto('/');
  const clusters = page.locator('.markers .cluster');
  await page.getByRole('link', { name: /initiatieven rond Weert/ }).click();
  await expect(page).toHaveURL(/bbox=/);
  await expect(heading(page)).toHaveText(/5 initiatieven/);
  await expect(cards(page)).toHaveCount(5);
  expect(await page.locator('.markers a[data-id]').count() + await clusters.count()).toBeGreaterThan(1);
});

test('filters are boxes and a button', async ({ page }) => {
  await page.goto('/');
  await tick(page, 'regio', 'midden').click();
  await unfold(page, 'Thema');
  await tick(page, 'thema', 'steam').click();
  await tick(page, 'thema', 'digitalisering').click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Toon resultaten' }).click();
  expect(new URL(page.url()).search).toBe('?regio=midden&thema=digitalisering&thema=steam');
  await expect(heading(page)).toHaveText(/in Midden-Limburg/);
  expect(await count(page)).toBe(await cards(page).count());
  await expect(box(page, 'regio', 'midden')).toBeChecked();
  await chips(page).getByRole('link', { name: /Midden-Limburg/ }).click();
  await expect(page).not.toHaveURL(/regio/);
  await chips(page).getByRole('link', { name: 'Wis filters' }).click();
  await expect(heading(page)).toHaveText(/61 initiatieven/);
});

test('searching is a field and Enter, and keeps the filters', async ({ page }) => {
  await page.goto('/?sector=mbo');
  await page.locator('#q').fill('robot');
  await page.locator('#q').press('Enter');
  await expect(page).toHaveURL(/sector=mbo/);
  await expect(page).toHaveURL(/q=robot/);
  await expect(page.locator('#q')).toHaveValue('robot');
  await page.locator('#q').fill('robbot');
  await page.locator('#q').press('Enter');
  expect(await count(page), 'a typing error is forgiven').toBeGreaterThan(0);
});

test('a place and a distance become a circle with a tidy address', async ({ page }) => {
  await page.goto('/?plek=Roermond&straal=10');
  expect(new URL(page.url()).search).toBe('?straal=10&bij=5.9875,51.19417');
  await expect(heading(page)).toHaveText(/binnen 10 km van Roermond/);
  const far = await cards(page).locator('.distance').allTextContents();
  const km = far.map((text) => (/ km/.test(text) ? Number(/[\d,]+/.exec(text)![0].replace(',', '.')) : 0));
  expect(km.length).toBe(await count(page));
  expect(km).toEqual([...km].sort((a, b) => a - b));
  expect(Math.max(...km)).toBeLessThanOrEqual(10);
  await expect(page.locator('.radius-ring')).toBeAttached();
});

test('the form itself draws the circle, and the other filters stay', async ({ page }) => {
  await page.goto('/?onderdeel=marktplaats');
  await unfold(page, /Binnen 10 km/);
  await page.locator('#plek').fill('6041');
  await page.locator('input[name=straal][type=number]').fill('5');
  await page.locator('#plek').press('Enter');
  await expect(page).toHaveURL(/onderdeel=marktplaats/);
  await expect(page).toHaveURL(/straal=5&bij=/);
  await expect(heading(page)).toHaveText(/binnen 5 km van Roermond/);
});

test('an initiative opens from the list and from the map', async ({ page }) => {
  await page.goto('/');
  const link = cards(page).first().getByRole('link');
  const title = await link.textContent();
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title!);
  await page.getByRole('link', { name: 'Naar de kaart' }).first().click();
  const pin = page.locator('.markers a[data-id]').first();
  await pin.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/initiatieven\/\d+\//);
});

test('what can not be used of an address is said, and the rest answered', async ({ page }) => {
  await page.goto('/?regio=mars&thema=steam&kleur=rood');
  await expect(page.locator('.notice')).toHaveCount(2);
  await expect(page.locator('.notice').first()).toContainText('De rest van je vraag is wel beantwoord');
  await expect(box(page, 'thema', 'steam')).toBeChecked();
  expect(await count(page)).toBeLessThan(61);
});

test('the list has pages', async ({ page }) => {
  await page.goto('/');
  const seen = new Set<string>();
  for (const [text, cardsHere] of [['1 tot en met 25', 25], ['26 tot en met 50', 25], ['51 tot en met 61', 11]] as const) {
    await expect(page.getByText(text)).toBeVisible();
    await expect(cards(page)).toHaveCount(cardsHere);
    for (const id of await cards(page).evaluateAll((all) => all.map((card) => card.getAttribute('data-id')!))) seen.add(id);
    const next = page.getByRole('link', { name: 'Volgende' });
    if (await next.count()) await next.click();
  }
  expect(seen.size).toBe(61);
  await expect(page.getByRole('link', { name: 'Volgende' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Vorige' }).click();
  await expect(page.getByText('26 tot en met 50')).toBeVisible();
});

test('the order of the list is part of the form', async ({ page }) => {
  await page.goto('/');
  await page.locator('select[name=sorteer]').selectOption('plaats');
  await page.getByRole('button', { name: 'Toon resultaten' }).click();
  await expect(page).toHaveURL(/sorteer=plaats/);
  await expect(page.locator('select[name=sorteer]')).toHaveValue('plaats');
});

test('every link on the map page leads somewhere', async ({ page, request }) => {
  const links = new Set<string>();
  for (const path of ['/', ROERMOND]) {
    await page.goto(path);
    const hrefs = await page.locator('a[href], link[href]').evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
    for (const href of hrefs) links.add(new URL(href, page.url()).href.split('#')[0]);
  }
  expect(links.size).toBeGreaterThan(60);
  const wrong: string[] = [];
  for (const link of links) {
    const answer = await request.get(link);
    if (answer.status() !== 200) wrong.push(`${answer.status()} ${link}`);
  }
  expect(wrong).toEqual([]);
});

test('every jump inside the page has a target', async ({ page }) => {
  for (const path of ['/', '/over', '/initiatieven/1/de-hei-als-klaslokaal']) {
    await page.goto(path);
    for (const link of await page.locator('a[href^="#"]').all()) {
      await expect(page.locator((await link.getAttribute('href'))!)).toHaveCount(1);
    }
  }
});
