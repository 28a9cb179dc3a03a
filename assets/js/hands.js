// What a hand does with the map page and needs no answer of the server for: the legend, a title under the pointer, a drag
// that begins on a mark, the handle of the circle, the sheet on a phone. Comes when the page is awake; all of it has
// another way (a summary, a name, the ground, a slider, radio buttons).

const find = (selector, within = document) => within.querySelector(selector);
const map = find('.map');
const field = find('#kaart');

/** How far a pointer may move and still click, in CSS pixels. */
const STILL = 6;

const kept = {
  get(name) { try { return localStorage.getItem(name); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(name, value); } catch { /* private mode: only for this page */ } },
};

export function hands() {
  legend();
  titles();
  drags();
  handle();
  sheet();
  filters();
  search();
  field.addEventListener('keydown', home);
  addEventListener('beforeprint', () => map.style.setProperty('--hoog', `${map.clientHeight}px`));
  map.addEventListener('click', ({ target }) => {
    if (target.closest('.signboard__close')) key('Escape');
  });
}

/** What the map does with a key. */
function key(name) {
  field.focus({ preventScroll: true });
  field.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
}

/** Home and 0: all of Limburg. */
function home(event) {
  if (!['Home', '0'].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  find('#heel-limburg')?.click();
}

/** Open where there is room for it, and else as it was left. */
function legend() {
  const fold = find('.legend details');
  const said = kept.get('legenda');
  fold.open = said ? said === 'open' : matchMedia('(width >= 88rem)').matches;
  fold.classList.add('is-asked');
  find('summary', fold).addEventListener('click', () => kept.set('legenda', fold.open ? 'dicht' : 'open'));
}

/** The name of the mark under the pointer, or under the keyboard. Heard already: it is the name of the link. */
function titles() {
  const title = document.createElement('p');
  title.className = 'mark-title';
  title.setAttribute('aria-hidden', 'true');
  title.hidden = true;
  map.append(title);
  const hide = () => { title.hidden = true; };
  const show = ({ target, pointerType }) => {
    const mark = pointerType !== 'touch' && target.closest('.markers a');
    if (!mark) return hide();
    title.textContent = mark.getAttribute('aria-label');
    title.hidden = false;
    const [at, frame] = [mark.getBoundingClientRect(), map.getBoundingClientRect()];
    const half = title.offsetWidth / 2 + 8;
    const middle = Math.min(Math.max(at.x + at.width / 2 - frame.x, half), frame.width - half);
    const above = at.y - frame.y > title.offsetHeight + 16;
    title.style.left = `${middle}px`;
    title.style.top = `${above ? at.y - frame.y - title.offsetHeight - 6 : at.bottom - frame.y + 6}px`;
  };
  field.addEventListener('pointerover', show);
  field.addEventListener('focusin', show);
  for (const type of ['pointerleave', 'pointerdown', 'wheel', 'focusout', 'keydown']) field.addEventListener(type, hide, { passive: true });
}

/** A drag is no click, also when it begins on a mark; and a mark is not carried off as a link. */
function drags() {
  let from;
  field.addEventListener('pointerdown', (event) => {
    if (event.isPrimary) from = event;
  }, true);
  field.addEventListener('click', (event) => {
    if (!event.detail || !from || Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < STILL) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  field.addEventListener('dragstart', (event) => event.preventDefault());
}

/** The handle on the circle is another hand on the slider. */
function handle() {
  const slider = () => find('#km');
  let held;
  const move = ({ clientX, clientY }) => {
    const km = held.km * Math.hypot(clientX - held.x, clientY - held.y) / held.radius;
    slider().value = Math.round(km);
    slider().dispatchEvent(new Event('input', { bubbles: true }));
  };
  field.addEventListener('pointerdown', (event) => {
    if (!event.target.closest('.radius-handle') || !slider()) return;
    event.preventDefault();
    event.stopPropagation();
    const { x, y, width } = find('.radius-ring').getBoundingClientRect();
    held = { x: x + width / 2, y: y + width / 2, radius: width / 2, km: slider().valueAsNumber };
    map.setPointerCapture(event.pointerId);
  }, true);
  // MapLibre listens to these.
  for (const type of ['mousedown', 'touchstart']) {
    field.addEventListener(type, (event) => { if (event.target.closest('.radius-handle')) event.stopPropagation(); }, true);
  }
  map.addEventListener('pointermove', (event) => { if (held) move(event); });
  for (const type of ['pointerup', 'pointercancel']) {
    map.addEventListener(type, () => {
      if (!held) return;
      held = undefined;
      slider().dispatchEvent(new Event('change', { bubbles: true }));
    });
  }
  find('#lijst').addEventListener('input', ({ target }) => {
    const told = target.id === 'km' && find('.radius-slider__bike');
    if (told) told.textContent = cycling(target.valueAsNumber);
  });
}

/** As `wording::cycling`: "± 35 min fietsen". */
function cycling(km) {
  const minutes = Math.max(Math.round(km / 18 * 12), 1) * 5;
  const half = Math.round(minutes / 30) / 2;
  return minutes < 90 ? `± ${minutes} min fietsen` : `± ${String(half).replace('.', ',')} uur fietsen`;
}

/** The button of the sheet with all filters says what one gets, and the one that opens it how many are on. */
function filters() {
  const box = find('#alle-filters');
  if (!box) return;
  const say = () => {
    const [many, on] = [find('#lijstkop .figure')?.textContent ?? '0', document.querySelectorAll('.active-filters .chip--remove').length];
    find('.filters__all .button').textContent = `Toon ${many} ${many === '1' ? 'initiatief' : 'initiatieven'}`;
    find('.filters__all .chip__count').textContent = on || '';
  };
  say();
  new MutationObserver(say).observe(find('.list__contents'), { childList: true });
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !box.checked) return;
    box.checked = false;
    box.focus();
  });
}

