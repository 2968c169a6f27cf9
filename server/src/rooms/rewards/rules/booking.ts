import type { DerivedFact } from '../../../engine/reactor.ts';
import type { GrantId, SubjectId } from '../../../kit/values/ids.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import { dayMs, type EpochMs } from '../../../kit/values/time.ts';
import { type Grant, type GrantInput, grantFromJson, grantOf, grantToJson, isSameReward } from './grant.ts';

/**
 * The books of one cause of rewards (a pair of friend and referrer): what was granted for it and what is asked for.
 *
 * A room says which rewards are owed now; the books answer with the facts that lead from what is booked to what is
 * owed. So a late fact, a refund and a correction are one thing: the owed set changes, and the difference is booked.
 *
 *   (absent) ── owed, no cap ──► granted ── its order is refunded ──► (absent), taken back
 *   (absent) ── owed, cap ─────► asked ── reserved ──► granted (with less, where a part will do)
 *                                asked ── declined ──► declined (owed still, but the cap is used up)
 *                                asked ── no longer owed ──► withdrawn ── reserved ──► (absent), released
 *                                                             withdrawn ── declined ──► (absent)
 *
 * A reward that its holder may be given only so much of is asked for in the same way in the holder's own lane, which
 * counts; then, if the program has a cap, in the cap's. What the second has no room for goes back to the first.
 *
 * What is owed no longer for another reason than a refund is a correction, and a correction takes back only what is not
 * spent. That the holder's lane knows, so it is asked:
 *
 *   granted ── no longer owed ──► revoking ── taken back ──► (absent)
 *                                 revoking ── spent ──► review ── its order is refunded ──► (absent), taken back
 *   granted ── no longer owed, the window has closed ──► review ── owed again ──► granted
 *
 * A reward in review stands until a person decides:
 *
 *   review ── approved ──► approved ── its order is refunded ──► (absent), taken back
 *   review ── refused ──► revoking ── taken back, also when it was spent ──► (absent)
 *
 * A reward that needs a person's word is pending until one lets it through. Refused, it is declined while it is owed:
 *
 *   granted ── let through ──► granted
 *   granted ── refused ──► revoking ── taken back ──► declined
 *
 * Whoever is banned loses all they were given, spent or not; it comes back as it was when the ban is lifted:
 *
 *   granted, approved, review ── annulled ──► annulled, taken back ── annulled no longer ──► what it was, granted anew
 *                                             annulled ── its order is refunded, or it is owed no longer ──► (absent)
 *
 * While one is being revoked or reviewed, or was approved, no other of its side and unit is granted in its place:
 * nobody is paid twice for one friend because they were quick to spend.
 */
export interface Books {
  /** How many times rewards of this cause were revoked; the next grant is of the next round. */
  readonly round: number;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly state: 'asked' | 'granted' | 'declined' | 'withdrawn' | 'revoking' | 'review' | 'approved' | 'annulled';
  /** The grant as JSON, since the books are kept in the engine's state. */
  readonly grant: JsonObject;
  readonly bookedAt: EpochMs;
  /** Whose answer is waited for, or who declined; the cap's where nothing is said. */
  readonly asking?: 'limit' | 'person';
  /** In review: why it was not taken back. */
  readonly review?: ReviewReason;
  /** What it was before it was annulled. */
  readonly was?: 'granted' | 'approved' | 'review';
}

/** Why a correction was not carried out: the holder has spent the reward, or the correction window has closed. */
export type ReviewReason = 'spent' | 'window_closed';

export const emptyBooks: Books = { round: 0, entries: [] };

export const rewardGranted = 'Reward Granted';
export const rewardRevoked = 'Reward Revoked';
/** The holder's answers to a revocation that is a correction. */
export const rewardTakenBack = 'Reward Taken Back';
export const rewardKept = 'Reward Kept';
export const reserveReward = 'Reserve Reward';
export const releaseReward = 'Release Reward';
export const rewardReserved = 'Reward Reserved';
export const rewardDeclined = 'Reward Declined';

/**
 * Why a reward is revoked: a refund takes back also what is spent, a correction asks first and takes back the rest, a
 * refusal by a person takes back what is spent and is answered, an annulment takes it back and is not.
 */
