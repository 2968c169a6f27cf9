import type { ProfileId, SubjectId } from '../../../kit/values/ids.ts';
import { comparePositions, type FactPosition } from '../../../kit/values/position.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { ChoicesAt } from './choices.ts';

/**
 * What somebody who invites has brought, so that amounts may grow with it. A friend's lane tells of each cause that
 * counts (`Referral Counted`), and when it counts no longer; the inviter's lane answers where they stood at that cause
 * (`Standing Told`), and again whenever facts that came late change the answer.
 *
 * A cause counts from its own place in history until it is refunded: whoever was the fifth friend stays the fifth when
 * the first one is refunded later. So the answer follows from the set of facts, not from their arrival (INV-2).
 *
 * The latest causes are kept one by one. Earlier ones are closed: only their sums are kept, and what changes among them
 * changes the sums, and no answer that was given before.
 */
export type Counted = {
  readonly friend: SubjectId;
  readonly cause: string;
  /** How far up the inviter is; only on the first level it is counted, further up it asks who invited them. */
  readonly level: number;
  /**
   * Where it counts for nothing and only asks who is above: by an invitation from before that moment, since a chain
   * grows at its end, and whoever closes it to a ring is the last to come.
   */
  readonly asks?: { readonly before: EpochMs };
  readonly at: FactPosition;
  /** When it was refunded. */
  readonly until?: FactPosition;
  /** True of the first cause of a friend; until when there is one of that friend at all. */
  readonly isFriend?: true;
  readonly friendUntil?: FactPosition;
  /** What was paid in money. */
  readonly currency?: string;
  readonly moneyMinor?: string;
  /** The periods that it lies in, such as month:2026-01, as far as scales ask for them. */
  readonly periods: readonly string[];
};

export type Sums = {
  readonly friends: number;
  readonly payments: number;
  /** In minor units, by currency. */
  readonly turnover: Readonly<Record<string, string>>;
};

/** Sums by period; the empty name is all time. */
export type Standing = Readonly<Record<string, Sums>>;

/** A cause that is kept, with a mark of what was told of it, so that only news is told. */
export type OpenCause = Counted & { readonly told?: string };

export interface Tally {
  /** In order of position. */
  readonly open: readonly OpenCause[];
  readonly closed: Standing;
  /** When it is looked at what news has changed for causes from the earliest of it on; absent when nothing has. */
  readonly retell?: { readonly at: EpochMs; readonly from: FactPosition };
}

export const emptyTally: Tally = { open: [], closed: {} };

const nothingBrought: Sums = { friends: 0, payments: 0, turnover: {} };

export const standingLimits = {
  /** Causes that are kept one by one. */
  open: 300,
  /** Periods of which sums of closed causes are kept, the latest. */
  periods: 60,
  /** News that changes later answers is gathered for so long: what arrives in disorder would tell each of them anew. */
  retellMs: 1_000,
} as const;

/** Whether two are the same cause, whatever is known of it. */
export function isSameCause(left: CauseKey, right: CauseKey): boolean {
  return left.cause === right.cause && left.friend === right.friend && left.level === right.level;
}

type CauseKey = Pick<Counted, 'friend' | 'level' | 'cause'>;

/** A cause counts, or what is known of it has changed; `isNew` when it was never told before. */
export function count(tally: Tally, counted: Counted, isNew: boolean): Tally {
  const known = tally.open.find((each) => isSameCause(each, counted));
  if (known === undefined && !isNew) return { ...tally, closed: corrected(tally.closed, counted) };
  const others = known === undefined ? tally.open : tally.open.filter((each) => each !== known);
  const kept: OpenCause = known?.told === undefined ? counted : { ...counted, told: known.told };
  const later = others.findIndex((each) => comparePositions(each.at, counted.at) > 0);
  const open = later < 0 ? [...others, kept] : others.toSpliced(later, 0, kept);
  return closeEarliest({ ...tally, open });
}

/** A cause counts no longer, as if it had never been; what is closed stays as it is. */
export function discount(tally: Tally, counted: CauseKey): Tally {
  const open = tally.open.filter((each) => !isSameCause(each, counted));
  return open.length === tally.open.length ? tally : { ...tally, open };
}

function closeEarliest(tally: Tally): Tally {
  const [earliest, ...open] = tally.open;
  if (earliest === undefined || tally.open.length <= standingLimits.open) return tally;
  return closeEarliest({ ...tally, open, closed: closedWith(tally.closed, earliest) });
}

