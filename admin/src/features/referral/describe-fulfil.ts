import { textAt } from './draft.ts';
import type { Words } from './words.ts';

/** How a reward is handed out; nothing where it is a balance. */
export function fulfilText(reward: unknown, words: Words): string {
  const by = textAt(reward, '/fulfil/by');
  if (by === '') return '';
  const promotion = textAt(reward, '/fulfil/promotion');
  return [words.named(`fulfil_${by}`), promotion].filter((each) => each !== '').join(': ');
}
