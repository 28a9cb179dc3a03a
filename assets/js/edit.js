// The form that changes an initiative: counts, moves the pin and adds photos in place. Without it the same buttons work page by
// page.

import { counters } from './counters.js';
import { photos } from './photos.js';
import { pinOf } from './pin.js';

const PLACE = ['postcode', 'plaats', 'lon', 'lat'];
const form = document.getElementById('kaart').closest('form');
const pin = pinOf(form);

form.addEventListener('submit', (event) => {
  const button = event.submitter;
  // Enter, which presses the hidden button, asks for the map in one of these.
  if (button?.matches('.vh') && PLACE.includes(document.activeElement?.name)) document.activeElement.dispatchEvent(new Event('change', { bubbles: true }));
  else if (!pin.pressed(button) && !photos(form, button)) return;
  event.preventDefault();
});
form.addEventListener('input', () => counters(form));
counters(form);