export type RevocationCause = 'refund' | 'correction' | 'refusal' | 'annulment';

export interface Booking {
  readonly books: Books;
  readonly facts: readonly DerivedFact[];
  /** Present when a reward stands that is owed no longer: a person has to look. */
  readonly review?: ReviewReason;
}

/** Why and when books are corrected. Grants booked before `closedBefore` are beyond correction, save by a refund. */
export interface Occasion {
  readonly now: EpochMs;
  /** Why a grant is owed no longer. */
  readonly because: (grant: Grant) => string;
  readonly closedBefore: EpochMs;
  /** True when the order that a grant was for has been refunded. */
  readonly isRefunded: (grant: Grant) => boolean;
  /** True as long as whoever was given it may keep nothing of this kind. */
  readonly isAnnulled: (grant: Grant) => boolean;
}

/** What is owed, without what the books give it: the id, and the end of its hold counted from the booking. */
export type Owed = Omit<GrantInput, 'round' | 'availableAt'> & {
  readonly holdDays: number;
  /** It is available not before that moment, whenever its hold ends. */
  readonly accruedAt?: EpochMs;
};

/** Books the difference between what is owed and what is booked. */
export function book(books: Books, owed: readonly Owed[], occasion: Occasion): Booking {
  const matched = match(books.entries, owed);
  const facts: DerivedFact[] = [];
  const kept: Entry[] = [];
  for (const entry of books.entries) {
    const next = matched.booked.has(entry) ? stillOwed(entry) : noLongerOwed(entry, occasion);
    if (next.entry !== undefined) kept.push(next.entry);
    if (next.fact !== undefined) facts.push(next.fact);
  }
  const isRevoked = books.entries.some((entry) => !matched.booked.has(entry) && !kept.includes(entry));
  const round = isRevoked ? books.round + 1 : books.round;
  const restored = kept.map((entry) => restore(entry, { ...occasion, round, isOwed: matched.booked.has(entry) }));
  const entries = restored.map(({ entry }) => entry);
  facts.push(...restored.flatMap(({ fact }) => fact ?? []));
  const isChanged = entries.length !== books.entries.length || entries.some((each, at) => each !== books.entries[at]);
  const standing = entries.filter((entry) => standsInPlace.has(entry.state));
  let isAdded = false;
  for (const each of matched.open) {
    const place = standing.findIndex(({ grant }) => isInPlaceOf(grant, each));
    if (place >= 0) {
      standing.splice(place, 1);
      continue;
    }
    const { entry, fact } = granted(each, round, occasion.now);
    entries.push(entry);
    facts.push(fact);
    isAdded = true;
  }
  const review = entries.find((entry) => entry.state === 'review')?.review;
  return {
    books: isChanged || isAdded ? { round, entries } : books,
    facts,
    ...(review === undefined ? {} : { review }),
  };
}

interface Matched {
  /** Entries that are owed, each by one reward. */
  readonly booked: ReadonlySet<Entry>;
  /** What is owed and not booked. */
  readonly open: readonly Owed[];
}

/** Nothing else is granted in the place of these, although they are owed no longer. */
const standsInPlace: ReadonlySet<Entry['state']> = new Set(['revoking', 'review', 'approved']);

function isInPlaceOf(grant: JsonObject, { side, unit, slot }: Owed): boolean {
  return grant['side'] === side && grant['unit'] === unit && grant['slot'] === slot;
}

/** The most settled first: of two entries for one reward the other one is owed no longer. */
const byState: readonly Entry['state'][] = [
  ...(['granted', 'approved', 'asked', 'declined'] as const),
  ...(['review', 'revoking', 'annulled'] as const),
];

/** Pairs what is owed with what is booked, one for one: two persons who became one may have booked the same twice. */
function match(entries: readonly Entry[], owed: readonly Owed[]): Matched {
  const booked = new Set<Entry>();
  const open: Owed[] = [];
  for (const each of owed) {
    const alike = entries.filter((entry) => !booked.has(entry) && isSameReward(each, grantFromJson(entry.grant)));
    const found = byState.flatMap((state) => alike.filter((entry) => entry.state === state))[0];
    if (found === undefined) open.push(each);
    else booked.add(found);
  }
  return { booked, open };
}

