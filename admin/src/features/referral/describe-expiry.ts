import { listAt, textAt, valueAt } from './draft.ts';
import type { Words } from './words.ts';

/** When a reward expires, and of what its holder is reminded; nothing where it never does. */
export function expiryText(reward: unknown, words: Words): string {
  const expires = valueAt(reward, '/expires');
  if (expires === undefined) return '';
  const period = words.named(`end_of_${textAt(expires, '/endOf')}`);
  return words.said('expiry_text', { period, after: textAt(expires, '/after'), remind: remindText(expires, words) });
}

function remindText(expires: unknown, words: Words): string {
  if (valueAt(expires, '/remindDays') === undefined) return '';
  const days = listAt(expires, '/remindDays').map(String).join(', ');
  return days === '' ? words.said('expiry_silent_text', {}) : words.said('expiry_remind_text', { days });
}
