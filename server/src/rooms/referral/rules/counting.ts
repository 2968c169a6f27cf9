import type { Fact, FactPosition } from '../../../engine/fact.ts';
import type { ProgramId } from '../../../kit/values/ids.ts';
import { comparePositions, timeOf } from '../../../kit/values/position.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { linkClicked } from './facts.ts';
import type { ReferralPart, ReferralView } from './part.ts';
import type { RefusalReason, Verdict } from './verdict.ts';

/** The program whose link was followed; undefined for any other fact, also for one that a sender made up. */
export function countedClick({ type, name, messageId, properties }: Fact): ProgramId | undefined {
  // A message id of a sender never begins so: the first character belongs to ids made inside.
  if (type !== 'track' || name !== linkClicked || !messageId.startsWith('~click.')) return undefined;
  const program = properties?.['program'];
  return typeof program === 'string' ? (program as ProgramId) : undefined;
}

/** Who was there before, or was not invited after all, did not come by the invitation. */
const cameOtherwise: ReadonlySet<RefusalReason> = new Set([
  'self_referral',
  'already_paid',
  'already_known',
  'unbound',
  'not_invited',
]);

/** When an invited friend became known: from then on they are both invited and named by a server; null before. */
export function registeredAt({ reason, touch }: Verdict, { knownSince }: ReferralView): EpochMs | null {
  if (touch === undefined || knownSince === undefined) return null;
  if (reason !== undefined && cameOtherwise.has(reason)) return null;
  return Math.max(timeOf(touch.at), timeOf(knownSince));
}

/** The first fact in which a server named the person, by whichever profile. */
export function knownSinceOf(parts: Iterable<ReferralPart>): FactPosition | undefined {
  let first: FactPosition | undefined;
  for (const { knownSince } of parts) {
    if (knownSince === undefined) continue;
    if (first === undefined || comparePositions(knownSince, first) < 0) first = knownSince;
  }
  return first;
}
