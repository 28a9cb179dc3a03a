// Searching the map: filters, circle, search field, list. Every search stands in the address.
import {
  EMPTY, ROERMOND, answered, box, cards, chips, count, expect, heading, open, places, settled, shifted, suggestions, test,
  tick, unfold,
} from './fixtures.ts';

test('a region filters at once: heading, map, list and address', async ({ page }) => {
  await open(page);
  const before = await places(page);
  await tick(page, 'regio', 'midden').click();
  await expect(heading(page)).toHaveText(/18 initiatieven\s*in Midden-Limburg/);
  expect(new URL(page.url()).search).toBe('?regio=midden');
  await expect(cards(page)).toHaveCount(18);
  expect(await places(page), 'the map flew').not.toEqual(before);
  await expect(page.locator('.region-choice')).toHaveCount(1);
  expect((await shifted(page)).sum).toBeLessThanOrEqual(0.02);
});

test('back and forward restore question, heading, boxes and map', async ({ page }) => {
  await open(page);
  const start = Object.keys(await places(page)).toSorted();
  await tick(page, 'regio', 'zuid').click();
  await expect(heading(page)).toHaveText(/in Zuid-Limburg/);
  const zuid = await settled(page);
  await tick(page, 'onderdeel', 'vrijplaats').click();
  await expect(page).toHaveURL(/onderdeel=vrijplaats/);
  await answered(page);
  await page.goBack();
  await expect(heading(page)).toHaveText(/26 initiatieven\s*in Zuid-Limburg/);
  await expect(box(page, 'onderdeel', 'vrijplaats')).not.toBeChecked();
  expect(await settled(page)).toEqual(zuid);
  await page.goBack();
  await expect(heading(page)).toHaveText(/61 initiatieven\s*in Limburg/);
  await answered(page);
  expect(Object.keys(await places(page)).toSorted()).toEqual(start);
  await expect(box(page, 'regio', 'zuid')).not.toBeChecked();
  await page.goForward();
  await expect(heading(page)).toHaveText(/26 initiatieven\s*in Zuid-Limburg/);
  await expect(box(page, 'regio', 'zuid')).toBeChecked();
});

test('coming back from an initiative finds the question as it was', async ({ page }) => {
  await open(page);
  await tick(page, 'regio', 'noord').click();
  await expect(heading(page)).toHaveText(/in Noord-Limburg/);
  await cards(page).first().getByRole('link').click();
  await expect(page).toHaveURL(/initiatieven/);
  await page.goBack();
  await expect(heading(page)).toHaveText(/17 initiatieven\s*in Noord-Limburg/);
  await expect(box(page, 'regio', 'noord')).toBeChecked();
});

test('a theme says beforehand what one would get', async ({ page }) => {
  await open(page, '/?regio=zuid');
  await unfold(page, 'Thema');
  const promised = await tick(page, 'thema', 'steam').locator('.option__count').textContent();
  await tick(page, 'thema', 'steam').click();
  await expect(page).toHaveURL(/thema=steam/);
  await answered(page);
  expect(await count(page)).toBe(Number(/\d+/.exec(promised!)));
  await expect(page.locator('.filters details[open] summary')).toContainText('1 gekozen');
  await expect(tick(page, 'thema', 'steam'), 'the panel stays open for the next').toBeVisible();
});

test('several filters: or within one, and between', async ({ page }) => {
  await open(page);
  await tick(page, 'regio', 'noord').click();
  await tick(page, 'regio', 'midden').click();
  await tick(page, 'onderdeel', 'marktplaats').click();
  await unfold(page, 'Sector');
  await tick(page, 'sector', 'po').click();
  await unfold(page, 'Fase');
  await tick(page, 'fase', 'lopend').click();
  await expect(page).toHaveURL(/regio=noord&regio=midden&onderdeel=marktplaats&sector=po&fase=lopend/);
  await answered(page);
  const api = await (await page.request.get(`/api/collections/initiatieven/items?${new URL(page.url()).search.slice(1)}`)).json();
  expect(await count(page), 'the page and the API agree').toBe(api.numberMatched);
  const ids = await cards(page).evaluateAll((all) => all.map((card) => card.getAttribute('data-id')!));
  expect(ids.toSorted()).toEqual(api.features.map((feature: { id: string }) => feature.id).toSorted());
});

