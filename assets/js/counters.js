// How many characters may still be typed in a field of a form.

/** As the server counts: spaces in a row are one. */
export const length = (text) => [...text.trim().replace(/\s+/g, ' ')].length;

/** Below every counted field of this form: how many are left, or too many. */
export function counters(form) {
  for (const shown of form.querySelectorAll('.field__counter')) {
    const input = document.getElementById(shown.dataset.voor);
    const left = input.dataset.hooguit - length(input.value);
    shown.textContent = left < 0 ? `${-left} tekens te veel` : `nog ${left} tekens`;
    shown.classList.toggle('is-over', left < 0);
  }
}
