// Wakes the page: the islands, and what works on every page (light or dark, sharing a link).
// Everything it adds to is complete HTML already; when waking fails the page goes back to working without a script.

const root = document.documentElement;

/** Loads the browser build and hydrates each `<leptos-island>` in place. */
export async function start(script, wasm) {
  buttons();
  const islands = [...document.querySelectorAll('leptos-island')];
  if (islands.length === 0) return;
  try {
    const app = await import(script);
    await app.default({ module_or_path: wasm });
    app.hydrate();
    live();
    for (const island of islands) {
      // Between two long tasks a click or a key gets its turn.
      await new Promise((next) => setTimeout(next));
      await app[island.dataset.component](island);
    }
  } catch (error) {
    root.classList.remove('js');
    throw error;
  }
}

/** While the page is seen: says `nieuws` when the map on the server has changed. */
function live() {
  let source;
  let last;
  const look = () => {
    source?.close();
    if (document.hidden) return;
    source = new EventSource('/beeld/live');
    source.onmessage = ({ data }) => {
      if (last && last !== data) dispatchEvent(new Event('nieuws'));
      last = data;
    };
  };
  document.addEventListener('visibilitychange', look);
  look();
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
    kopieer: (button) => copy(button, location.href.split('#')[0]),
    afdruk: () => print(),
  };
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-actie]');
    if (button) actions[button.dataset.actie]?.(button);
    close((panel) => !panel.contains(event.target));
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close((panel) => panel.contains(document.activeElement), true);
  });
}

/** Folds in what hangs open over the page; with `back` the keyboard returns to what opened it. */
function close(which, back = false) {
  for (const panel of document.querySelectorAll('details:is(.uitklap, .menu)[open]')) {
    if (!which(panel)) continue;
    panel.open = false;
    if (back) panel.querySelector('summary').focus();
  }
}

async function copy(button, text) {
  const told = button.parentElement.querySelector('[role=status]');
  const copied = await navigator.clipboard.writeText(text).then(() => true, () => false);
  told.textContent = copied ? 'De link is gekopieerd.' : text;
}
