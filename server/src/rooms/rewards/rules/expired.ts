import type { ProfileId } from '../../../kit/values/ids.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { expiryLimits } from '../limits.ts';
import { type ExpiredDay, type Holding, type Lot, moveHolding, noRewards, type RewardsPart } from './holdings.ts';
import { isOf, lotsOf, type Parts, withLots } from './lots.ts';

/** What of a grant has expired, as far as it can be told: rewards of one day are not told apart. */
export function expiredOf(part: RewardsPart, unit: string, expiresAt: EpochMs, amountMinor: bigint): bigint {
  const { expired = [] } = part.holdings[unit] ?? {};
  const [oldest] = expired;
  // Of a day that is forgotten nobody owes anything.
  if (expired.length >= expiryLimits.expired && oldest !== undefined && expiresAt < (oldest.since ?? oldest.at)) {
    return amountMinor;
  }
  let sum = 0n;
  for (const day of expired) if (isOf(day, expiresAt)) sum += BigInt(day.minor);
  return sum < amountMinor ? sum : amountMinor;
}

/** What a claw-back did not take, since it had expired, is not taken off another one. */
export function withoutExpired(part: RewardsPart, unit: string, expiresAt: EpochMs, amountMinor: bigint): RewardsPart {
  const held = part.holdings[unit];
  if (amountMinor === 0n || held?.expired === undefined) return part;
  let left = amountMinor;
  // The day of the grant itself goes before what was merged with it.
  const days = held.expired.toSorted((one, other) => Number(other.at === expiresAt) - Number(one.at === expiresAt));
  const next = days.flatMap((day): ExpiredDay[] => {
    if (!isOf(day, expiresAt)) return [day];
    const less = BigInt(day.minor) < left ? BigInt(day.minor) : left;
    left -= less;
    const minor = BigInt(day.minor) - less;
    return minor === 0n ? [] : [{ ...day, minor: String(minor) }];
  });
  return withDays(part, unit, held, next);
}

function withDays(part: RewardsPart, unit: string, held: Holding, days: readonly ExpiredDay[]): RewardsPart {
  const { expired: _before, ...rest } = held;
  const kept = days.toSorted((left, right) => left.at - right.at).slice(-expiryLimits.expired);
  const next = kept.length === 0 ? rest : { ...rest, expired: kept };
  return { ...part, holdings: { ...part.holdings, [unit]: next } };
}

/** What expired of a unit, and when it did by its rule. */
export interface Gone {
  readonly unit: string;
  readonly at: EpochMs;
  readonly minor: bigint;
}

/** Takes off all whose moment has come, of each profile its own. */
export function expireLots(parts: Parts, now: EpochMs): { readonly parts: Parts; readonly gone: readonly Gone[] } {
  const next = new Map(parts);
  const gone = new Map<string, Gone>();
  for (const [profile, part] of parts) {
    for (const unit of Object.keys(part.holdings).toSorted()) {
      for (const lot of lotsOf(part, unit).filter(({ at }) => at <= now)) {
        next.set(profile, expired(next.get(profile) ?? noRewards, unit, lot));
        const key = `${unit} ${lot.at}`;
        const minor = (gone.get(key)?.minor ?? 0n) + BigInt(lot.minor);
        gone.set(key, { unit, at: lot.at, minor });
      }
    }
  }
  const inOrder = [...gone.values()].toSorted((left, right) => left.at - right.at);
  return { parts: next, gone: inOrder };
}

function expired(before: RewardsPart, unit: string, { at, since, minor }: Lot): RewardsPart {
  const left = lotsOf(before, unit).filter((lot) => lot.at !== at);
  const part = withLots(moveHolding(before, unit, 0n, -BigInt(minor)), unit, left);
  const held = part.holdings[unit];
  if (held === undefined) return part;
  const day = { at, ...(since === undefined ? {} : { since }), minor };
  return withDays(part, unit, held, [...(held.expired ?? []), day]);
}

/** Reminders whose moment has come are told once. */
export function takeReminders(
  parts: Parts,
  isDue: (at: EpochMs, days: number) => boolean,
): { readonly parts: Parts; readonly due: readonly { readonly unit: string; readonly at: EpochMs }[] } {
  const next = new Map<ProfileId, RewardsPart>(parts);
  const due = new Map<string, { readonly unit: string; readonly at: EpochMs }>();
  for (const [profile, part] of parts) {
    let changed = part;
    for (const unit of Object.keys(part.holdings).toSorted()) {
      const lots = lotsOf(part, unit);
      const left = lots.map((lot): Lot => {
        const { remind = [], ...rest } = lot;
        const later = remind.filter((days) => !isDue(lot.at, days));
        if (later.length === remind.length) return lot;
        due.set(`${unit} ${lot.at}`, { unit, at: lot.at });
        return later.length === 0 ? rest : { ...rest, remind: later };
      });
      if (left.some((lot, index) => lot !== lots[index])) changed = withLots(changed, unit, left);
    }
    next.set(profile, changed);
  }
  return { parts: next, due: [...due.values()].toSorted((left, right) => left.at - right.at) };
}
