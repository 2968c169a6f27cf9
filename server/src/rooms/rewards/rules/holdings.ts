import type { GrantId } from '../../../kit/values/ids.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import { type Grant, grantToJson } from './grant.ts';

/**
 * What was given to one profile and is left of it, in minor units as decimal texts, since JSON has no bigint. A person
 * holds what all profiles hold together; the ledger knows only that sum.
 */
export interface RewardsPart {
  readonly holdings: Readonly<Record<string, Holding>>;
  /**
   * Grants whose hold has not ended, of a profile that may still move to another person: their timers move with it.
   * The own profile of somebody with a user id never moves, and however many friends it brings, it lists nothing.
   */
  readonly holds?: Readonly<Record<GrantId, JsonObject>>;
  /** What was given of rewards that a person may have only so much of, by what is counted together. */
  readonly given?: Readonly<Record<string, string>>;
}

export interface Holding {
  readonly pending: string;
  readonly available: string;
}

export const noRewards: RewardsPart = { holdings: {} };

/** Adds to (or, below zero, takes from) what is held. Available may go below zero: as a debt, or as another's share. */
export function moveHolding(part: RewardsPart, unit: string, pending: bigint, available: bigint): RewardsPart {
  const held = part.holdings[unit] ?? { pending: '0', available: '0' };
  const next: Holding = {
    pending: String(BigInt(held.pending) + pending),
    available: String(BigInt(held.available) + available),
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
      sum = moveHolding(sum, unit, BigInt(held.pending), BigInt(held.available));
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
