// On the page of one item: sentences to choose from, and shortcuts.

// A chosen sentence goes into the text at once.
for (const choice of document.querySelectorAll('select[name=zin]')) {
  choice.addEventListener('change', () => {
    const text = choice.form.elements.tekst;
    text.value = [text.value.trim(), choice.value].filter(Boolean).join('\n\n');
    choice.value = '';
    text.focus();
  });
}

// Shortcuts lead to a button or a field, and never decide by themselves. Who talks to their
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
