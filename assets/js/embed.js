// The map in a frame, when a script runs: its links are answered in place, so that moving the map adds nothing to the
// history of the page around it; a mouse drags it, two fingers drag and zoom it, Ctrl and the wheel zoom it. One finger and the
// wheel alone stay with the page around it. Every link works without this.

const status = document.querySelector('[role=status]');
const main = () => document.querySelector('main');
let here = location.href;
let asked = 0;

/** The next answer, for a frame of this size. Keeps the keyboard where it was. `person`: somebody asked for it. */
async function go(address, person = true) {
  const url = new URL(address, location.href);
  url.searchParams.set('breedte', innerWidth);
  url.searchParams.set('hoogte', innerHeight);
  const turn = ++asked;
  const answer = await fetch(url).then((found) => found.text()).catch(() => '');
  if (turn !== asked) return;
  const next = new DOMParser().parseFromString(answer, 'text/html').querySelector('main[data-maat]');
  if (!next) {
    // What can't be had, a real navigation explains; a size that can't, leaves the map as it is.
    if (person) location.replace(address);
    return;
  }
  here = address;
  const { activeElement } = document;
  const focus = main().contains(activeElement) && (activeElement.id || 'titel');
  main().replaceWith(next);
  if (focus) document.getElementById(focus)?.focus();
  if (person) status.textContent = document.getElementById('titel').textContent;
  settle();
}

/** What lies outside the frame is no stop for the keyboard. */
function settle() {
  const map = main().querySelector('.map').getBoundingClientRect();
  for (const link of document.querySelectorAll('.markers a')) {
    const { left, right, top, bottom } = link.getBoundingClientRect();
    link.classList.toggle('is-outside', right < map.left || left > map.right || bottom < map.top || top > map.bottom);
  }
}

/** The link that zooms in, with another camera. */
function seen([lon, lat], zoom) {
  const url = new URL(document.getElementById('in').href);
  url.searchParams.set('c', `${lon.toFixed(5)},${lat.toFixed(5)}`);
  url.searchParams.set('z', zoom);
  return url.href;
}

/** The middle of the map after dragging it so many CSS pixels (Web Mercator). */
function dragged(right, down) {
  const [lon, lat] = main().dataset.midden.split(',').map(Number);
  const zoom = Number(main().dataset.zoom);
  const turn = (2 * Math.PI) / (512 * 2 ** zoom);
  const north = Math.asinh(Math.tan((lat * Math.PI) / 180)) + down * turn;
  return seen([lon - (right * turn * 180) / Math.PI, (Math.atan(Math.sinh(north)) * 180) / Math.PI], zoom);
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.getAttribute('target')) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});

let from;
const shift = (event) => {
  const [right, down] = [event.clientX - from.x, event.clientY - from.y];
  from.ground.setAttribute('transform', `translate(${right} ${down})`);
  return [right, down];
};
document.addEventListener('pointerdown', (event) => {
  from = undefined;
  const ground = event.target.closest('.map__image')?.querySelector('.shift');
  if (!ground || event.pointerType !== 'mouse' || event.button || event.target.closest('a')) return;
  event.preventDefault();
  // Also when it is let go outside the frame.
  event.target.setPointerCapture(event.pointerId);
  from = { x: event.clientX, y: event.clientY, ground };
});
document.addEventListener('pointermove', (event) => {
  if (from && event.buttons) shift(event);
});
document.addEventListener('pointerup', (event) => {
  if (!from) return;
  const [right, down] = shift(event);
  from = undefined;
  if (Math.hypot(right, down) > 3) go(dragged(right, down));
});

/** What two fingers hold: their middle and how far they are apart, in CSS pixels from the middle of the map. */
function grip({ touches: [a, b] }) {
  const { x, y, width, height } = main().querySelector('.map').getBoundingClientRect();
  return {
    x: (a.clientX + b.clientX) / 2 - x - width / 2,
    y: (a.clientY + b.clientY) / 2 - y - height / 2,
    apart: Math.max(Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), 1),
  };
}

/** The camera after zooming by so many levels around a point, and moving it so many pixels. */
function zoomed(levels, { x, y }, right = 0, down = 0) {
  const scale = 2 ** levels;
  const middle = new URL(dragged((right + x) / scale - x, (down + y) / scale - y)).searchParams.get('c').split(',').map(Number);
  return seen(middle, Math.min(Math.max(Number(main().dataset.zoom) + levels, 6), 18).toFixed(2));
}

let held;
document.addEventListener('touchstart', (event) => {
  const ground = event.touches.length === 2 && event.target.closest('.map__image')?.querySelector('.shift');
  held = ground ? { ...grip(event), ground } : undefined;
}, { passive: true });
document.addEventListener('touchmove', (event) => {
  if (!held || event.touches.length !== 2) return;
  event.preventDefault();
  const now = grip(event);
  held.now = { right: now.x - held.x, down: now.y - held.y, scale: now.apart / held.apart };
  const { right, down, scale } = held.now;
  held.ground.setAttribute('transform', `translate(${held.x + right} ${held.y + down}) scale(${scale}) translate(${-held.x} ${-held.y})`);
}, { passive: false });
document.addEventListener('touchend', () => {
  if (held?.now) go(zoomed(Math.log2(held.now.scale), held, held.now.right, held.now.down));
  held = undefined;
});

let wheeled;
document.addEventListener('wheel', (event) => {
  if (!event.ctrlKey || !event.target.closest('.map__image')) return;
  event.preventDefault();
  clearTimeout(wheeled);
  const { x, y, width, height } = main().querySelector('.map').getBoundingClientRect();
  const levels = Math.min(Math.max(-event.deltaY / 240, -1), 1);
  wheeled = setTimeout(go, 60, zoomed(levels, { x: event.clientX - x - width / 2, y: event.clientY - y - height / 2 }));
}, { passive: false });

let later;
addEventListener('resize', () => {
  clearTimeout(later);
  later = setTimeout(go, 200, here, false);
});

// The server had to guess the size, unless the address said it.
const [width, height] = main().dataset.maat.split(',').map(Number);
if (Math.abs(width - innerWidth) > 0.1 * width || Math.abs(height - main().querySelector('.map').clientHeight) > 0.1 * height) go(here, false);
else settle();
