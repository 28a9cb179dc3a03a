// The form that changes an initiative: moves the pin and adds photos in place. Without it the same buttons work page by page.

import { photos } from './photos.js';
import { pinOf } from './pin.js';

const PLACE = ['postcode', 'plaats', 'lon', 'lat'];
const form = document.getElementById('kaart').closest('form');
const pin = pinOf(form);

form.addEventListener('submit', (event) => {
  const by = event.submitter?.name;
  if (by === 'toon') pin.look();
  else if (by === 'schuif') pin.move(event.submitter.value);
  // Enter in one of these asks for the map.
  else if (!by && PLACE.includes(document.activeElement?.name)) document.activeElement.dispatchEvent(new Event('change', { bubbles: true }));
  else if (!photos(form, event.submitter)) return;
  event.preventDefault();
});
form.addEventListener('change', ({ target }) => {
  const filled = form.elements.lon.value && form.elements.lat.value;
  if (['postcode', 'plaats'].includes(target.name)) pin.look();
  else if (['lon', 'lat'].includes(target.name) && filled) pin.show({ lon: form.elements.lon.value, lat: form.elements.lat.value });
});
