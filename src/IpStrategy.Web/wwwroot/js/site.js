// Only comfort: every page does all it can without this file.
'use strict';

const fieldsOfText = 'input, textarea, select, [contenteditable]';
const rows = () => [...document.querySelectorAll('tbody tr')].filter(row => row.querySelector('a.row-link'));

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex(row => row.hasAttribute('data-at'));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))];
  all.forEach(row => row.removeAttribute('data-at'));
  next.setAttribute('data-at', '');
  next.querySelector('a.row-link').focus();
  next.scrollIntoView({ block: 'nearest' });
}

let before = '';
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest(fieldsOfText)) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const keys = {
    '/': () => document.querySelector('[data-search]')?.focus(),
    j: () => move(1),
    k: () => move(-1),
    '?': () => document.querySelector('[data-keys]')?.click(),
    i: () => before === 'g' && document.querySelector('[data-inbox]')?.click(),
    h: () => before === 'g' && document.querySelector('[data-home]')?.click(),
  };
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
  before = event.key;
});

// Filters take effect when they are chosen; without this file the button does it.
document.addEventListener('change', event => {
  const form = event.target.closest('form[data-at-once]');
  if (form) form.requestSubmit();
});

// A list of agencies is narrowed while one types; what is ticked stays in sight.
document.addEventListener('input', event => {
  const search = event.target.closest('[data-narrows]');
  if (!search) return;
  const wanted = search.value.trim();
  const list = document.getElementById(search.dataset.narrows);
  for (const pick of list.querySelectorAll('.pick')) {
    pick.hidden = !!wanted && !pick.textContent.includes(wanted) && !pick.querySelector('input').checked;
  }
  for (const group of list.querySelectorAll('[data-group]')) {
    group.hidden = ![...group.querySelectorAll('.pick')].some(pick => !pick.hidden);
  }
});

// The search above the list is for the eye only: Enter must not send the form.
document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && event.target.closest('[data-narrows]')) event.preventDefault();
});

// Tick all rows of a table at once.
document.addEventListener('change', event => {
  const all = event.target.closest('[data-ticks]');
  if (!all) return;
  for (const box of document.querySelectorAll(`input[name="${all.dataset.ticks}"]`)) box.checked = all.checked;
});

// A second click on the same button sends nothing: the server would refuse it, but in words nobody needs.
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method.toLowerCase() !== 'post') return;
  if (form.hasAttribute('data-sent')) event.preventDefault();
  form.setAttribute('data-sent', '');
});
window.addEventListener('pageshow', () => {
  document.querySelectorAll('form[data-sent]').forEach(form => form.removeAttribute('data-sent'));
});

// On a phone facts and filters stand folded, so that what they are about is in sight.
function fold(root) {
  if (matchMedia('(max-width: 760px)').matches) {
    root.querySelectorAll('details.facts[open], details.filter-fold[open]').forEach(part => part.removeAttribute('open'));
  }
}
document.addEventListener('DOMContentLoaded', () => {
  document.querySelectorAll('[data-needs-script]').forEach(part => part.removeAttribute('hidden'));
  document.querySelector('[data-focus]')?.focus();
  fold(document);
});
