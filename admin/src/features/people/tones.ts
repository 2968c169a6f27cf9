import type { Explanation, Pair } from '@sarafan/contract';
import type { Tone } from '../../kit/mark.tsx';

/** What the state of an invited person means at a glance. */
export const pairTones = {
  none: 'plain',
  waiting: 'waiting',
  rewarded: 'good',
  refused: 'bad',
  reversed: 'bad',
} as const satisfies Record<Pair['status'], Tone>;

/** What became of one reward. */
export const earningTones = {
  earned: 'good',
  reversed: 'bad',
  refused: 'bad',
  waiting: 'waiting',
} as const satisfies Record<Explanation['earnings'][number]['status'], Tone>;
