// The pin of a form: dragged, clicked, or moved by arrows in place. The server says where that is and draws the map around it.

const STEPS = { n: [0, 1], o: [1, 0], z: [0, -1], w: [-1, 0] };
const KEYS = { ArrowUp: 'n', ArrowRight: 'o', ArrowDown: 'z', ArrowLeft: 'w' };

/** The pin of this form; `changed` hears what was drawn, and what was asked. */
export function pinOf(form, changed = () => {}) {
  const field = (name) => form.elements.namedItem(name);
  const value = (name) => field(name)?.value.trim() ?? '';
  const map = document.getElementById('kaart');
  let last;
  let moving;

  /** Asks for the map at a school, an address or coordinates. */
  async function show(where) {
    const mine = last = {};
    if (!navigator.onLine) return;
    let html;
    try {
      const answer = await fetch(`/plaatsen/plek?${new URLSearchParams({ ...where, onderdeel: field('onderdeel')?.value ?? '' })}`);
      if (!answer.ok) return;
      html = await answer.text();
    } catch { return; }
    // A newer one was asked meanwhile.
    if (last !== mine) return;
    const focused = map.contains(document.activeElement) && document.activeElement;
    const again = focused && (focused.value ? `[value="${focused.value}"]` : '.drag-grip');
    map.innerHTML = html;
    if (again) map.querySelector(again)?.focus({ preventScroll: true });
    const drawn = map.querySelector('.map').dataset;
    if (!drawn.lon) return;
    field('lon').value = drawn.lon;
    field('lat').value = drawn.lat;
    // The pin goes with the text as it stands now.
    field('gezocht').value = [value('postcode'), value('plaats')].join(' ').trim() && `${value('postcode')} ${value('plaats')}`;
    field('speld').value = `${drawn.lon},${drawn.lat}`;
    changed(drawn, where);
  }
  const look = () => show({ postcode: value('postcode'), plaats: value('plaats') });
  const here = () => show({ lon: value('lon'), lat: value('lat') });
  /** Does what this button of the form says; false when it is none of the pin. */
  function pressed(button) {
    if (button?.name === 'toon') look();
    else if (button?.name === 'schuif') move(button.value);
    else return false;
    return true;
  }
  form.addEventListener('change', ({ target: { name } }) => {
    if (['postcode', 'plaats'].includes(name) && (value('postcode') || value('plaats'))) look();
    if (['lon', 'lat'].includes(name) && value('lon') && value('lat')) here();
    // Each programme has a pin of its own shape.
    if (name === 'onderdeel' && value('lon')) here();
  });

  function move(way) {
    const [east, north] = STEPS[way];
    const lat = Number(field('lat').value.replace(',', '.')) + north * 0.05 / 111.195;
    const lon = Number(field('lon').value.replace(',', '.')) + east * 0.05 / (111.195 * Math.cos(lat * Math.PI / 180));
    put(lon, lat);
  }
  function put(lon, lat) {
    field('lon').value = lon.toFixed(6);
    field('lat').value = lat.toFixed(6);
    clearTimeout(moving);
    // An answer that is under way knows of an older place.
    last = {};
    moving = setTimeout(here, 120);
  }
  /** The point under the pointer: Web Mercator around the middle of the map. */
  function under({ clientX, clientY }) {
    const drawn = map.querySelector('.map');
    const box = drawn.getBoundingClientRect();
    const world = 512 * 2 ** drawn.dataset.zoom;
    const [lon, lat] = drawn.dataset.midden.split(',').map(Number);
    const y = Math.asinh(Math.tan(lat * Math.PI / 180)) - 2 * Math.PI * (clientY - box.top - box.height / 2) / world;
    return [lon + 360 * (clientX - box.left - box.width / 2) / world, Math.atan(Math.sinh(y)) * 180 / Math.PI];
  }
  map.addEventListener('click', (event) => {
    if (event.target.closest('.map__image')) put(...under(event));
  });
  map.addEventListener('keydown', (event) => {
    if (!event.target.matches('.drag-grip') || !KEYS[event.key]) return;
    event.preventDefault();
    move(KEYS[event.key]);
  });
  map.addEventListener('pointerdown', (event) => {
    const grip = event.target.closest('.drag-grip');
    if (!grip) return;
    const { clientX, clientY } = event;
    const by = (e) => [e.clientX - clientX, e.clientY - clientY];
    const box = map.querySelector('.map').getBoundingClientRect();
    const drag = (e) => { const [x, y] = by(e); grip.style.translate = `${x}px ${y}px`; grip.classList.add('is-dragging'); };
    const drop = (e) => {
      grip.removeEventListener('pointermove', drag);
      grip.classList.remove('is-dragging');
      const [x, y] = by(e);
      // The tip of the pin stands in the middle of the map.
      if (Math.hypot(x, y) > 3) put(...under({ clientX: box.left + box.width / 2 + x, clientY: box.top + box.height / 2 + y }));
      else grip.style.translate = '';
    };
    grip.setPointerCapture(event.pointerId);
    grip.addEventListener('pointermove', drag);
    grip.addEventListener('pointerup', drop, { once: true });
  });
  return { show, pressed };
}
