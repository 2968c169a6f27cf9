import type { Explanation } from '@sarafan/contract';
import type { Tone } from '../../kit/mark.tsx';

/** What became of one reward. */
export const earningTones = {
  earned: 'good',
  reversed: 'bad',
  refused: 'bad',
  waiting: 'waiting',
} as const satisfies Record<Explanation['earnings'][number]['status'], Tone>;

export const bonusTones = {
  open: 'waiting',
  earned: 'good',
  missed: 'plain',
} as const satisfies Record<Explanation['bonuses'][number]['state'], Tone>;
