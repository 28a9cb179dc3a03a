// Placing an initiative: with the keyboard alone, with and without JavaScript, and nothing is lost on the way.
import { accessible, fits } from './axe.ts';
import { expect, test, type Page } from './fixtures.ts';
import { admin, enter, publish, signIn } from './people.ts';

const TITLE = 'Schilderen met de buren';

/** Goes with Tab to a field, as a person does. */
async function tab(page: Page, id: string) {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
  }
  throw new Error(`Tab never reaches #${id}`);
}

async function type(page: Page, id: string, text: string) {
  await tab(page, id);
  await page.keyboard.type(text);
}

/** The whole form, with the keyboard alone. */
async function fillIn(page: Page) {
  await type(page, 'school', 'Museum zonder Muren');
  await type(page, 'plaats', 'Roermond');
  await tab(page, 'onderdeel');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await type(page, 'titel', TITLE);
  await type(page, 'samenvatting', 'Leerlingen en buren maken samen een muurschildering. Elke maand een nieuwe.');
  await tab(page, 'sector');
  await page.keyboard.press('Space');
  await tab(page, 'thema');
  await page.keyboard.press('Space');
  await tab(page, 'fase');
  await page.keyboard.press('Space');
  await type(page, 'naam', 'Ans Janssen');
  await type(page, 'email', 'ans@school.nl');
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('one fills in and sends in with the keyboard alone', async ({ page }) => {
      await page.goto('/plaatsen');
      await fillIn(page);
      await page.keyboard.press('Tab');
      await expect(page.locator('button[name=verstuur]')).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\/plaatsen\/verzonden$/);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');
    });

    test('the pin moves in steps', async ({ page }) => {
      await page.goto('/plaatsen');
      await page.locator('#plaats').fill('Weert');
      await page.getByRole('button', { name: 'Zet de speld' }).click();
      await expect(page.locator('.map-where')).toContainText('gemeente Weert');
      const lat = async () => Number(await page.locator('#lat').inputValue());
      const before = await lat();
      await page.getByRole('button', { name: 'Speld 50 meter naar het noorden' }).click();
      await expect.poll(lat).toBeCloseTo(before + 0.00045, 4);
      await expect(page.locator('.map-where')).toContainText('gemeente Weert');
    });
  });
}

test.describe('mistakes', () => {
  test.use({ expected: /status of 422/ });

  test('take the keyboard to a summary that leads to the fields', async ({ page }) => {
    await page.goto('/plaatsen');
    await page.locator('#titel').fill(TITLE);
    await page.locator('button[name=verstuur]').click();
    await expect(page.locator('#fouten')).toBeFocused();
    await expect(page.locator('#titel')).toHaveValue(TITLE);
    await page.getByRole('link', { name: /^Samenvatting is leeg/ }).click();
    await expect(page.locator('#samenvatting')).toBeFocused();
    await expect(page.locator('#samenvatting')).toHaveAttribute('aria-invalid', 'true');
    await accessible(page);
  });
});

test('a draft survives a reload and goes once it is wiped', async ({ page }) => {
  await page.goto('/plaatsen');
  await page.locator('#titel').fill(TITLE);
  await page.getByText('Vertel meer: hoe het gaat').click();
  await page.locator('#omschrijving').fill('Een.\n\nTwee.');
  await page.locator('[name=thema][value=steam]').check();
  await page.locator('#plaats').fill('Venlo');
  await page.locator('#naam').fill('Ans');
  await expect(page.locator('.draft [role=status]')).toHaveText('Concept bewaard in dit tabblad');
  await expect(page.locator('.map-where')).toContainText('gemeente Venlo');
  await page.goto('/plaatsen');
  await expect(page.locator('#titel')).toHaveValue(TITLE);
  await expect(page.locator('#omschrijving')).toHaveValue('Een.\n\nTwee.');
  await expect(page.locator('[name=thema][value=steam]')).toBeChecked();
  await expect(page.locator('.map-where')).toContainText('gemeente Venlo');
  await page.getByRole('button', { name: 'Wis concept' }).click();
  await expect(page.locator('#titel')).toHaveValue('');
  await page.reload();
  await expect(page.locator('#titel')).toHaveValue('');
});

test('what was sent in is no draft any more', async ({ page }) => {
  await page.goto('/plaatsen');
  await fillIn(page);
  await page.locator('button[name=verstuur]').click();
  await expect(page).toHaveURL(/verzonden$/);
  await page.goto('/plaatsen');
  await expect(page.locator('#titel')).toHaveValue('');
});

test('counters and ticks follow what is typed', async ({ page }) => {
  await page.goto('/plaatsen');
  await expect(page.locator('.field__counter[data-voor=titel]')).toHaveText('nog 70 tekens');
  await page.locator('#titel').fill(TITLE);
  await expect(page.locator('.field__counter[data-voor=titel]')).toHaveText('nog 47 tekens');
  await expect(page.locator('.check .figure')).toHaveText('1');
  await page.locator('#titel').fill('x'.repeat(72));
  await expect(page.locator('.field__counter[data-voor=titel]')).toHaveText('2 tekens te veel');
  await expect(page.locator('.check .figure')).toHaveText('0');
});

