import type { DerivedFact } from '../../../engine/reactor.ts';
import type { GrantId, SubjectId } from '../../../kit/values/ids.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import { dayMs, type EpochMs } from '../../../kit/values/time.ts';
import { type Grant, type GrantInput, grantFromJson, grantOf, grantToJson } from './grant.ts';

/**
 * The books of one cause of rewards (a pair of friend and referrer): what was granted for it and what is asked for.
 *
 * A room says which rewards are owed now; the books answer with the facts that lead from what is booked to what is
 * owed. So a late fact, a refund and a correction are one thing: the owed set changes, and the difference is booked.
 *
 *   (absent) ── owed, no cap ──► granted ── no longer owed ──► (absent), revoked
 *   (absent) ── owed, cap ─────► asked ── reserved ──► granted
 *                                asked ── declined ──► declined (owed still, but the cap is used up)
 *                                asked ── no longer owed ──► withdrawn ── reserved ──► (absent), released
 *                                                             withdrawn ── declined ──► (absent)
 */
export interface Books {
  /** How many times a reward of this cause was revoked; the next grant is of the next round. */
  readonly round: number;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly state: 'asked' | 'granted' | 'declined' | 'withdrawn';
  /** The grant as JSON, since the books are kept in the engine's state. */
  readonly grant: JsonObject;
  readonly bookedAt: EpochMs;
}

export const emptyBooks: Books = { round: 0, entries: [] };

export const rewardGranted = 'Reward Granted';
export const rewardRevoked = 'Reward Revoked';
export const reserveReward = 'Reserve Reward';
export const releaseReward = 'Release Reward';
export const rewardReserved = 'Reward Reserved';
export const rewardDeclined = 'Reward Declined';

export interface Booking {
  readonly books: Books;
  readonly facts: readonly DerivedFact[];
  /** True when what is owed changed too late for a correction: nothing was booked, a person has to look. */
  readonly review?: boolean;
}

/** Why and when books are corrected. Grants booked before `closedBefore` are beyond correction, save by a refund. */
export interface Occasion {
  readonly now: EpochMs;
  readonly because: string;
  readonly closedBefore: EpochMs;
}

/** What is owed, without what the books give it: the id, and the end of its hold counted from the booking. */
export type Owed = Omit<GrantInput, 'round' | 'availableAt'> & { readonly holdDays: number };

/** Books the difference between what is owed and what is booked. `because` goes with a revocation. */
export function book(books: Books, owed: readonly Owed[], { now, because, closedBefore }: Occasion): Booking {
  const closed = books.entries.some((entry) => entry.state === 'granted' && entry.bookedAt < closedBefore);
  if (closed && !books.entries.every((entry) => owed.some((each) => sameReward(each, grantFromJson(entry.grant))))) {
    return { books, facts: [], review: true };
  }
  const facts: DerivedFact[] = [];
  const kept: Entry[] = [];
  let round = books.round;
  for (const entry of books.entries) {
    const grant = grantFromJson(entry.grant);
    if (entry.state === 'withdrawn' || owed.some((each) => sameReward(each, grant))) {
      kept.push(entry);
      continue;
    }
    round = books.round + 1;
    if (entry.state === 'asked') kept.push({ ...entry, state: 'withdrawn' });
    else if (entry.state === 'granted') facts.push(factAbout(rewardRevoked, grant.holder, grant, now, { because }));
  }
  for (const each of owed) {
    const present = kept.some((entry) => entry.state !== 'withdrawn' && sameReward(each, grantFromJson(entry.grant)));
    if (present) continue;
    const { holdDays, ...input } = each;
    const grant = grantOf({ ...input, availableAt: now + holdDays * dayMs, round });
    if (grant.cap === undefined) {
      kept.push({ state: 'granted', grant: grantToJson(grant), bookedAt: now });
      facts.push(factAbout(rewardGranted, grant.holder, grant, now, {}));
    } else {
      kept.push({ state: 'asked', grant: grantToJson(grant), bookedAt: now });
      facts.push(factAbout(reserveReward, grant.cap.subject, grant, now, {}));
    }
  }
  return { books: { round, entries: kept }, facts };
}

/** Two rewards are the same when the same person gets the same for the same order; a new version alone is no change. */
function sameReward(owed: Owed, grant: Grant): boolean {
  return (
    owed.side === grant.side &&
    // The friend is whoever the books belong to, even after two profiles of theirs became one person.
    (owed.side === 'friend' || owed.holder === grant.holder) &&
    owed.order === grant.order &&
    owed.unit === grant.unit &&
    owed.amountMinor === grant.amountMinor
  );
}

/** The cap answered. Undefined when the books know no such question. */
export function bookAnswer(books: Books, id: GrantId, reserved: boolean, at: EpochMs): Booking | undefined {
  const entry = books.entries.find((each) => each.grant['id'] === id);
  if (entry === undefined || (entry.state !== 'asked' && entry.state !== 'withdrawn')) return undefined;
  const others = books.entries.filter((each) => each !== entry);
  const grant = grantFromJson(entry.grant);
  if (entry.state === 'withdrawn') {
    const released =
      reserved && grant.cap !== undefined ? [factAbout(releaseReward, grant.cap.subject, grant, at, {})] : [];
    return { books: { ...books, entries: others }, facts: released };
  }
  const state = reserved ? 'granted' : 'declined';
  const facts = reserved ? [factAbout(rewardGranted, grant.holder, grant, at, {})] : [];
  return { books: { ...books, entries: [...others, { ...entry, state }] }, facts };
}

/** A fact about a grant, carrying it whole. Grants follow from what servers told, so it has a server's trust. */
export function factAbout(name: string, subject: SubjectId, grant: Grant, at: EpochMs, more: JsonObject): DerivedFact {
  return { name, subject, timestamp: at, trust: 'server', properties: { grant: grantToJson(grant), ...more } };
}
