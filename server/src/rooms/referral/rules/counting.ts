import type { Fact, FactPosition } from '../../../engine/fact.ts';
import type { ProgramId } from '../../../kit/values/ids.ts';
import { comparePositions, timeOf } from '../../../kit/values/position.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { linkClicked, linkShared } from './facts.ts';
import type { ReferralPart, ReferralView } from './part.ts';
import { readPlacement } from './placements.ts';
import type { RefusalReason, Verdict } from './verdict.ts';

/** What is counted of a link: that it was followed, or passed on by a button of ours. */
export interface CountedLink {
  readonly program: ProgramId;
  readonly kind: 'click' | 'share';
  readonly placement: string | undefined;
}

// A message id of a sender never begins so: the first character belongs to ids made inside.
const kinds = [
  { kind: 'click', name: linkClicked, id: '~click.' },
  { kind: 'share', name: linkShared, id: '~share.' },
] as const;

/** What a fact counts of a link; undefined for any other fact, also for one that a sender made up. */
export function countedLink({ type, name, messageId, properties }: Fact): CountedLink | undefined {
  const known = kinds.find((each) => each.name === name && messageId.startsWith(each.id));
  const program = properties?.['program'];
  if (type !== 'track' || known === undefined || typeof program !== 'string') return undefined;
  return { program: program as ProgramId, kind: known.kind, placement: readPlacement(properties?.['placement']) };
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
