import type { PromotionDefinition } from '@sarafan/contract';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import type { ProfileId } from '../../../kit/values/ids.ts';
import { type EpochMs, minuteMs } from '../../../kit/values/time.ts';
import type { Promotion } from './definitions.ts';
import { amountOf } from './discount.ts';
import { type Refusal, refusal } from './judge.ts';
import { moneyText } from './order.ts';

/**
 * What all persons together have made of a promotion: its own lane alone counts, in the order of arrival, so a number
 * of uses and a budget are never exceeded however many ask at once. Amounts are minor units as decimal texts.
 */
export interface Standing {
  /** Uses that are reserved or redeemed, and what they take off together. */
  readonly taken: number;
  readonly takenMinor: string;
  readonly redeemed: number;
  /** Who tried its codes of late, with when; only where there is an alarm to raise. */
  readonly tries?: Readonly<Record<ProfileId, EpochMs>>;
  /** When the alarm about many persons was last raised: it is not raised again within its own time. */
  readonly alarmedAt?: EpochMs;
  /** The version that the alarm paused; a later version, which a person made, goes on. */
  readonly pausedVersion?: number;
}

export const untouched: Standing = { taken: 0, takenMinor: '0', redeemed: 0 };

export function isPausedByAlarm({ version }: Pick<Promotion, 'version'>, { pausedVersion = 0 }: Standing): boolean {
  return version <= pausedVersion;
}

/** What many persons' uses leave against one more use, the first reason in this order. */
export function refusalOfStanding(
  { status, version, definition }: Promotion,
  standing: Standing,
  amountMinor: bigint,
): Refusal | undefined {
  if (status !== 'active') return refusal(status);
  if (isPausedByAlarm({ version }, standing)) return refusal('paused');
  const { uses } = definition;
  if (uses !== undefined && standing.taken >= uses) {
    return refusal('used_up', { used: String(standing.taken), uses: String(uses) });
  }
  const left = budgetLeft(definition, standing);
  if (left === undefined || amountMinor <= left) return undefined;
  const { currency = '' } = definition;
  return refusal('over_budget', { left: moneyText(left, currency), asked: moneyText(amountMinor, currency) });
}

function budgetLeft({ budget, currency }: PromotionDefinition, { takenMinor }: Standing): bigint | undefined {
  if (budget === undefined || currency === undefined) return undefined;
  const left = amountOf(budget, currencyExponent(currency) ?? 2) - BigInt(takenMinor);
  // A later version may have less than was given by then: that takes nothing back.
  return left < 0n ? 0n : left;
}

export function withUse(standing: Standing, amountMinor: bigint): Standing {
  return {
    ...standing,
    taken: standing.taken + 1,
    takenMinor: String(BigInt(standing.takenMinor) + amountMinor),
  };
}

export function withoutUse(standing: Standing, amountMinor: bigint): Standing {
  return {
    ...standing,
    taken: standing.taken - 1,
    takenMinor: String(BigInt(standing.takenMinor) - amountMinor),
  };
}

/** A try of a code, and whether so many persons tried in so short a time that somebody should look. */
export interface Tried {
  readonly standing: Standing;
  /** How many persons tried, when that raises an alarm. */
  readonly alarm?: number;
}

/** Remembers who tried, within the alarm's time only, so there are never more of them than raise it. */
export function withTry({ definition, version }: Promotion, known: Standing, profile: ProfileId, now: EpochMs): Tried {
  const { alarm } = definition;
  if (alarm === undefined) return { standing: known };
  const since = now - alarm.minutes * minuteMs;
  const recent = Object.entries(known.tries ?? {}).filter(([, at]) => at > since);
  const tries: Record<string, EpochMs> = { ...Object.fromEntries(recent), [profile]: now };
  const persons = Object.keys(tries).length;
  const isQuiet = known.alarmedAt !== undefined && known.alarmedAt > since;
  if (persons < alarm.persons) return { standing: { ...known, tries } };
  // What raised it is forgotten, so the next alarm takes as many persons again.
  const standing: Standing = {
    ...known,
    tries: {},
    ...(isQuiet ? {} : { alarmedAt: now }),
    ...(alarm.pause && !isQuiet ? { pausedVersion: version } : {}),
  };
  return isQuiet ? { standing } : { standing, alarm: persons };
}
