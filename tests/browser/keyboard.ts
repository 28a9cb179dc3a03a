// A person who has a keyboard and no mouse: everything is reached with Tab.
import type { Locator, Page } from './fixtures.ts';

/** More stops than any page has. */
const STOPS = 200;

/** Goes with Tab to a link, button or field. */
export async function reach(target: Locator) {
  const page = target.page();
  await target.waitFor();
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${target}`);
}

/** Follows a link or presses a button, and waits for the page it leads to. */
export async function press(target: Locator) {
  const page = target.page();
  await reach(target);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

/** Types in a field, in place of what stands there. */
export async function write(target: Locator, text: string) {
  await reach(target);
  await target.page().keyboard.press('ControlOrMeta+a');
  await target.page().keyboard.type(text);
}

/** Ticks a box, or chooses where several circles are one stop. */
export async function choose(target: Locator, key = 'Space') {
  await reach(target);
  await target.page().keyboard.press(key);
}

/** By its id. */
export const field = (page: Page, id: string) => page.locator(`#${id}`);
