// The form with which one places an initiative: keeps a draft in this tab, counts, ticks, moves the pin in place.
// Without it the same form works page by page; what it shows comes from the same server.

import { counters, length } from './counters.js';
import { photos } from './photos.js';
import { pinOf } from './pin.js';

const KEY = 'concept';
const form = document.getElementById('formulier');
// The address of who is signed in; their draft is kept by the server alone.
const me = form?.dataset.van;
// Of this tab alone: the next person at this computer does not find it.
const store = {
  get() { try { return sessionStorage.getItem(KEY) ?? ''; } catch { return ''; } },
  set(text) { try { if (!me) sessionStorage.setItem(KEY, text); return !me; } catch { return false; } },
  clear() { try { sessionStorage.removeItem(KEY); } catch { /* private mode: nothing was kept */ } },
};
// Where it was kept before, without an end.
try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ }

// The server says with a cookie that it has been sent in.
const sent = /(?:^|; )(__Host-)?verzonden=ja/.exec(document.cookie);
if (sent) {
  document.cookie = `${sent[1] ? '__Host-verzonden=; Secure' : 'verzonden='}; Path=/; Max-Age=0; SameSite=Lax`;
  store.clear();
}
if (form) wake();

function wake() {
  const field = (name) => form.elements.namedItem(name);
  const value = (name) => field(name)?.value.trim() ?? '';
  const told = form.querySelector('.draft [role=status]');
  const wipe = document.getElementById('wis');
  let dirty;
  let wiped = false;

  // --- draft ---
  // A file can't be kept here; a picture that was added is kept by the server, under its number.
  const kept = () => new URLSearchParams([...new FormData(form)].filter(([name, v]) => name !== 'nummer' && v && typeof v === 'string')).toString();
  function keep() {
    clearTimeout(dirty);
    if (store.set(kept())) say('Concept bewaard in dit tabblad');
    if (reachable()) soon_there ??= setTimeout(there, 3000);
  }
  // On the server too, once it is known whose it is; never after it was sent in.
  let soon_there;
  let before = '';
  const leaving = new AbortController();
  const known = () => me || /^\S+@\S+\.\S+$/.test(value('email'));
  const reachable = () => navigator.onLine && field('bewaar') && !leaving.signal.aborted && known();
  async function there() {
    clearTimeout(soon_there);
    soon_there = undefined;
    const now = kept();
    if (!reachable() || now === before) return;
    before = now;
    try {
      const answer = await post(now);
      if (answer.ok && !wiped) say(me ? 'Concept bewaard bij ons' : 'Concept bewaard, hier en bij ons');
    } catch { before = ''; }
  }
  const post = (body) => fetch('/plaatsen/concept', {
    method: 'POST', body: new URLSearchParams(body), keepalive: true, redirect: 'manual', signal: leaving.signal,
  });
  function say(text) {
    wipe.hidden = false;
    if (told.textContent !== text) told.textContent = text;
  }
  function restore(text) {
    const draft = new URLSearchParams(text);
    for (const name of new Set(draft.keys())) {
      const values = draft.getAll(name);
      const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter((f) => f.type !== 'submit');
      if (['radio', 'checkbox'].includes(fields[0]?.type)) fields.forEach((f) => { f.checked = values.includes(f.value); });
      else fields.forEach((f, i) => { f.value = values[i] ?? ''; });
    }
    if (draft.has('foto')) pictures(draft);
    for (const fold of form.querySelectorAll('.fold')) {
      fold.open ||= [...fold.querySelectorAll('.input')].some((input) => input.value) || (draft.has('foto') && !!fold.querySelector('#fotos'));
    }
    const code = draft.get('vestigingscode');
    if (code) schools(code);
    if (value('lon')) pin.show({ lon: value('lon'), lat: value('lat') });
    say('Je concept van dit tabblad staat weer klaar');
  }
  wipe.addEventListener('click', async () => {
    wiped = true;
    clearTimeout(dirty);
    clearTimeout(soon_there);
    store.clear();
    try { if (reachable()) await post({ email: value('email'), wis: 'eigen' }); } catch { /* no network: gone in 14 days */ }
    location.assign('/plaatsen');
  });

  // --- counters and ticks ---
  function count() {
    counters(form);
    let ready = 0;
    for (const line of form.querySelectorAll('.check li')) {
      const done = line.dataset.velden.split(' ').filter(Boolean).every((name) => {
        const text = value(name) || [...form.querySelectorAll(`[name=${name}]:checked`)].map((f) => f.value).join('');
        const most = document.getElementById(name)?.dataset.hooguit;
        return text && (!most || length(text) <= most) && (name !== 'email' || /^\S+@\S+\.\S+$/.test(text));
      });
      if (done) ready += 1;
      if (line.classList.contains('is-done') === done) continue;
      line.classList.toggle('is-done', done);
      line.querySelector('.vh').textContent = done ? ', klaar' : ', nog doen';
    }
    form.querySelector('.check .figure').textContent = ready;
    form.querySelector('.check progress').value = ready;
  }

  // --- hints: the rules of the server, for the fields that one has left ---
  const left = new Set([...form.querySelectorAll('.field__error')].map(({ id }) => id.replace(/-fout$/, '')));
  let checking;
  async function check() {
    const mine = checking = {};
    if (!navigator.onLine) return;
    try {
      const answer = await fetch('/plaatsen/controle', { method: 'POST', body: new URLSearchParams(kept()) });
      if (!answer.ok || checking !== mine) return;
      const wrong = new Map(await answer.json());
      for (const name of left) tell(name, wrong.get(name));
    } catch { /* no network: the server says it when it is sent in */ }
  }
  /** Beside the field what is wrong with it, as the server writes it there; or nothing any more. */
  function tell(name, sentence) {
    const input = document.getElementById(name);
    const box = input?.closest('.field');
    if (!box) return;
    const id = `${name}-fout`;
    const group = input.type === 'radio' ? box : input;
    const about = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((one) => one && one !== id);
    document.getElementById(id)?.remove();
    if (sentence) {
      const line = Object.assign(document.createElement('p'), { id, className: 'field__error fout', textContent: sentence });
      [...box.children].findLast((part) => part.matches('.field__label, .field__hint')).after(line);
      about.push(id);
    }
    input.setAttribute('aria-describedby', about.join(' '));
    if (sentence) group.setAttribute('aria-invalid', 'true');
    else group.removeAttribute('aria-invalid');
  }

  // --- parts that the server shows ---
  const last = {};
  /** A part of the page; `null` when a newer one was asked, or there is no network. */
  async function part(path, pairs) {
    const mine = last[path] = {};
    if (!navigator.onLine) return null;
    try {
      const answer = await fetch(`/plaatsen/${path}?${new URLSearchParams(pairs)}`);
      if (!answer.ok || last[path] !== mine) return null;
      return await answer.text();
    } catch { return null; }
  }
  async function schools(code = form.querySelector('[name=vestigingscode]:checked')?.value ?? '') {
    const html = value('school').length < 2 && !code ? '' : await part('scholen', { q: value('school'), vestigingscode: code });
    if (html !== null) document.getElementById('scholen').innerHTML = html;
  }
  const pin = pinOf(form, (drawn, where) => {
    if (drawn.school) {
      field('school').value = drawn.school;
      field('gekozen').value = where.vestigingscode;
    }
    keep();
    count();
    alike();
  });
  async function pictures(draft) {
    const pairs = [...draft].filter(([name]) => name === 'foto' || name === 'foto-alt');
    const html = await part('fotos', pairs);
    if (html === null) return;
    document.getElementById('fotos').innerHTML = html;
    keep();
  }
  async function alike() {
    const box = document.getElementById('lijkt-op');
    if (value('titel').length < 4) { box.innerHTML = ''; return; }
    const html = await part('lijkt-op', {
      titel: value('titel'), school: value('school'), gekozen: value('gekozen'), vestigingscode: value('gekozen'),
      lon: value('lon'), lat: value('lat'),
    });
    if (html !== null && html !== box.innerHTML) box.innerHTML = html;
  }
  // --- how it will look, beside what is typed ---
  const preview = document.getElementById('voorbeeld');
  async function look() {
    try {
      const answer = await fetch('/plaatsen/voorbeeld', { method: 'POST', body: new URLSearchParams(kept()) });
      if (!answer.ok) return;
      preview.querySelector('[data-beeld]').innerHTML = await answer.text();
      preview.hidden = false;
    } catch { /* no network: what was there stays */ }
  }
  const later = (wait, act) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(act, wait); }; };
  const soon = { school: later(250, () => schools()), titel: later(500, alike), check: later(200, check) };
  const look_soon = later(500, look);

  form.addEventListener('input', ({ target }) => {
    clearTimeout(dirty);
    dirty = setTimeout(keep, 300);
    soon[target.id]?.();
    count();
    if (!preview.hidden) look_soon();
  });
  form.addEventListener('change', ({ target }) => {
    if (target.name === 'vestigingscode' && target.value) pin.show({ vestigingscode: target.value });
    if (target.name === 'vestigingscode' && !target.value) field('gekozen').value = '';
    if (target.type !== 'file') { left.add(target.name); soon.check(); }
    keep();
  });
  addEventListener('pagehide', () => {
    if (wiped || (form.dataset.leeg === 'ja' && kept() === first)) return;
    keep();
    if (soon_there) there();
  });

  // --- sending ---
  const trouble = document.getElementById('netmelding');
  form.addEventListener('submit', (event) => {
    const by = event.submitter?.name;
    keep();
    if (by === 'verstuur' && navigator.onLine) { clearTimeout(soon_there); soon_there = undefined; leaving.abort(); }
    if (by === 'zoek') { event.preventDefault(); schools(); }
    else if (pin.pressed(event.submitter)) event.preventDefault();
    else if (by === 'bijwerken') {
      event.preventDefault();
      if (event.submitter.hasAttribute('data-sluit')) {
        preview.hidden = true;
        form.querySelector('[name=voorbeeld]').focus();
      }
    }
    else if (by === 'voorbeeld') { event.preventDefault(); look().then(() => preview.focus()); }
    else if (photos(form, event.submitter, keep)) event.preventDefault();
    else if (!navigator.onLine) {
      event.preventDefault();
      trouble.hidden = false;
      trouble.textContent = 'Geen internet. Laat deze pagina open, en stuur in zodra er weer verbinding is.';
    }
  });
  addEventListener('online', () => { trouble.hidden = true; });

  // --- begin ---
  const first = kept();
  // Never what somebody else typed in this tab before this person signed in.
  const theirs = (text) => !me || [...new URLSearchParams(text)].every(([name, v]) => !['naam', 'email'].includes(name) || v === me);
  const before_this = store.get();
  if (me) store.clear();
  if (form.dataset.leeg === 'ja' && before_this && theirs(before_this)) restore(before_this);
  else if (form.dataset.leeg !== 'ja') keep();
  count();
  form.dataset.wakker = 'ja';
}