export const isAsking = ({ level, asks }: Counted): boolean => level > 1 || asks !== undefined;

function closedWith(closed: Standing, counted: Counted): Standing {
  return isAsking(counted) || counted.until !== undefined ? closed : added(closed, counted, 1);
}

/** Of a closed cause nothing changes but that it was refunded. */
function corrected(closed: Standing, counted: Counted): Standing {
  return isAsking(counted) || counted.until === undefined ? closed : added(closed, counted, -1);
}

function added(closed: Standing, counted: Counted, sign: 1 | -1): Standing {
  const sums = { ...closed };
  for (const period of ['', ...counted.periods]) sums[period] = plus(sums[period] ?? nothingBrought, counted, sign);
  const kept = Object.keys(sums).toSorted();
  const dropped = kept.filter((period) => period !== '').slice(0, -standingLimits.periods);
  for (const period of dropped) delete sums[period];
  return sums;
}

/** A cause more, or less; its friend too, where it is the first and there still is one. */
function plus(sums: Sums, counted: Counted, sign: 1 | -1): Sums {
  const { isFriend, friendUntil, currency, moneyMinor } = counted;
  const friends = sums.friends + (isFriend === true && friendUntil === undefined ? sign : 0);
  const payments = sums.payments + sign;
  if (currency === undefined || moneyMinor === undefined) return { ...sums, friends, payments };
  const turnover = String(BigInt(sums.turnover[currency] ?? 0) + BigInt(sign) * BigInt(moneyMinor));
  return { friends, payments, turnover: { ...sums.turnover, [currency]: turnover } };
}

/** All tallies of a person's profiles as one. */
export function joined(tallies: readonly Tally[]): Tally {
  const [first = emptyTally, ...others] = tallies;
  if (others.length === 0) return first;
  const open = tallies.flatMap((each) => each.open);
  const closed: Record<string, Sums> = {};
  for (const { closed: sums } of tallies) {
    for (const [period, each] of Object.entries(sums))
      closed[period] = together(closed[period] ?? nothingBrought, each);
  }
  return { open: open.toSorted((left, right) => comparePositions(left.at, right.at)), closed };
}

function together(left: Sums, right: Sums): Sums {
  const turnover = { ...left.turnover };
  for (const [currency, minor] of Object.entries(right.turnover)) {
    turnover[currency] = String(BigInt(turnover[currency] ?? 0) + BigInt(minor));
  }
  return { friends: left.friends + right.friends, payments: left.payments + right.payments, turnover };
}

/** By whom somebody was invited, and when; whether they have bought since, and so are a link of chains. */
export type Link = { readonly inviter: SubjectId; readonly at: EpochMs; readonly hasBought?: true };

/** What an inviter's lane told of a cause: where the inviter stood, and who invited the inviter. */
export interface StandingTold {
  readonly standing?: Standing;
  /** The tasks of the program that the inviter had taken by then; absent where there were none. */
  readonly tasks?: readonly string[];
  /** What the inviter had chosen by then among rewards; absent where that was nothing. */
  readonly choices?: ChoicesAt;
  /** Level by level: who is above, null where there is nobody. */
  readonly above: readonly (SubjectId | null)[];
  /** Level by level, of a chain: whether whoever answered has bought. */
  readonly links?: readonly boolean[];
}

/** What profiles of a person have told of causes: whom, under which name of the friend, and a mark of what was said. */
export type CountedWith = Readonly<Record<string, string>>;

export interface Teller {
  readonly to: SubjectId;
  readonly friend: SubjectId;
  readonly mark: string;
}

export function readTeller(text: string): Teller {
  const [to = '', friend = '', mark = ''] = text.split(' ');
  return { to: to as SubjectId, friend: friend as SubjectId, mark };
}

export const tellerText = ({ to, friend, mark }: Teller): string => `${to} ${friend} ${mark}`;

/** A map over all profiles; the person's own profile has the last word. */
export function overAll<Value>(
  parts: ReadonlyMap<ProfileId, unknown>,
  profiles: readonly ProfileId[],
  read: (profile: ProfileId) => Readonly<Record<string, Value>> | undefined,
): Readonly<Record<string, Value>> {
  const known = profiles.filter((profile) => parts.has(profile)).toReversed();
  return Object.assign({}, ...known.map((profile) => read(profile) ?? {})) as Readonly<Record<string, Value>>;
}
