// Shortcuts on the page of one item: they lead to a button or a field, and never decide by themselves. Who talks to their
// computer, or types by accident, switches them off.

const OFF = 'sneltoetsen';
const fields = { v: 'vragen', a: 'afwijzen' };
const box = document.getElementById('sneltoetsen');

try { box.checked = localStorage.getItem(OFF) !== 'uit'; } catch { /* private mode: only for this page */ }
box.addEventListener('change', () => {
  try {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, 'uit');
  } catch { /* private mode: only for this page */ }
});

document.addEventListener('keydown', (event) => {
  if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
  const key = event.key.toLowerCase();
  const target = document.querySelector(`[data-toets="${CSS.escape(key)}"]`) ?? document.getElementById(fields[key]);
  if (key === 'w') location.href = '/redactie';
  else if (target?.matches('a')) target.click();
  else if (target) target.focus();
  else return;
  event.preventDefault();
});