interface Step {
  readonly entry?: Entry;
  readonly fact?: DerivedFact;
}

/** What is in review and owed again is as if nothing had been; what is being revoked waits for its holder's answer. */
function stillOwed(entry: Entry): Step {
  if (entry.state !== 'review') return { entry };
  const { grant, bookedAt } = entry;
  return { entry: { state: 'granted', grant, bookedAt } };
}

function noLongerOwed(entry: Entry, occasion: Occasion): Step {
  const { now, closedBefore } = occasion;
  switch (entry.state) {
    case 'withdrawn':
    case 'revoking':
      return { entry };
    case 'declined':
      // A word of a person against it stands, also behind a ban.
      return occasion.isAnnulled(grantFromJson(entry.grant)) ? { entry } : {};
    case 'annulled': {
      const grant = grantFromJson(entry.grant);
      if (occasion.isAnnulled(grant)) return { entry };
      return entry.was === 'granted' || occasion.isRefunded(grant) ? {} : { entry };
    }
    case 'asked':
      return { entry: { ...entry, state: 'withdrawn' } };
    case 'granted':
    case 'approved':
    case 'review': {
      const grant = grantFromJson(entry.grant);
      if (occasion.isRefunded(grant)) return { fact: revocation(grant, 'refund', occasion, now) };
      if (occasion.isAnnulled(grant)) {
        const fact = revocation(grant, 'annulment', occasion, now);
        return { entry: { ...entry, state: 'annulled', was: entry.state }, fact };
      }
      if (entry.state !== 'granted') return { entry };
      if (entry.bookedAt < closedBefore) return { entry: { ...entry, state: 'review', review: 'window_closed' } };
      return { entry: { ...entry, state: 'revoking' }, fact: revocation(grant, 'correction', occasion, now) };
    }
  }
}

function revocation(grant: Grant, cause: RevocationCause, { because }: Occasion, at: EpochMs): DerivedFact {
  const why = cause === 'refund' ? { cause, because: 'refunded' } : { cause, because: because(grant) };
  return factAbout(rewardRevoked, grant.holder, grant, at, why);
}

interface Restoring extends Occasion {
  readonly round: number;
  /** False where a person let it stand, or still has to decide: nothing but that word speaks for it. */
  readonly isOwed: boolean;
}

/**
 * What was annulled and is so no longer is granted anew, to be had when it could be had before. What a limit or a cap
 * had room for was given back to it, so it is asked for again; a person's word asked neither.
 */
function restore(entry: Entry, { now, round, isOwed, isAnnulled }: Restoring): { entry: Entry; fact?: DerivedFact } {
  if (entry.state !== 'annulled' || isAnnulled(grantFromJson(entry.grant))) return { entry };
  const { limit, cap, owedMinor, id: _before, ...grant } = grantFromJson(entry.grant);
  const { bookedAt, was = 'granted', review } = entry;
  if (isOwed) {
    const asked = { ...(limit === undefined ? {} : { limit }), ...(cap === undefined ? {} : { cap }) };
    const anew = grantOf({ ...grant, ...asked, amountMinor: owedMinor ?? grant.amountMinor, round });
    return asking(anew, bookedAt, now);
  }
  const anew = grantOf({ ...grant, round });
  const fact = factAbout(rewardGranted, anew.holder, anew, now, {});
  const left = { grant: grantToJson(anew), bookedAt, ...(review === undefined ? {} : { review }) };
  return { entry: { ...left, state: was }, fact };
}

function granted(
  { holdDays, accruedAt = 0, ...input }: Owed,
  round: number,
  now: EpochMs,
): { entry: Entry; fact: DerivedFact } {
  return asking(grantOf({ ...input, availableAt: Math.max(accruedAt, now + holdDays * dayMs), round }), now, now);
}

/** Asks whoever has to have room for it, the holder's limit before the cap; else it is granted. */
function asking(grant: Grant, bookedAt: EpochMs, now: EpochMs): { entry: Entry; fact: DerivedFact } {
  const json = grantToJson(grant);
  if (grant.limit !== undefined) {
    return {
      entry: { state: 'asked', grant: json, bookedAt, asking: 'limit' },
      fact: factAbout(reserveReward, grant.holder, grant, now, {}),
    };
  }
  return askCap(grant, { grant: json, bookedAt }, now);
}

