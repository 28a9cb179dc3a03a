// The only file that knows MapLibre. It draws the ground and turns gestures into a camera; the pins are not its
// business. Loaded with the page, it fetches MapLibre itself when a hand or a key comes to the map; with streets, which the
// drawn map does not have, when the page is idle.

/** The deepest zoom of our own ground; one with streets goes deeper. */
const OWN = 15;

const once = (target, types) => new Promise((done) => {
  for (const type of types) target?.addEventListener(type, done, { once: true, passive: true });
});
const touched = once(document.querySelector('#kaart'), ['pointerdown', 'wheel', 'keydown']);
const idle = () => new Promise((done) => (window.requestIdleCallback ?? setTimeout)(() => done(), { timeout: 3000 }));

/** Pointers that are down, so that the map is not taken out of a hand. */
const held = new Set();
for (const type of ['pointerdown', 'pointerup', 'pointercancel']) {
  addEventListener(type, ({ pointerId }) => held[type === 'pointerdown' ? 'add' : 'delete'](pointerId), { capture: true, passive: true });
}
const letGo = async () => {
  while (held.size) await once(window, ['pointerup', 'pointercancel']);
};

const still = matchMedia('(prefers-reduced-motion: reduce)');
const night = matchMedia('(prefers-color-scheme: dark)');
const style = (styles) => {
  const chosen = document.documentElement.dataset.weergave;
  return styles[(chosen ? chosen === 'donker' : night.matches) ? 1 : 0];
};

const within = (value, least, most) => Math.min(Math.max(value, least), most);

/** Reads a file with streets, when the style has one. */
function streets() {
  let reader;
  return async (request, ended) => {
    reader ??= import('./pmtiles.js').then(({ Protocol }) => new Protocol());
    return (await reader).tile(request, ended);
  };
}

function hasWebgl() {
  try {
    return Boolean(document.createElement('canvas').getContext('webgl2'));
  } catch {
    return false;
  }
}

/**
 * Lays MapLibre under the drawn map.
 *
 * @param {HTMLElement} element empty, fills the map
 * @param {SVGElement} overlay the pins above it
 * @param {string} light address of the light style
 * @param {string} dark address of the dark style
 * @param {() => number[]} camera longitude, latitude, zoom: what the page looks at by now; and how deep it may zoom
 * @param {(lon: number, lat: number, zoom: number, done: boolean, user: boolean) => void} onMove
 * @returns a handle once the ground is painted, or undefined where there is no WebGL: then the drawn map stays
 */
export async function ground(element, overlay, light, dark, camera, onMove) {
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done, { once: true }));
  const deepest = camera()[3];
  await (deepest > OWN ? idle() : touched);
  if (!hasWebgl()) return undefined;
  const { LngLat, Map, addProtocol } = await import('./maplibre-gl.mjs');
  addProtocol('pmtiles', streets());
  const styles = [light, dark];
  const [lon, lat, zoom] = camera();
  const map = new Map({
    container: element,
    style: style(styles),
    center: [lon, lat],
    zoom,
    minZoom: 6,
    // As `Camera::kept`: Limburg stays in sight.
    transformConstrain: ({ lng, lat: y }, z) => ({ center: new LngLat(within(lng, 5.2, 6.6), within(y, 50.55, 52)), zoom: within(z, 6, deepest) }),
    maxZoom: deepest,
    clickTolerance: 6,
    maxPitch: 0,
    attributionControl: false,
    dragRotate: false,
    touchPitch: false,
    keyboard: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    locale: { 'Map.Title': 'Ondergrond van de kaart' },
    transformRequest: (url) => ({ url: new URL(url, location.href).href }),
  });
  map.touchZoomRotate.disableRotation();
  // The map is one stop for the keyboard, and that is the section around it.
  const canvas = map.getCanvas();
  canvas.tabIndex = -1;
  canvas.removeAttribute('role');
  canvas.removeAttribute('aria-label');

  // MapLibre does not always say who moves the map: our own flights do, and hands are seen on the canvas.
  let hands = false;
  for (const type of ['wheel', 'pointerdown', 'touchstart']) {
    canvas.addEventListener(type, () => { hands = true; }, { passive: true });
  }
  const tell = (done) => (event) => {
    const { lng, lat: y } = map.getCenter();
    onMove(lng, y, map.getZoom(), done, event.user ?? hands);
    if (done) hands = false;
  };
  map.on('move', tell(false));
  map.on('moveend', tell(true));
  await new Promise((painted) => map.once('idle', painted));
  await letGo();
  const [x, y, z] = camera();
  map.jumpTo({ center: [x, y], zoom: z }, { user: false });
  // Over a pin the wheel and the hand still belong to the map.
  overlay.addEventListener('wheel', (event) => {
    event.preventDefault();
    canvas.dispatchEvent(new WheelEvent('wheel', event));
  }, { passive: false });
  for (const type of ['mousedown', 'mouseup']) {
    overlay.addEventListener(type, (event) => {
      hands = true;
      canvas.dispatchEvent(new MouseEvent(type, event));
    });
  }
  // Of fingers, MapLibre knows those that came down on its canvas: all of them are said to.
  const onCanvas = (touches) => [...touches].map(({ identifier, clientX, clientY, pageX, pageY, screenX, screenY }) =>
    new Touch({ identifier, clientX, clientY, pageX, pageY, screenX, screenY, target: canvas }));
  const passOn = (event) => {
    hands = true;
    const { touches, targetTouches, changedTouches } = event;
    canvas.dispatchEvent(new TouchEvent(event.type, {
      bubbles: true, cancelable: true,
      touches: onCanvas(touches), targetTouches: onCanvas(targetTouches), changedTouches: onCanvas(changedTouches),
    }));
  };
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel']) {
    overlay.addEventListener(type, passOn, { passive: true });
    element.addEventListener(type, (event) => {
      if (!event.isTrusted || [...event.touches, ...event.changedTouches].every(({ target }) => element.contains(target))) return;
      event.stopImmediatePropagation();
      passOn(event);
    }, { capture: true, passive: true });
  }
  const restyle = () => map.setStyle(style(styles));
  night.addEventListener('change', restyle);
  new MutationObserver(restyle).observe(document.documentElement, { attributeFilter: ['data-weergave'] });

  return {
    fly(x, y, z, user) {
      const target = { center: [x, y], zoom: z };
      if (still.matches) map.jumpTo(target, { user });
      else map.easeTo({ ...target, duration: 420 }, { user });
    },
  };
}
