// Shortcuts on the page of one item: they lead to a button or a field, and never decide by themselves.

const fields = { v: 'vragen', a: 'afwijzen' };

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  const key = event.key.toLowerCase();
  const target = document.querySelector(`[data-toets="${CSS.escape(key)}"]`) ?? document.getElementById(fields[key]);
  if (key === 'w') location.href = '/redactie';
  else if (target?.matches('a')) target.click();
  else if (target) target.focus();
  else return;
  event.preventDefault();
});