/** Asks the program's cap; without one there is nobody left to ask. */
function askCap(
  grant: Grant,
  entry: Pick<Entry, 'grant' | 'bookedAt'>,
  at: EpochMs,
): { entry: Entry; fact: DerivedFact } {
  return grant.cap === undefined
    ? { entry: { ...entry, state: 'granted' }, fact: factAbout(rewardGranted, grant.holder, grant, at, {}) }
    : { entry: { ...entry, state: 'asked' }, fact: factAbout(reserveReward, grant.cap.subject, grant, at, {}) };
}

/**
 * A limit or a cap answered how much it has reserved; nothing, when it declined. Undefined when the books know no such
 * question.
 */
export function bookAnswer(books: Books, id: GrantId, reservedMinor: bigint, at: EpochMs): Booking | undefined {
  const entry = books.entries.find((each) => each.grant['id'] === id);
  if (entry === undefined || (entry.state !== 'asked' && entry.state !== 'withdrawn')) return undefined;
  const others = books.entries.filter((each) => each !== entry);
  const grant = grantFromJson(entry.grant);
  const isCap = entry.asking === undefined;
  const heldMinor = isCap && grant.limit !== undefined ? grant.amountMinor : 0n;
  if (entry.state === 'withdrawn') {
    const asked = isCap ? grant.cap?.subject : grant.holder;
    const facts = [...released(asked, grant, reservedMinor, at), ...released(grant.holder, grant, heldMinor, at)];
    return { books: { ...books, entries: others }, facts };
  }
  if (reservedMinor === 0n) {
    const facts = released(grant.holder, grant, heldMinor, at);
    return { books: { ...books, entries: [...others, { ...entry, state: 'declined' }] }, facts };
  }
  const given = reservedMinor === grant.amountMinor ? grant : lessened(grant, reservedMinor);
  const known = { grant: grantToJson(given), bookedAt: entry.bookedAt };
  const tooMuch = heldMinor > reservedMinor ? heldMinor - reservedMinor : 0n;
  const next: { entry: Entry; fact: DerivedFact } = isCap
    ? { entry: { ...known, state: 'granted' }, fact: factAbout(rewardGranted, given.holder, given, at, {}) }
    : askCap(given, known, at);
  const facts = [next.fact, ...released(grant.holder, grant, tooMuch, at)];
  return { books: { ...books, entries: [...others, next.entry] }, facts };
}

/** There was room for a part of the reward only. */
function lessened(grant: Grant, amountMinor: bigint): Grant {
  return { ...grant, amountMinor, owedMinor: grant.owedMinor ?? grant.amountMinor };
}

/** Gives back what was reserved and is not needed. */
function released(subject: SubjectId | undefined, grant: Grant, amountMinor: bigint, at: EpochMs): DerivedFact[] {
  if (subject === undefined || amountMinor === 0n) return [];
  return [factAbout(releaseReward, subject, { ...grant, amountMinor }, at, {})];
}

/** The holder answered a correction. Undefined when the books know no such question. */
export function bookRevoked(books: Books, id: GrantId, taken: boolean): Books | undefined {
  const entry = books.entries.find((each) => each.state === 'revoking' && each.grant['id'] === id);
  if (entry === undefined) return undefined;
  const entries = books.entries.flatMap((each): Entry[] => {
    if (each !== entry) return [each];
    if (taken) return entry.asking === 'person' ? [{ ...entry, state: 'declined' }] : [];
    return [{ ...entry, state: 'review', review: 'spent' }];
  });
  return { ...books, entries };
}

/**
 * A fact about a grant, carrying it whole. Grants follow from what servers told, so it has a server's trust; and the
 * books count on its being heard, so no budget cuts it.
 */
export function factAbout(name: string, subject: SubjectId, grant: Grant, at: EpochMs, more: JsonObject): DerivedFact {
  return {
    name,
    subject,
    timestamp: at,
    trust: 'server',
    owed: true,
    properties: { grant: grantToJson(grant), ...more },
  };
}