test('a field that is left says what is wrong with it, in the words of the server, until it is mended', async ({ page }) => {
  await page.goto('/plaatsen');
  await page.getByText('Vertel meer: hoe het gaat').click();
  await page.locator('#website').fill('geen adres');
  await page.locator('#website').press('Tab');
  const wrong = page.locator('#website-fout');
  await expect(wrong).toContainText('Website');
  await expect(page.locator('#website')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#website')).toHaveAttribute('aria-describedby', /website-fout/);
  await expect(page.locator('.field__error'), 'nothing is said of what one has not come to').toHaveCount(1);
  // The steps stay on top, whatever is under them.
  await page.evaluate(() => scrollTo(0, 0));
  await accessible(page);
  await page.locator('#website').fill('https://voorbeeld.nl');
  await page.locator('#website').press('Tab');
  await expect(wrong).toHaveCount(0);
  await expect(page.locator('#website')).not.toHaveAttribute('aria-invalid', 'true');
});

test('a click on the map puts the pin there and arrow keys move it', async ({ page }) => {
  await page.goto('/plaatsen');
  await page.locator('#plaats').fill('Weert');
  await page.locator('#plaats').press('Tab');
  await expect(page.locator('.map-where')).toContainText('gemeente Weert');
  const lon = async () => Number(await page.locator('#lon').inputValue());
  const before = await lon();
  const box = (await page.locator('.map--submit').boundingBox())!;
  await page.locator('.map__image').first().click({ position: { x: box.width / 2 + 100, y: box.height / 2 } });
  await expect.poll(lon).toBeGreaterThan(before + 0.01);
  const after = await lon();
  await page.locator('.drag-grip').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(lon).toBeCloseTo(after - 0.00072, 4);
  await expect(page.locator('.drag-grip')).toBeFocused();
});

test('the form to change one counts, moves the pin in place, and is not sent by Enter', async ({ page, data, site }) => {
  const sender = await enter(site, data, 'ans@school.nl');
  const id = await publish(sender, await admin(site, data), 'Dansen in de gang', 'Weert');
  await signIn(page, data, 'ans@school.nl');
  await page.goto(`/mijn/${id}/aanpassen`);
  const counter = page.locator('.field__counter[data-voor=v-titel]');
  await expect(counter).toHaveText('nog 53 tekens');
  await page.getByLabel('Titel').fill('Dansen in elke gang');
  await expect(counter).toHaveText('nog 51 tekens');
  await page.getByText('Verplaats de speld').click();
  await page.locator('#plaats').fill('Venlo');
  await page.locator('#plaats').press('Enter');
  await expect(page.locator('.map-where')).toContainText('gemeente Venlo');
  await expect(page.locator('#voorbeeld'), 'in place').toHaveCount(0);
  await page.getByLabel('Titel').press('Enter');
  await expect(page.getByRole('heading', { name: 'Zo gaat het eruitzien' })).toBeVisible();
  await expect(page.locator('#voorbeeld')).toContainText('Dansen in elke gang');
  await page.getByRole('button', { name: 'Wijziging insturen' }).click();
  await expect(page.getByRole('main')).toContainText('Je wijziging is ingestuurd');
  await page.goto(`/mijn/${id}/geschiedenis`);
  await expect(page.getByRole('main')).toContainText('toegevoegd: Noord-Limburg');
});

test('a title like one of the same school is shown while typing', async ({ page }) => {
  const { features: [known] } = await (await page.request.get('/api/collections/initiatieven/items?limit=1')).json();
  await page.goto('/plaatsen');
  await page.locator('#school').fill(known.properties.school);
  await page.locator('#titel').fill(known.properties.titel);
  await expect(page.locator('#lijkt-op a').first()).toHaveText(known.properties.titel);
});

test('without a network the draft stays and the page says so', async ({ page, context }) => {
  await page.goto('/plaatsen');
  await page.locator('#titel').fill(TITLE);
  await context.setOffline(true);
  await page.locator('button[name=verstuur]').click();
  await expect(page.locator('#netmelding')).toContainText('Geen internet');
  await context.setOffline(false);
  await page.reload();
  await expect(page.locator('#titel')).toHaveValue(TITLE);
});

for (const [width, height] of [[320, 640], [390, 844], [768, 1024], [1440, 900]] as const) {
  test(`axe finds nothing and nothing is too wide at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto('/plaatsen');
    await page.locator('#plaats').fill('Roermond');
    await page.locator('#plaats').press('Tab');
    await expect(page.locator('.move-pad')).toBeVisible();
    await fits(page, width, height);
    await accessible(page);
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('one sees how it will look before it is sent in', async ({ page }) => {
      await page.goto('/plaatsen');
      await page.locator('#titel').fill(TITLE);
      await page.getByText('Vertel meer: hoe het gaat').click();
      await page.locator('#omschrijving').fill('Zo **doen** we het.');
      const shown = page.locator('#voorbeeld');
      await expect(shown).toBeHidden();
      await page.getByRole('button', { name: 'Bekijk hoe het eruitziet' }).click();
      await expect(shown.locator('.card')).toContainText(TITLE);
      await expect(shown.locator('strong')).toHaveText('doen');
      await expect(page.locator('#omschrijving')).toHaveValue('Zo **doen** we het.');
      if (javaScriptEnabled) {
        await page.locator('#titel').fill('Een andere titel');
        await expect(shown.locator('.card')).toContainText('Een andere titel');
        // The steps stay on top, whatever is under them.
        await page.evaluate(() => scrollTo(0, 0));
        await accessible(page);
      }
      await shown.getByRole('button', { name: 'Sluit' }).click();
      await expect(shown).toBeHidden();
    });
  });
}
