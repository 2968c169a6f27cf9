import type { DerivedFact } from '../../../engine/reactor.ts';
import type { GrantId } from '../../../kit/values/ids.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { type Booking, type Books, type Entry, factAbout, type ReviewReason, rewardRevoked } from './booking.ts';
import { grantFromJson, grantToJson } from './grant.ts';

/** The command by which support decides about a reward in review. */
export const reviewReward = 'Review Reward';
/** What a revocation says that a person asked for. */
export const refusedBySupport = 'refused_by_support';
/** A person let a reward through that waited for it. */
export const rewardLetThrough = 'Reward Let Through';
/** Tells the holder's lane that a reward is in review, was approved, or is an ordinary one again. */
export const rewardReviewed = 'Reward Reviewed';

export type ReviewVerdict = 'approve' | 'refuse';

/**
 * A person decided about a reward in review. Approved, it stands against every correction, and only the refund of its
 * order takes it back. Refused, it is taken back whether or not it was spent, since a person answers for the debt. One
 * that waits to be let through is an ordinary reward from then on, or declined. Undefined when the books have no such
 * reward; a second approval changes nothing.
 */
export function bookReviewed(books: Books, id: GrantId, verdict: ReviewVerdict, at: EpochMs): Booking | undefined {
  const entry = books.entries.find((each) => each.grant['id'] === id);
  if (entry?.state === 'approved' && verdict === 'approve') return { books, facts: [] };
  if (entry?.state === 'granted' && entry.grant['approval'] === true && verdict === 'approve') {
    const { approval: _waits, ...grant } = grantFromJson(entry.grant);
    const through = { ...grant, availableAt: at };
    const next = books.entries.map((each) => (each === entry ? { ...entry, grant: grantToJson(through) } : each));
    return { books: { ...books, entries: next }, facts: [factAbout(rewardLetThrough, grant.holder, through, at, {})] };
  }
  const isWaiting = entry?.state === 'granted' && entry.grant['approval'] === true;
  if (entry === undefined || (entry.state !== 'review' && !isWaiting)) return undefined;
  const { grant: json, bookedAt } = entry;
  const state = verdict === 'approve' ? 'approved' : 'revoking';
  // What is owed still is declined for good, and nothing else is granted in its place.
  const asking = isWaiting ? ({ asking: 'person' } as const) : {};
  const decided: Entry = { state, grant: json, bookedAt, ...asking };
  const entries = books.entries.map((each) => (each === entry ? decided : each));
  if (verdict === 'approve') return { books: { ...books, entries }, facts: [] };
  const grant = grantFromJson(json);
  const why = { cause: 'refusal', because: refusedBySupport };
  return {
    books: { round: books.round + 1, entries },
    facts: [factAbout(rewardRevoked, grant.holder, grant, at, why)],
  };
}

/** What holders' lanes have to hear, for lists, of what came into review and out of it. */
export function reviewNews(before: Books, after: Books, at: EpochMs): readonly DerivedFact[] {
  if (before === after) return [];
  const known = new Map(before.entries.map((entry) => [entry.grant['id'], markOf(entry)]));
  return after.entries.flatMap((entry) => {
    const review = markOf(entry);
    if (review === (known.get(entry.grant['id']) ?? null) || entry.state === 'revoking') return [];
    const grant = grantFromJson(entry.grant);
    return [factAbout(rewardReviewed, grant.holder, grant, at, { review })];
  });
}

function markOf({ state, review }: Entry): ReviewReason | 'approved' | null {
  if (state === 'approved') return 'approved';
  return state === 'review' ? (review ?? 'spent') : null;
}
