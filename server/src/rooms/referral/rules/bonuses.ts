import type { Bonus, BonusStep } from '@sarafan/contract';
import { amountLimitMinor, formatAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import type { ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import { textIn } from '../../../kit/values/json.ts';
import { boundsOf } from '../../../kit/values/periods.ts';
import { dayMs, type EpochMs } from '../../../kit/values/time.ts';
import type { Books, Entry, Owed } from '../../rewards/index.ts';
import { type Fraction, fixed, fractionOf } from './amounts.ts';
import { type Brought, type BroughtBy, bonusCause, togetherOf } from './brought.ts';
import { capFor, expiring, fulfilling } from './owed.ts';
import type { ReferralPart, Results } from './part.ts';
import type { Program } from './programs.ts';
import { type ProgramVersion, versionAt } from './versions.ts';

/**
 * What an inviter's bonuses come to. One for a period is given when the period is over, by the version that stood when
 * it began; one for all time as soon as it is reached, by the version that stood at the latest result. What was given
 * under an earlier version stays as long as that version would still give it.
 */
export interface Rating {
  readonly version: ProgramVersion;
  /** Which of the version's bonuses. */
  readonly bonus: number;
  /** By what it is known again in another version, where it may stand in another place. */
  readonly name: string;
  /** Such as month:2026-01; empty for all time. */
  readonly period: string;
  readonly due: 'now' | { readonly at: EpochMs };
  readonly reached: Fraction;
  /** The last step that is reached, and what it comes to. */
  readonly step?: number;
  readonly unit?: string;
  readonly amountMinor: bigint;
}

/** All that friends have brought to whichever profile of a person; undefined where none ever brought anything. */
export function resultsIn(parts: Iterable<ReferralPart>, program: ProgramId): Results | undefined {
  const all = [...parts].flatMap((part) => part.results?.[program] ?? []);
  if (all.length === 0) return undefined;
  return {
    brought: togetherOf(all.map(({ brought }) => brought)),
    latest: Math.max(...all.map(({ latest }) => latest)),
  };
}

/** Every bonus that has something to go by, oldest period first. */
export function ratingsOf(program: Program, { brought, latest }: Results, now: EpochMs): Rating[] {
  const periods = Object.keys(brought).toSorted();
  return periods.flatMap((period) => {
    const version = deciding(program, period, latest);
    return (version.definition.bonuses ?? []).flatMap((bonus, index): Rating[] => {
      if ((bonus.every ?? '') !== (period.split(':')[0] ?? '')) return [];
      return [ratingOf(version, index, period, brought, now)];
    });
  });
}

function deciding({ versions }: Program, period: string, latest: EpochMs): ProgramVersion {
  if (period === '') return versionAt(versions, latest);
  // Versions may have calendars of their own: the last one says where the period begins.
  const zone = versions.at(-1)?.definition.timeZone ?? 'UTC';
  return versionAt(versions, boundsOf(nameOf(period), zone).start);
}

const nameOf = (period: string): string => period.slice(period.indexOf(':') + 1);

function ratingOf(version: ProgramVersion, index: number, period: string, brought: BroughtBy, now: EpochMs): Rating {
  const bonus = bonusAt(version, index);
  const sums = brought[period] ?? { leads: 0, sales: 0, friends: 0, turnover: {} };
  const reached = reachedOf(bonus, sums);
  const at = dueAt(version, bonus, period);
  const step = bonus.steps.findLastIndex((each) => isReached(each, reached));
  const found = bonus.steps[step];
  const name = nameOfBonus(version, index);
  const rated = { version, bonus: index, name, period, due: at <= now ? 'now' : { at }, reached } as const;
  if (found === undefined) return { ...rated, amountMinor: 0n };
  const { unit } = found;
  return { ...rated, step, unit, amountMinor: amountOf(found, version.exponents.get(unit) ?? 0, sums, bonus) };
}

/** What it goes by, and which it is of those that go by the same. */
function nameOfBonus({ definition }: ProgramVersion, index: number): string {
  const kind = ({ by, every, currency = '' }: Bonus): string => `${by}.${every ?? ''}.${currency}`;
  const names = (definition.bonuses ?? []).map(kind);
  const name = names[index] ?? '';
  return `${name}.${names.slice(0, index).filter((each) => each === name).length}`;
}

function dueAt({ definition }: ProgramVersion, { afterDays = 0 }: Bonus, period: string): EpochMs {
  if (period === '') return 0;
  return boundsOf(nameOf(period), definition.timeZone ?? 'UTC').end + afterDays * dayMs;
}

/** Where an inviter stands by what a bonus goes by. */
function reachedOf({ by, currency = '' }: Bonus, sums: Brought): Fraction {
  const whole = (top: bigint | number): Fraction => ({ top: BigInt(top), bottom: 1n });
  switch (by) {
    case 'leads':
    case 'sales':
    case 'friends':
      return whole(sums[by]);
    case 'turnover':
      return { top: BigInt(sums.turnover[currency] ?? 0), bottom: 10n ** BigInt(currencyExponent(currency) ?? 2) };
    case 'conversion':
      return sums.leads > 0 ? { top: BigInt(sums.sales) * 100n, bottom: BigInt(sums.leads) } : whole(0);
    case 'chain':
      return whole(Math.max(0, ...chainsOf(sums).map(([length]) => length)));
    case 'team':
      return whole(chainsOf(sums).reduce((people, [, count]) => people + count, 0));
  }
}

function chainsOf({ chains = {} }: Brought): [number, number][] {
  const found = Object.entries(chains).map(([length, count]): [number, number] => [Number(length), count]);
  return found.filter(([, count]) => count > 0);
}

function isReached({ from, above }: BonusStep, { top, bottom }: Fraction): boolean {
  const start = fractionOf(from ?? above ?? '0');
  const [left, right] = [top * start.bottom, start.top * bottom];
  return from === undefined ? left > right : left >= right;
}

/** Shares are rounded down to the smallest part of the unit, like those of single orders. */
function amountOf({ amount }: BonusStep, exponent: number, sums: Brought, { currency = '' }: Bonus): bigint {
  if (typeof amount === 'string') return fixed(amount, exponent);
  const minor =
    'each' in amount
      ? fixed(amount.amount, exponent) * BigInt(sums[amount.each])
      : shareOf(amount, exponent, sums, currency);
  if (minor <= 0n) return 0n;
  return minor > amountLimitMinor ? amountLimitMinor : minor;
}

function shareOf(
  { percent, rate }: { readonly percent: string; readonly rate: string },
  exponent: number,
  { turnover }: Brought,
  currency: string,
): bigint {
  const [share, worth] = [fractionOf(percent), fractionOf(rate)];
  const top = BigInt(turnover[currency] ?? 0) * share.top * worth.top * 10n ** BigInt(exponent);
  return top / (share.bottom * worth.bottom * 100n * 10n ** BigInt(currencyExponent(currency) ?? 2));
}

/** A number for people: at most two decimals, rounded down. */
export function fractionText({ top, bottom }: Fraction): string {
  const text = formatAmount((top * 100n) / bottom, 2);
  return text.replace(/\.?0+$/, '');
}

/** What bonuses owe a member, beside what is booked of them by now. */
export function owedBonuses(
  program: Program,
  results: Results,
  { entries }: Books,
  member: SubjectId,
  now: EpochMs,
): Owed[] {
  const ratings = ratingsOf(program, results, now).filter(({ due }) => due === 'now');
  const totals = new Map<string, Total>();
  for (const rating of ratings) raise(totals, rating);
  // What an earlier version gave stays, as long as it would still give it.
  const earlier = new Set(entries.map(({ grant }) => Number(grant['version'])));
  for (const version of program.versions.filter((each) => earlier.has(each.version))) {
    const booked = new Set(
      entries.flatMap(({ grant }) => (grant['version'] === version.version ? [grant['order']] : [])),
    );
    const alone = ratingsOf({ ...program, versions: [version] }, results, now);
    for (const rating of alone) if (rating.due === 'now' && booked.has(bonusCause(rating))) raise(totals, rating);
  }
  return [...totals.values()].flatMap((total) => inParts(program, total, { entries, member, latest: results.latest }));
}

interface Total {
  readonly rating: Rating;
  readonly unit: string;
  readonly amountMinor: bigint;
}

function raise(totals: Map<string, Total>, rating: Rating): void {
  const { unit, amountMinor } = rating;
  if (unit === undefined || amountMinor === 0n) return;
  const key = `${bonusCause(rating)} ${unit}`;
  const known = totals.get(key);
  if (known === undefined || known.amountMinor < amountMinor) totals.set(key, { rating, unit, amountMinor });
}

/** A total as what is booked of it already and the rest: growth adds a reward, and takes none back. */
function inParts(
  program: Program,
  { rating, unit, amountMinor }: Total,
  { entries, member, latest }: { entries: readonly Entry[]; member: SubjectId; latest: EpochMs },
): Owed[] {
  const { version, bonus, period } = rating;
  const order = bonusCause(rating);
  const at = period === '' ? latest : dueAt(version, bonusAt(version, bonus), period);
  const cap = capFor(program, version, unit, at);
  const { holdDays, approval, expires, fulfil } = bonusAt(version, bonus);
  const owed = (minor: bigint, nth: number): Owed => ({
    ...{ program: program.id, version: version.version, side: 'bonus', holder: member, friend: member, order, unit },
    ...{ amountMinor: minor, slot: order, holdDays },
    ...(approval === undefined ? {} : { approval: true as const }),
    ...expiring(version, expires),
    ...fulfilling(fulfil),
    ...(nth === 0 ? {} : { nth }),
    ...(cap === undefined ? {} : { cap }),
  });
  const parts: Owed[] = [];
  let left = amountMinor;
  let next = 0;
  for (const { grant, state } of entries) {
    if (grant['order'] !== order || grant['unit'] !== unit) continue;
    const nth = typeof grant['nth'] === 'number' ? grant['nth'] : 0;
    next = Math.max(next, nth + 1);
    const booked = BigInt(textIn(grant, grant['owedMinor'] === undefined ? 'amountMinor' : 'owedMinor'));
    if (booked > left || state === 'withdrawn') continue;
    parts.push(owed(booked, nth));
    left -= booked;
  }
  return left > 0n ? [...parts, owed(left, next)] : parts;
}

function bonusAt({ definition }: ProgramVersion, index: number): Bonus {
  const bonus = definition.bonuses?.[index];
  if (bonus === undefined) throw new Error(`The program has no bonus ${index}`);
  return bonus;
}
