/**
 * The school's own script. It works with or without Sarafan: what the SDK knows is filled in when it is there, and the
 * calls wait for it in a list that the SDK takes over.
 */
export const schoolScript = `'use strict';
const sarafan = (window.sarafan ||= { q: [] });
const tell = (...call) => window.sarafan.q.push(call);

tell('ready', (sdk) => {
  const { click, code } = sdk.invitation();
  for (const field of document.querySelectorAll('input[name=anonymousId]')) field.value = sdk.anonymousId();
  for (const field of document.querySelectorAll('input[name=code]')) if (!field.value && code) field.value = code;
  for (const note of document.querySelectorAll('[data-invited]')) note.hidden = !(click || code);
});

for (const seen of document.querySelectorAll('[data-track]')) {
  seen.addEventListener('click', () => tell('track', seen.dataset.track, { course: seen.dataset.course }));
}

const methods = document.querySelectorAll('input[name=method]');
const showFields = () => {
  for (const part of document.querySelectorAll('[data-method]')) {
    const chosen = document.querySelector('input[name=method]:checked')?.value;
    part.hidden = part.dataset.method !== chosen;
    for (const field of part.querySelectorAll('input')) field.disabled = part.hidden;
  }
};
for (const method of methods) method.addEventListener('change', showFields);
if (methods.length > 0) showFields();

for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = before; }, 2000);
  });
}

for (const link of document.querySelectorAll('[data-leave]')) link.addEventListener('click', () => tell('reset'));
`;
