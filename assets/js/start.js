// Wakes the page: the islands, and what works on every page (light or dark, sharing a link).
// Everything it adds to is complete HTML already; when waking fails the page goes back to working without a script.

import { save } from './saved.js';

const root = document.documentElement;

/** Loads the browser build and hydrates each `<leptos-island>` in place. */
export async function start(script, wasm) {
  buttons();
  once();
  back();
  const islands = [...document.querySelectorAll('leptos-island')];
  if (islands.length === 0) return;
  await calm();
  try {
    const [app, module_or_path] = await Promise.all([import(script), fetch(wasm, { priority: 'low' })]);
    await app.default({ module_or_path });
    app.hydrate();
    for (const island of islands) {
      // Between two long tasks a click or a key gets its turn.
      await new Promise((next) => setTimeout(next));
      await quietly(() => app[island.dataset.component](island));
    }
    root.classList.add('awake');
    live();
    const { hands } = await import('./hands.js');
    hands();
  } catch (error) {
    root.classList.remove('js');
    throw error;
  }
}

/** The page has come and is at rest; or somebody is on it already. The first paint has the line and the processor to itself. */
const calm = () => new Promise((done) => {
  for (const type of ['pointerdown', 'keydown', 'wheel']) addEventListener(type, done, { once: true, passive: true });
  const rest = () => (window.requestIdleCallback ?? setTimeout)(done, { timeout: 2000 });
  if (document.readyState === 'complete') rest();
  else addEventListener('load', rest, { once: true });
});

/** Hydration writes every attribute again. What says so already is left alone: else the map would be laid out once more. */
async function quietly(hydrate) {
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    if (this.getAttribute(name) !== value) setAttribute.call(this, name, value);
  };
  try {
    await hydrate();
  } finally {
    Element.prototype.setAttribute = setAttribute;
  }
}

/** "Naar de kaart" leads to the map as one left it. */
function back() {
  const link = document.querySelector('a[data-terug]');
  const map = `${location.origin}/`;
  if (link && (document.referrer === map || document.referrer.startsWith(`${map}?`))) link.href = document.referrer;
}

/** Hears from the server when the map has changed, as long as somebody looks. */
function live() {
  let source;
  let seen = document.getElementById('beeld')?.dataset.revisie;
  const look = () => {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (!source) {
      source = new EventSource('/beeld/live');
      source.onmessage = ({ data }) => {
        if (seen !== data) dispatchEvent(new Event('kaartnieuws'));
        seen = data;
      };
      // A lost connection comes back by itself; one that was refused is asked for again, later.
      source.onerror = () => {
        if (source?.readyState !== EventSource.CLOSED) return;
        source = undefined;
        setTimeout(look, 30_000);
      };
    }
  };
  document.addEventListener('visibilitychange', look);
  look();
}

/** A form that is on its way is not sent again. Coming back to its page frees it, and so does an answer that takes long. */
function once() {
  const free = (form) => delete form.dataset.onderweg;
  addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute('method') !== 'post') return;
    if (form.dataset.onderweg) return event.preventDefault();
    form.dataset.onderweg = 'ja';
    setTimeout(free, 10_000, form);
  });
  addEventListener('pageshow', () => [...document.forms].forEach(free));
}

function buttons() {
  const dark = () => getComputedStyle(root).colorScheme === 'dark'
    || (root.dataset.weergave ? root.dataset.weergave === 'donker' : matchMedia('(prefers-color-scheme: dark)').matches);
  const actions = {
    weergave() {
      root.dataset.weergave = dark() ? 'licht' : 'donker';
      try { localStorage.setItem('weergave', root.dataset.weergave); } catch { /* private mode: only for this page */ }
    },
    async deel(button) {
      const page = { title: document.title, url: location.href.split('#')[0] };
      if (navigator.share) return navigator.share(page).catch(() => {});
      await copy(button, page.url);
    },
    kopieer(button) {
      const field = document.getElementById(button.dataset.van);
      return copy(button, field?.value ?? location.href.split('#')[0], field);
    },
    bewaar: save,
    afdruk: () => print(),
  };
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-actie]');
    if (button) actions[button.dataset.actie]?.(button);
    close((panel) => !panel.contains(event.target));
    if (event.target.closest('.markers a[href$="#lijst"]')) toList();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close((panel) => panel.contains(document.activeElement), true);
  });
}

/** Brings people from a mark to the list; on a phone it comes up. */
function toList() {
  const list = document.getElementById('lijst');
  const up = document.getElementById('w-lijst');
  if (up && matchMedia('(width < 60rem)').matches) up.checked = true;
  list?.scrollTo(0, 0);
  list?.focus({ preventScroll: true });
}

/** Folds in what hangs open over the page; with `back` the keyboard returns to what opened it. */
function close(which, back = false) {
  for (const panel of document.querySelectorAll('details:is(.dropdown, .menu)[open]')) {
    if (!which(panel)) continue;
    panel.open = false;
    if (back) panel.querySelector('summary').focus();
  }
}

/** Copies, and says so. Where that is refused the text stands there to copy by hand: in its field, when it has one. */
async function copy(button, text, field) {
  const told = button.parentElement.querySelector('[role=status]');
  const copied = await navigator.clipboard.writeText(text).then(() => true, () => false);
  if (!field) told.textContent = copied ? 'De link is gekopieerd.' : text;
  else told.textContent = copied ? 'Gekopieerd.' : 'Kopiëren lukte niet. De tekst is geselecteerd; kopieer haar zelf.';
  if (field && !copied) field.select();
}
