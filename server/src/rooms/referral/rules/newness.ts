import type { ProgramDefinition } from '@sarafan/contract';
import { counted, type Sentence } from '../../../kit/values/sentences.ts';
import { countTexts } from '../texts-promise.ts';

type Friend = ProgramDefinition['friend'];

/** Who counts as invited: what a friend may have been before the invitation. */
export function newnessOf({
  knownForDays,
  mayHavePaid = false,
}: Friend): 'anybody' | 'notLongKnown' | 'neverPaid' | 'newFriend' | 'newcomer' {
  // Whoever must not have been known at all is new, also where earlier customers are welcome.
  if (knownForDays === 0) return 'newcomer';
  if (mayHavePaid) return knownForDays === null ? 'anybody' : 'notLongKnown';
  return knownForDays === null ? 'neverPaid' : 'newFriend';
}

/** For how long a friend may have been known. */
export function knownWords({ knownForDays }: Friend): Sentence {
  return counted(countTexts, 'day', knownForDays ?? 0);
}
