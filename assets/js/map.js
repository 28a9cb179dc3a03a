// The only file that knows MapLibre. It draws the ground and turns gestures into a camera; the pins are not its
// business. Loaded with the page, it fetches MapLibre itself only when the page is idle.

const idle = () => new Promise((done) => (window.requestIdleCallback ?? setTimeout)(() => done(), { timeout: 3000 }));

const still = matchMedia('(prefers-reduced-motion: reduce)');
const night = matchMedia('(prefers-color-scheme: dark)');
const style = (styles) => {
  const chosen = document.documentElement.dataset.weergave;
  return styles[(chosen ? chosen === 'donker' : night.matches) ? 1 : 0];
};

const within = (value, least, most) => Math.min(Math.max(value, least), most);

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
 * @param {() => number[]} camera longitude, latitude, zoom: what the page looks at by now
 * @param {(lon: number, lat: number, zoom: number, done: boolean, user: boolean) => void} onMove
 * @param {() => void} onReady the ground is painted
 * @returns a handle, or undefined where there is no WebGL: then the drawn map stays
 */
export async function ground(element, overlay, light, dark, camera, onMove, onReady) {
  if (!hasWebgl()) return undefined;
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done, { once: true }));
  await idle();
  const { LngLat, Map } = await import('./maplibre-gl.mjs');
  const styles = [light, dark];
  const [lon, lat, zoom] = camera();
  const map = new Map({
    container: element,
    style: style(styles),
    center: [lon, lat],
    zoom,
    minZoom: 6,
    // As `Camera::kept`: Limburg stays in sight.
    transformConstrain: ({ lng, lat: y }, z) => ({ center: new LngLat(within(lng, 5.2, 6.6), within(y, 50.55, 52)), zoom: within(z, 6, 18) }),
    maxZoom: 18,
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
  map.once('idle', () => {
    const [x, y, z] = camera();
    map.jumpTo({ center: [x, y], zoom: z }, { user: false });
    onReady();
  });
  // Over a pin the wheel and the hand still belong to the map.
  overlay.addEventListener('wheel', (event) => {
    event.preventDefault();
    canvas.dispatchEvent(new WheelEvent('wheel', event));
  }, { passive: false });
  overlay.addEventListener('mousedown', (event) => {
    hands = true;
    canvas.dispatchEvent(new MouseEvent('mousedown', event));
  });
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
