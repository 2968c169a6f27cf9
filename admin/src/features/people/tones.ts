import type { Pair } from '@sarafan/contract';
import type { Tone } from '../../kit/mark.tsx';

/** What the state of an invited person means at a glance. */
export const pairTones = {
  none: 'plain',
  waiting: 'waiting',
  rewarded: 'good',
  refused: 'bad',
  reversed: 'bad',
} as const satisfies Record<Pair['status'], Tone>;
