import type { ProfileId } from '../../../kit/values/ids.ts';
import { dayMs, type EpochMs } from '../../../kit/values/time.ts';
import { expiryLimits } from '../limits.ts';
import { type AsideRecord, type Lot, noRewards, type RewardsPart, type Taken } from './holdings.ts';
import { addLot, isOf, type Parts, type Preferred } from './lots.ts';

/** Remembers out of which lots something was set aside, as long as it may come back. */
export function noteAside(
  part: RewardsPart,
  { about, unit, amountMinor }: Omit<Returned, 'profile'>,
  taken: readonly Taken[],
): RewardsPart {
  const expiring = taken.reduce((sum, { minor }) => sum + BigInt(minor), 0n);
  const record: AsideRecord = { unit, taken, rest: String(amountMinor - expiring) };
  const kept = Object.entries(part.asides ?? {}).slice(1 - expiryLimits.asides);
  return { ...part, asides: Object.fromEntries([...kept, [about, record]]) };
}

/**
 * A grant was taken back whose amount was set aside, so something else was taken in its place: what was set aside of
 * its day counts as that, and expires no more.
 */
export function releaseAsides(
  parts: Parts,
  unit: string,
  day: Preferred,
  amountMinor: bigint,
): Map<ProfileId, RewardsPart> {
  const next = new Map(parts);
  let left = amountMinor;
  for (const [profile, part] of parts) {
    if (left <= 0n) break;
    const asides = Object.entries(part.asides ?? {}).map(([about, record]): [string, AsideRecord] => {
      if (record.unit !== unit) return [about, record];
      const released = releaseRecord(record, day, left);
      left -= released.minor;
      return [about, released.record];
    });
    if (asides.length > 0) next.set(profile, { ...part, asides: Object.fromEntries(asides) });
  }
  return next;
}

function releaseRecord(
  { unit, taken, rest }: AsideRecord,
  day: Preferred,
  atMost: bigint,
): { readonly record: AsideRecord; readonly minor: bigint } {
  let minor = 0n;
  const kept = taken.flatMap((each): Taken[] => {
    if (each.profile !== day.profile || !isOf(each, day.at)) return [each];
    const has = BigInt(each.minor);
    const less = has < atMost - minor ? has : atMost - minor;
    minor += less;
    return has === less ? [] : [{ ...each, minor: String(has - less) }];
  });
  return { record: { unit, taken: kept, rest: String(BigInt(rest) + minor) }, minor };
}

/** An amount that comes back to the profile that had set it aside. */
export interface Returned {
  readonly profile: ProfileId;
  readonly about: string;
  readonly unit: string;
  readonly amountMinor: bigint;
}

/**
 * What comes back is in its lots again, in the reverse order: of a part what was taken last, which may be used longest.
 * What would have expired meanwhile may be used for some days more.
 */
export function returnLots(parts: Parts, returned: Returned, now: EpochMs): Map<ProfileId, RewardsPart> {
  const { profile, about, unit, amountMinor } = returned;
  const next = new Map<ProfileId, RewardsPart>(parts);
  const record = parts.get(profile)?.asides?.[about];
  if (record === undefined) return next;
  const rest = BigInt(record.rest);
  const restBack = rest < amountMinor ? rest : amountMinor;
  let back = amountMinor - restBack;
  const left: Taken[] = [];
  for (const taken of record.taken.toReversed()) {
    const minor = BigInt(taken.minor);
    const more = minor < back ? minor : back;
    back -= more;
    const owner = next.has(taken.profile) ? taken.profile : profile;
    next.set(owner, addLot(next.get(owner) ?? noRewards, unit, lotOf(taken, more, now)));
    if (minor > more) left.unshift({ ...taken, minor: String(minor - more) });
  }
  const part = next.get(profile) ?? noRewards;
  const { [about]: _returned, ...others } = part.asides ?? {};
  const isLeft = left.length > 0 || rest > restBack;
  const asides = isLeft ? { ...others, [about]: { unit, taken: left, rest: String(rest - restBack) } } : others;
  return next.set(profile, { ...part, asides });
}

function lotOf({ at, since = at }: Taken, amountMinor: bigint, now: EpochMs): Lot {
  const until = at > now ? at : Math.ceil((now + expiryLimits.graceMs) / dayMs) * dayMs;
  return { at: until, ...(since === until ? {} : { since }), minor: String(amountMinor) };
}
