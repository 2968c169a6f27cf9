import type { GrantId, ProfileId } from '../../../kit/values/ids.ts';
import type { Layered } from '../../../kit/values/imports.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { type Grant, grantToJson } from './grant.ts';

/**
 * What was given to one profile and is left of it, in minor units as decimal texts, since JSON has no bigint. A person
 * holds what all profiles hold together; the ledger knows only that sum.
 */
export interface RewardsPart extends Layered<Openings> {
  readonly holdings: Readonly<Record<string, Holding>>;
  /**
   * Grants whose hold has not ended, of a profile that may still move to another person: their timers move with it.
   * The own profile of somebody with a user id never moves, and however many friends it brings, it lists nothing.
   */
  readonly holds?: Readonly<Record<GrantId, JsonObject>>;
  /** What was given of rewards that a person may have only so much of, by what is counted together. */
  readonly given?: Readonly<Record<string, string>>;
  /** What waits to be handed out, or could not be; of what was handed out the latest (`rules/fulfilment.ts`). */
  readonly open?: Readonly<Record<GrantId, Open>>;
  readonly handed?: Readonly<Record<GrantId, Handed>>;
  /** Rewards that were taken back after they were handed out: granted anew, they are not handed out again. */
  readonly kept?: readonly string[];
  /** What was set aside out of lots, by what it was set aside for, so that it goes back there. */
  readonly asides?: Readonly<Record<string, AsideRecord>>;
}

/** What is to be handed out, or could not be. */
export interface Open {
  readonly grant: JsonObject;
  readonly state: 'waiting' | 'failed';
  /** How often it was handed out before, and that was undone. */
  readonly times: number;
}

/** What was handed out and may be undone: of promo codes nothing, since the holder knows the code. */
export interface Handed {
  readonly grant: JsonObject;
  readonly times: number;
}

/** An amount that is or was set aside: what of it came out of which lots, and what never expires. */
export interface AsideRecord {
  readonly unit: string;
  readonly taken: readonly Taken[];
  readonly rest: string;
}

/** What one import gave of balances that somebody had in another system, by unit, in minor units as decimal texts. */
export type Openings = Readonly<Record<string, string>>;

export interface Holding {
  readonly pending: string;
  readonly available: string;
  /** Set aside for orders that are not paid yet; absent when there is nothing. */
  readonly reserved?: string;
  /** What of the available expires, the earliest first; absent when nothing does. */
  readonly lots?: readonly Lot[];
  /** What has expired, by its day, so that nobody owes for it; the latest. */
  readonly expired?: readonly ExpiredDay[];
}

/** What expires at a moment (`rules/lots.ts`). */
export interface Lot {
  readonly at: EpochMs;
  /** The earliest moment that was merged into this one, where there were too many. */
  readonly since?: EpochMs;
  /** In minor units, a decimal text. */
  readonly minor: string;
  /** How many days before its last day reminders are still to come, the earliest first. */
  readonly remind?: readonly number[];
}

/** Part of a profile's lot. */
export interface Taken extends Pick<Lot, 'at' | 'since' | 'minor'> {
  readonly profile: ProfileId;
}

/** What expired of a profile at a moment and was not taken off a claw-back yet. */
export type ExpiredDay = Pick<Lot, 'at' | 'since' | 'minor'>;

export const noRewards: RewardsPart = { holdings: {} };

/** Adds to (or, below zero, takes from) what is held. Available may go below zero: as a debt, or as another's share. */
export function moveHolding(
  part: RewardsPart,
  unit: string,
  pending: bigint,
  available: bigint,
  reserved = 0n,
): RewardsPart {
  const held: Holding = part.holdings[unit] ?? { pending: '0', available: '0' };
  const setAside = BigInt(held.reserved ?? '0') + reserved;
  const { lots, expired } = held;
  const next: Holding = {
    pending: String(BigInt(held.pending) + pending),
    available: String(BigInt(held.available) + available),
    ...(setAside === 0n ? {} : { reserved: String(setAside) }),
    ...(lots === undefined ? {} : { lots }),
    ...(expired === undefined ? {} : { expired }),
  };
  return { ...part, holdings: { ...part.holdings, [unit]: next } };
}

export function listHold(part: RewardsPart, grant: Grant): RewardsPart {
  return { ...part, holds: { ...part.holds, [grant.id]: grantToJson(grant) } };
}

export function unlistHold(part: RewardsPart, id: GrantId): RewardsPart {
  if (part.holds?.[id] === undefined) return part;
  const { [id]: _ended, ...holds } = part.holds;
  return { ...part, holds };
}

/** What several profiles hold together. */
export function sumOf(parts: Iterable<RewardsPart>): RewardsPart['holdings'] {
  let sum = noRewards;
  for (const part of parts) {
    for (const [unit, held] of Object.entries(part.holdings)) {
      sum = moveHolding(sum, unit, BigInt(held.pending), BigInt(held.available), BigInt(held.reserved ?? '0'));
    }
  }
  return sum.holdings;
}

/** So many limits are remembered of a profile, those of the latest periods. */
export const limitsAtMost = 500;

/** What all profiles of a person were given together under a limit. */
export function givenOf(parts: Iterable<RewardsPart>, key: string): bigint {
  let sum = 0n;
  for (const { given = {} } of parts) sum += BigInt(given[key] ?? 0);
  return sum;
}

/** Counts what was given under a limit, or below zero what was taken back. */
export function countGiven(part: RewardsPart, key: string, amountMinor: bigint): RewardsPart {
  const { [key]: known = '0', ...others } = part.given ?? {};
  const sum = BigInt(known) + amountMinor;
  const kept = Object.entries(others).slice(1 - limitsAtMost);
  return { ...part, given: Object.fromEntries(sum === 0n ? kept : [...kept, [key, String(sum)]]) };
}

export function availableOf(parts: Iterable<RewardsPart>, unit: string): bigint {
  return BigInt(sumOf(parts)[unit]?.available ?? '0');
}