/** On a phone the search field lies over the header: it goes when something has been chosen. */
function search() {
  const field = find('#q');
  const done = () => { if (matchMedia('(width < 60rem)').matches) setTimeout(() => field.blur()); };
  field.parentElement.addEventListener('click', ({ target }) => { if (target.closest('.suggestion')) done(); });
  field.addEventListener('keydown', ({ key }) => { if (key === 'Enter') done(); });
}

/** The sheet follows the finger, and stays at the nearest of its three heights. A tap goes to the next. */
function sheet() {
  const list = find('#lijst');
  const grip = find('.grip', list);
  const heights = ['w-laag', 'w-kaart', 'w-lijst'].map((id) => document.getElementById(id));
  const NEXT = [1, 2, 0];
  let held;
  let tapped = false;
  /** How high it is at each, in CSS pixels. */
  const measured = () => {
    const now = heights.findIndex((one) => one.checked);
    list.style.transition = 'none';
    const all = heights.map((one) => { one.checked = true; return list.offsetHeight; });
    heights[now].checked = true;
    return all;
  };
  grip.addEventListener('pointerdown', (event) => {
    if (event.button) return;
    held = { y: event.clientY, height: list.offsetHeight, far: 0, all: measured() };
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener('pointermove', (event) => {
    if (!held) return;
    const up = held.y - event.clientY;
    held.far = Math.max(held.far, Math.abs(up));
    if (held.far >= STILL) list.style.height = `${Math.min(Math.max(held.height + up, held.all[0]), held.all[2])}px`;
  });
  const letGo = () => {
    if (!held) return;
    const { all, far } = held;
    const now = list.offsetHeight;
    held = undefined;
    list.style.transition = list.style.height = '';
    tapped = far < STILL;
    if (tapped) return;
    const nearest = all.map((height) => Math.abs(height - now));
    heights[nearest.indexOf(Math.min(...nearest))].checked = true;
  };
  grip.addEventListener('pointerup', letGo);
  grip.addEventListener('pointercancel', letGo);
  // A mouse would select text, and then drag that.
  grip.addEventListener('mousedown', (event) => event.preventDefault());
  // Not before: a click lands on what is under the finger by then. Without this script the label does it.
  grip.addEventListener('click', (event) => {
    event.preventDefault();
    if (tapped) heights[NEXT[heights.findIndex((one) => one.checked)]].checked = true;
    tapped = false;
  });
}
