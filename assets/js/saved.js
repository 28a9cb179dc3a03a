// What somebody saves to visit: numbers of initiatives, kept in this browser alone. The list itself is the map with
// `bewaard=` in its address, which can be shared and printed like every other answer.

/** As `domain::query::MAX_SAVED`. */
const MOST = 50;

function read() {
  try {
    const ids = JSON.parse(localStorage.getItem('bewaard') ?? '[]');
    return Array.isArray(ids) ? ids.filter(Number.isSafeInteger).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Shows what is saved: in the header how many, on each button whether it is. */
function showSaved() {
  const ids = read();
  for (const link of document.querySelectorAll('[data-bewaard]')) {
    link.hidden = ids.length === 0;
    link.href = `/?bewaard=${ids}`;
    link.querySelector('span').textContent = ids.length;
  }
  for (const button of document.querySelectorAll('[data-actie=bewaar]')) {
    const on = ids.includes(Number(button.dataset.id));
    button.setAttribute('aria-pressed', on);
    button.querySelector('span').textContent = on ? 'Bewaard' : 'Bewaar';
  }
}

showSaved();
// Coming back to a page, and another tab.
for (const type of ['pageshow', 'storage']) addEventListener(type, showSaved);

/** Adds an initiative to the list, or takes it off. */
export function save(button) {
  const id = Number(button.dataset.id);
  const ids = read();
  const told = button.parentElement.querySelector('[role=status]');
  const next = ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
  if (next.length > MOST) {
    told.textContent = `Er staan al ${MOST} initiatieven op je bezoeklijst.`;
    return;
  }
  try {
    localStorage.setItem('bewaard', JSON.stringify(next));
    told.textContent = next.length > ids.length ? 'Het staat op je bezoeklijst, boven aan de pagina.' : 'Het staat niet meer op je bezoeklijst.';
  } catch {
    told.textContent = 'Deze browser bewaart niets. Deel de link in plaats daarvan.';
  }
  showSaved();
}
