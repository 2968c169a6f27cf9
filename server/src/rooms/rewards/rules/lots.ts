import type { ProfileId } from '../../../kit/values/ids.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { expiryLimits } from '../limits.ts';
import { reminderAt } from './expiry.ts';
import { availableOf, type Lot, type RewardsPart, type Taken } from './holdings.ts';

/**
 * What is available and expires is kept in lots, one for each moment at which something expires. A lot belongs to the
 * profile that was given it, and a person uses the lots of all their profiles: those that expire first, then what never
 * expires. So all lots of a person together are at most what is available, and where nothing is, there are none: a debt
 * is worked off before a grant makes a lot.
 */
export type Parts = ReadonlyMap<ProfileId, RewardsPart>;

const noLots: readonly Lot[] = [];

export function lotsOf(part: RewardsPart | undefined, unit: string): readonly Lot[] {
  return part?.holdings[unit]?.lots ?? noLots;
}

export function hasLots({ holdings }: RewardsPart): boolean {
  return Object.values(holdings).some(({ lots }) => lots !== undefined);
}

/** Units of which something expires, over all profiles. */
export function expiringUnits(parts: Iterable<RewardsPart>): string[] {
  const units = new Set<string>();
  for (const { holdings } of parts) {
    for (const [unit, { lots }] of Object.entries(holdings)) if (lots !== undefined) units.add(unit);
  }
  return [...units].toSorted();
}

/** What expires when, all profiles together, the earliest first. */
export function expiringOf(parts: Iterable<RewardsPart>, unit: string): ReadonlyMap<EpochMs, bigint> {
  const sums = new Map<EpochMs, bigint>();
  for (const part of parts) {
    for (const { at, minor } of lotsOf(part, unit)) sums.set(at, (sums.get(at) ?? 0n) + BigInt(minor));
  }
  return new Map([...sums].toSorted(([left], [right]) => left - right));
}

/** Puts an amount into the lot of its moment. */
export function addLot(part: RewardsPart, unit: string, lot: Lot): RewardsPart {
  if (BigInt(lot.minor) <= 0n) return part;
  const lots = lotsOf(part, unit);
  const same = lots.find(({ at }) => at === lot.at);
  const next = same === undefined ? lot : together(same, lot);
  const all = [...lots.filter((each) => each !== same), next].toSorted((left, right) => left.at - right.at);
  return withLots(part, unit, all.length > expiryLimits.lots ? nearestMerged(all) : all);
}

export function withLots(part: RewardsPart, unit: string, lots: readonly Lot[]): RewardsPart {
  const { lots: _before, ...held } = part.holdings[unit] ?? { pending: '0', available: '0' };
  const next = lots.length === 0 ? held : { ...held, lots };
  return { ...part, holdings: { ...part.holdings, [unit]: next } };
}

/** Two lots as one that expires with the later: what was still to be reminded of is reminded of all together. */
function together(earlier: Lot, later: Lot): Lot {
  const since = Math.min(earlier.since ?? earlier.at, later.since ?? later.at);
  const remind = [...new Set([...(earlier.remind ?? []), ...(later.remind ?? [])])].toSorted((a, b) => b - a);
  return {
    at: later.at,
    ...(since === later.at ? {} : { since }),
    minor: String(BigInt(earlier.minor) + BigInt(later.minor)),
    ...(remind.length === 0 ? {} : { remind }),
  };
}

/** One lot fewer: the two that are nearest to each other become one. */
function nearestMerged(lots: readonly Lot[]): readonly Lot[] {
  let found = 0;
  for (const [index, { at }] of lots.entries()) {
    const [left, right] = [lots[found], lots[found + 1]];
    const next = lots[index + 1];
    if (left === undefined || right === undefined || next === undefined) break;
    if (next.at - at < right.at - left.at) found = index;
  }
  return lots.flatMap((lot, index) => {
    const next = lots[index + 1];
    if (index === found && next !== undefined) return [together(lot, next)];
    return index === found + 1 ? [] : [lot];
  });
}

/** True for the lot that what would expire at a moment is in. */
export function isOf({ at, since = at }: Pick<Lot, 'at' | 'since'>, moment: EpochMs): boolean {
  return since <= moment && moment <= at;
}

/** The lot from which is taken first, before those that expire first. */
export interface Preferred {
  readonly profile: ProfileId;
  readonly at: EpochMs;
}

/** Takes so much from the lots as far as there is something, and says from which. What is left over never expired. */
export function takeFromLots(
  parts: Parts,
  unit: string,
  amountMinor: bigint,
  preferred?: Preferred,
): { readonly parts: Map<ProfileId, RewardsPart>; readonly taken: readonly Taken[] } {
  const isFirst = (profile: ProfileId, lot: Lot): boolean => preferred?.profile === profile && isOf(lot, preferred.at);
  const all = [...parts].flatMap(([profile, part]) => lotsOf(part, unit).map((lot) => ({ profile, lot })));
  const ordered = all.toSorted((left, right) => {
    const first = Number(isFirst(right.profile, right.lot)) - Number(isFirst(left.profile, left.lot));
    return first || left.lot.at - right.lot.at || (left.profile < right.profile ? -1 : 1);
  });
  const taken: Taken[] = [];
  const next = new Map(parts);
  let left = amountMinor;
  for (const { profile, lot } of ordered) {
    if (left <= 0n) break;
    const minor = BigInt(lot.minor);
    const less = minor < left ? minor : left;
    left -= less;
    const since = lot.since === undefined ? {} : { since: lot.since };
    taken.push({ profile, at: lot.at, ...since, minor: String(less) });
    const part = next.get(profile);
    if (part !== undefined) next.set(profile, lessened(part, unit, lot.at, less));
  }
  return { parts: next, taken };
}

function lessened(part: RewardsPart, unit: string, at: EpochMs, less: bigint): RewardsPart {
  const lots = lotsOf(part, unit).flatMap((lot): Lot[] => {
    if (lot.at !== at) return [lot];
    const minor = BigInt(lot.minor) - less;
    return minor === 0n ? [] : [{ ...lot, minor: String(minor) }];
  });
  return withLots(part, unit, lots);
}

/** Lots together are at most what is available: what was taken without looking at them, and a debt, comes off them. */
export function fitLots(parts: Parts, unit: string): Parts {
  const available = availableOf(parts.values(), unit);
  let expiring = 0n;
  for (const minor of expiringOf(parts.values(), unit).values()) expiring += minor;
  const room = available > 0n ? available : 0n;
  return expiring <= room ? parts : takeFromLots(parts, unit, expiring - room).parts;
}

/** The next moment at which something expires or somebody is reminded of it. */
export function nextMoment(parts: Iterable<RewardsPart>): EpochMs | undefined {
  let next: EpochMs | undefined;
  for (const { holdings } of parts) {
    for (const { lots = noLots } of Object.values(holdings)) {
      for (const { at, remind = [] } of lots) {
        for (const moment of [at, ...remind.map((days) => reminderAt(at, days))]) {
          if (next === undefined || moment < next) next = moment;
        }
      }
    }
  }
  return next;
}
