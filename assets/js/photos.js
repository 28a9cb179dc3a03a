// A photo more or less in a form, without a new page: the server answers with the whole form, and its part about photos takes the
// place of the one that is there. What is wrong with a photo stands at the photo.

let alone = true;

/** Sends the form by this button in the background. False when the page has to do it: it is no button about photos, or it failed. */
export function photos(form, button, changed = () => {}) {
  const more = button?.name === 'foto-erbij';
  if (!(more || button?.name === 'foto-weg') || !alone || !navigator.onLine) return false;
  const before = form.querySelector('.picture-field');
  if (more) before.querySelector('[role=status]').textContent = 'De foto wordt verstuurd';
  const all = new FormData(form, button);
  const body = more ? all : new URLSearchParams([...all].filter(([, value]) => typeof value === 'string'));
  part(more ? button.formAction : form.action, body).then((now) => {
    if (!now) { alone = false; form.requestSubmit(button); return; }
    before.replaceWith(now);
    (now.querySelector('[aria-invalid=true]') ?? now.querySelector('[autofocus]') ?? now.querySelector('input:not([type=hidden])'))?.focus();
    changed();
  });
  return true;
}

/** The part about photos of the answer; nothing when there is none. */
async function part(address, body) {
  try {
    const answer = await fetch(address, { method: 'POST', body, redirect: 'manual' });
    return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.picture-field');
  } catch { return null; }
}