test('each filter that is on is a chip that undoes it', async ({ page }) => {
  await open(page, '/?regio=midden&thema=steam&q=les');
  await expect(chips(page).getByRole('link')).toHaveCount(4);
  await chips(page).getByRole('link', { name: /STEAM/ }).click();
  await expect(page).not.toHaveURL(/thema/);
  await expect(box(page, 'thema', 'steam')).not.toBeChecked();
  await chips(page).getByRole('link', { name: /les/ }).click();
  await expect(page.locator('#q')).toHaveValue('');
  await chips(page).getByRole('link', { name: 'Wis filters' }).click();
  await expect(heading(page)).toHaveText(/61 initiatieven/);
  await expect(chips(page)).toHaveCount(0);
});

test('a circle with the keyboard alone: type a place, arrow down, Enter', async ({ page }) => {
  await open(page, '/?onderdeel=marktplaats');
  await page.locator('.radius-choice summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const field = page.getByRole('combobox', { name: 'Plaats, postcode of school' });
  await expect(field).toBeFocused();
  await page.keyboard.type('Roermo');
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  const first = suggestions(page).first();
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id'))!);
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(/binnen 10 km van Roermond/);
  await expect(page).toHaveURL(/bij=5\.9875,51\.19417/);
  await expect(page).toHaveURL(/onderdeel=marktplaats/);
  await expect(page.locator('.radius-ring')).toBeVisible();
  await expect(cards(page).first().locator('.distance')).toContainText(/naar het (noord|oost|zuid|west)/);
});

test('who stands on a suggestion stays on it when a later answer comes in', async ({ page }) => {
  await open(page);
  await unfold(page, /Binnen 10 km/);
  let letGo = () => {};
  const gate = new Promise<void>((go) => { letGo = go; });
  await page.route('**/suggesties?q=roermo&*', async (route) => {
    await gate;
    const found = await (await route.fetch()).json();
    await route.fulfill({ json: [{ ...found[0], text: 'Nog een plaats', href: '/?bij=5.9,51.1&straal=10' }, ...found] });
  });
  const field = page.locator('#plek');
  await field.pressSequentially('roerm');
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  await field.press('o');
  await field.press('ArrowDown');
  const chosen = await page.locator('#plek-suggesties [aria-selected=true]').textContent();
  letGo();
  await expect(page.locator('#plek-suggesties [role=option]').first()).toContainText('Nog een plaats');
  await expect(page.locator('#plek-suggesties [aria-selected=true]')).toHaveText(chosen!);
});

test('an answer that takes long leaves marl where the cards were, and no longer than that', async ({ page }) => {
  await open(page);
  let letGo = () => {};
  const gate = new Promise<void>((go) => { letGo = go; });
  await page.route('**/beeld?*', async (route) => { await gate; await route.continue(); });
  await tick(page, 'regio', 'midden').click();
  await expect(page.locator('#lijst')).toHaveAttribute('aria-busy', 'true');
  await expect(page.locator('.cards')).toHaveCSS('opacity', '0');
  await expect(page.locator('.markers')).toHaveCSS('stroke-dasharray', '5px, 4px');
  await expect(heading(page)).toBeVisible();
  letGo();
  await expect(cards(page)).toHaveCount(18);
  await expect(page.locator('.cards')).toHaveCSS('opacity', '1');
  await expect(page.locator('.markers')).toHaveCSS('stroke-dasharray', 'none');
});

test('Enter in the place field does not have to wait for the suggestions', async ({ page }) => {
  await open(page);
  await unfold(page, /Binnen 10 km/);
  let letGo = () => {};
  const gate = new Promise<void>((go) => { letGo = go; });
  await page.route('**/suggesties?*', async (route) => { await gate; await route.continue(); });
  await page.locator('#plek').pressSequentially('Roermond');
  await page.locator('#plek').press('Enter');
  letGo();
  await expect(heading(page)).toHaveText(/van Roermond/);
});

test('a distance chosen before the place counts once there is a place', async ({ page }) => {
  await open(page);
  await unfold(page, /Binnen 10 km/);
  const km = page.locator('.radius-choice input[type=number]');
  await km.fill('25');
  await page.locator('#plek').fill('Weert');
  await expect(page.locator('.notice'), 'no complaint in between').toHaveCount(0);
  await expect(suggestions(page).first()).toContainText('Weert');
  await page.locator('#plek').press('Enter');
  await expect(heading(page)).toHaveText(/binnen 25 km van Weert/);
});

test('a distance with a comma is a distance', async ({ page }) => {
  await open(page, '/?straal=2.5&bij=5.9875,51.19417');
  await expect(heading(page)).toHaveText(/binnen 2,5 km van Roermond/);
  await unfold(page, /2,5 km rond Roermond/);
  await expect(page.locator('.radius-choice input[type=number]')).toHaveValue('2.5');
});

test('the slider draws the circle while it moves and asks when it is let go', async ({ page }) => {
  await open(page, ROERMOND);
  const before = await count(page);
  const ring = () => page.locator('.radius-ring').getAttribute('r').then(Number);
  const slider = page.getByRole('slider', { name: 'Binnen' });
  await slider.focus();
  const small = await ring();
  await slider.evaluate((input: HTMLInputElement) => {
    input.value = '20';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect.poll(ring).toBeGreaterThan(small * 1.9);
  await expect(page).toHaveURL(/straal=10/);
  await slider.dispatchEvent('change');
  await expect(page).toHaveURL(/straal=20/);
  await expect(heading(page)).toHaveText(/binnen 20 km van Roermond/);
  expect(await count(page)).toBeGreaterThan(before);
});

test('the slider keeps the keyboard: one arrow after the other', async ({ page }) => {
  await open(page, ROERMOND);
  const slider = page.getByRole('slider', { name: 'Binnen' });
  await slider.focus();
  for (const km of [11, 12, 13]) {
    await page.keyboard.press('ArrowRight');
    await expect(heading(page)).toHaveText(new RegExp(`binnen ${km} km`));
    await expect(slider).toBeFocused();
  }
});

test('the middle of a circle can be clicked on the map', async ({ page }) => {
  await open(page);
  await unfold(page, /Binnen 10 km/);
  await page.getByRole('button', { name: 'Kies op de kaart' }).click();
  await expect(page.getByRole('button', { name: 'Klik op de kaart' })).toHaveAttribute('aria-pressed', 'true');
  const map = (await page.locator('#kaart').boundingBox())!;
  await page.mouse.click(map.x + 120, map.y + map.height - 120);
  await expect(page).toHaveURL(/straal=10/);
  await expect(heading(page)).toHaveText(/binnen 10 km van|dicht/);
});

test('the circle can be dropped', async ({ page }) => {
  await open(page, ROERMOND);
  await unfold(page, /10 km rond Roermond/);
  await page.getByRole('link', { name: 'Haal de cirkel weg' }).click();
  await expect(heading(page)).toHaveText(/61 initiatieven/);
  await expect(page.locator('.radius-ring')).toHaveCount(0);
});

test('searching suggests; Enter searches', async ({ page }) => {
  await open(page, '/?onderdeel=vrijplaats');
  await page.locator('#q').pressSequentially('robot');
  await expect(suggestions(page).filter({ hasText: /Zorgrobot/ })).toBeVisible();
  await page.locator('#q').press('Enter');
  await expect(page).toHaveURL(/onderdeel=vrijplaats&q=robot/);
  await expect(suggestions(page)).toHaveCount(0);
  await expect(cards(page).first()).toContainText('Zorgrobot');
});

test('a suggested initiative opens; Escape puts the suggestions away', async ({ page }) => {
  await open(page);
  await page.locator('#q').pressSequentially('robot');
  await expect(suggestions(page).first()).toBeVisible();
  await page.locator('#q').press('Escape');
  await expect(suggestions(page)).toHaveCount(0);
  await page.locator('#q').pressSequentially('s');
  await suggestions(page).filter({ hasText: /Zorgrobot/ }).click();
  await expect(page).toHaveURL(/\/initiatieven\/5\//);
});

test('a suggested place in the search field becomes the circle, and leaves no text behind', async ({ page }) => {
  await open(page);
  await page.locator('#q').pressSequentially('sittar');
  await suggestions(page).filter({ hasText: /^Sittardplaats/ }).click();
  await expect(heading(page)).toHaveText(/binnen 10 km van Sittard/);
  await expect(page).not.toHaveURL(/q=/);
  await expect(page.locator('#q')).toHaveValue('');
});

test('the list can be ordered', async ({ page }) => {
  await open(page);
  const first = await cards(page).first().textContent();
  await page.getByLabel('Sorteer').selectOption({ label: 'op plaatsnaam' });
  await expect(page).toHaveURL(/sorteer=plaats/);
  await expect(cards(page).first()).not.toHaveText(first!);
  await expect(page.getByLabel('Sorteer')).toHaveValue('plaats');
});

test('the list has pages, and starts at its top', async ({ page }) => {
  await open(page);
  const first = await cards(page).first().getAttribute('data-id');
  await page.getByRole('link', { name: 'Volgende' }).click();
  await expect(page).toHaveURL(/pagina=2/);
  await expect(page.getByText('26 tot en met 50 van 61')).toBeAttached();
  await expect(cards(page).first()).not.toHaveAttribute('data-id', first!);
  await expect(heading(page)).toBeInViewport();
  await page.getByRole('link', { name: 'Vorige' }).click();
  await expect(cards(page).first()).toHaveAttribute('data-id', first!);
});

test('the answer is announced', async ({ page }) => {
  await open(page);
  const status = page.locator('.list > [role=status]');
  await expect(status).toHaveText('61 initiatieven in Limburg');
  await tick(page, 'regio', 'midden').click();
  await expect(status).toHaveText('18 initiatieven in Midden-Limburg');
});

test('a shared address opens the same state', async ({ page, context }) => {
  await open(page);
  await tick(page, 'regio', 'midden').click();
  await expect(heading(page)).toHaveText(/in Midden-Limburg/);
  await page.locator('#kaart').focus();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/bbox=/);
  await answered(page);
  const other = await context.newPage();
  await open(other, page.url());
  expect(await heading(other).innerText()).toBe(await heading(page).innerText());
  expect(Object.keys(await places(other)).toSorted()).toEqual(Object.keys(await places(page)).toSorted());
  await expect(box(other, 'regio', 'midden')).toBeChecked();
});

test('nothing found: each way out leads to what it promises', async ({ page }) => {
  await open(page, '/?regio=noord&sector=wo');
  await expect(heading(page)).toHaveText(/^0 initiatieven/);
  await expect(page.getByRole('heading', { name: /Nog geen initiatieven/ })).toBeVisible();
  const ways = await page.locator('.empty__buttons a').evaluateAll((all) => all.map((a) => a.textContent!.trim()));
  expect(ways.length).toBeGreaterThanOrEqual(3);
  for (const way of ways) {
    await page.locator('.empty__buttons a', { hasText: way }).first().click();
    await answered(page);
    const promised = /\((\d+)\)$/.exec(way);
    if (promised) await expect(heading(page).locator('.figure')).toHaveText(promised[1]);
    else await expect(heading(page)).toHaveText(/61 initiatieven/);
    await page.goBack();
    await expect(heading(page)).toHaveText(/^0 initiatieven/);
    await answered(page);
  }
});

test('an empty circle offers a wider one', async ({ page }) => {
  await open(page, '/?straal=1&bij=6.05,51.62');
  await expect(heading(page)).toHaveText(/^0 initiatieven/);
  await page.getByRole('link', { name: /^Zoek binnen \d+ km \(\d+\)$/ }).click();
  await expect(heading(page)).not.toHaveText(/^0 initiatieven/);
});

test('nothing found in everything still leads on', async ({ page }) => {
  await open(page, EMPTY);
  await page.locator('.empty').getByRole('link').last().click();
  await expect(heading(page)).toHaveText(/61 initiatieven/);
});

test.describe('without network', () => {
  test.use({ expected: /ERR_INTERNET_DISCONNECTED/ });

  test('the last answer stays, and the new one comes with the network', async ({ page, context }) => {
    await open(page);
    await context.setOffline(true);
    await tick(page, 'regio', 'midden').click();
    await expect(page.getByRole('alert')).toContainText('Geen internet');
    await expect(page.getByRole('alert')).toContainText(/de stand van \d{1,2}\.\d\d uur/);
    await expect(heading(page)).toHaveText(/61 initiatieven/);
    await expect(cards(page)).toHaveCount(25);
    await context.setOffline(false);
    await expect(heading(page)).toHaveText(/18 initiatieven\s*in Midden-Limburg/);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});

test.describe('when the server fails', () => {
  test.use({ expected: /status of 500|ERR_FAILED/ });

  for (const [how, fail] of [
    ['an error', (route: any) => route.fulfill({ status: 500, body: 'kapot' })],
    ['no answer', (route: any) => route.abort()],
  ] as const) {
    test(`with ${how}, the last answer stays and one may try again`, async ({ page }) => {
      await open(page);
      await page.route('**/beeld?*', fail);
      await tick(page, 'regio', 'midden').click();
      await expect(page.getByRole('alert')).toContainText('De lijst kwam niet binnen');
      await expect(heading(page)).toHaveText(/61 initiatieven/);
      await page.unroute('**/beeld?*');
      await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
      await expect(heading(page)).toHaveText(/18 initiatieven\s*in Midden-Limburg/);
      await expect(page.getByRole('alert')).toHaveCount(0);
      await expect(box(page, 'regio', 'midden')).toBeChecked();
    });
  }
});

test('only the last question counts when answers come late', async ({ page }) => {
  await open(page);
  let letGo = () => {};
  const gate = new Promise<void>((go) => { letGo = go; });
  await page.route('**/beeld?*regio=noord&breedte*', async (route) => { await gate; await route.continue(); });
  await tick(page, 'regio', 'noord').click();
  await tick(page, 'regio', 'zuid').click();
  await expect(heading(page)).toHaveText(/en Zuid-Limburg/);
  letGo();
  await answered(page);
  await expect(heading(page)).toHaveText(/en Zuid-Limburg/);
});
