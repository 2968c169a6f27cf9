import type { Bonus, BonusPeriod, BonusStep } from '@sarafan/contract';
import { periodOf } from '../../../kit/values/periods.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { type Fraction, fractionOf } from './amounts.ts';
import { type Rating, ratingsOf } from './bonuses.ts';
import { type Brought, broughtNothing } from './brought.ts';
import type { Results } from './part.ts';
import type { Program } from './programs.ts';
import { periodsAsked } from './results.ts';

/**
 * What somebody may expect of a program: where they stand by bonuses that are still open, what is missing to the next
 * step, and what would come of it if each period ended now. Nothing of it is a promise: a refund or an order changes
 * it.
 */
export interface Progress extends Rating {
  readonly by: Bonus;
  /** The first step that is not reached; of a period that is over there is none. */
  readonly next?: { readonly step: number; readonly is: BonusStep; readonly missing?: Fraction };
}

/** The name of the period that a moment lies in, by the calendar of the latest version. */
function presentPeriod({ versions }: Program, every: BonusPeriod | undefined, now: EpochMs): string {
  const latest = versions.at(-1);
  if (latest === undefined) throw new Error('A program has at least one version');
  return every === undefined ? '' : `${every}:${periodOf(every, now, latest.dateOf)}`;
}

/** Bonuses of the present periods and of all time, and those of former periods that are not given yet. */
export function progressOf(program: Program, results: Results | undefined, now: EpochMs): Progress[] {
  const asked = new Set(
    program.versions.flatMap(({ definition }) => (definition.bonuses ?? []).map(({ every }) => every)),
  );
  const present = new Set([...asked].map((every) => presentPeriod(program, every, now)));
  const brought = results?.brought ?? {};
  const begun = Object.fromEntries([...present].map((period) => [period, brought[period] ?? broughtNothing]));
  const latest = Math.max(results?.latest ?? 0, now);
  return ratingsOf(program, { brought: { ...brought, ...begun }, latest }, now).flatMap((rating): Progress[] => {
    const isPresent = present.has(rating.period);
    const by = rating.version.definition.bonuses?.[rating.bonus];
    if (by === undefined || (!isPresent && rating.due === 'now')) return [];
    const next = isPresent ? nextStep(by, rating) : undefined;
    return [{ ...rating, by, ...(next === undefined ? {} : { next }) }];
  });
}

function nextStep({ by, steps }: Bonus, { step: at, reached }: Rating): Progress['next'] {
  const step = (at ?? -1) + 1;
  const is = steps[step];
  if (is === undefined) return undefined;
  // A share of sales in leads is nothing that one adds to.
  if (by === 'conversion') return { step, is };
  const start = fractionOf(is.from ?? is.above ?? '0');
  const bottom = start.bottom * reached.bottom;
  return { step, is, missing: { top: start.top * reached.bottom - reached.top * start.bottom, bottom } };
}

/** What may come of one unit, in minor units. */
export interface UnitOutlook {
  readonly unit: string;
  readonly pendingMinor: bigint;
  readonly bonusMinor: bigint;
}

/** What waits, and what open bonuses would come to if their periods ended now, unit by unit. */
export function forecastOf(
  pending: ReadonlyMap<string, bigint>,
  progress: readonly Pick<Progress, 'due' | 'unit' | 'amountMinor'>[],
): UnitOutlook[] {
  const bonuses = new Map<string, bigint>();
  for (const { due, unit, amountMinor } of progress) {
    if (due === 'now' || unit === undefined || amountMinor <= 0n) continue;
    bonuses.set(unit, (bonuses.get(unit) ?? 0n) + amountMinor);
  }
  const waiting = [...pending].flatMap(([unit, minor]) => (minor > 0n ? [unit] : []));
  return [...new Set([...waiting, ...bonuses.keys()])].toSorted().map((unit) => ({
    unit,
    pendingMinor: pending.get(unit) ?? 0n,
    bonusMinor: bonuses.get(unit) ?? 0n,
  }));
}

/** What a program keeps of a period. */
export interface KeptPeriod {
  /** Such as month:2026-01; empty for all time. */
  readonly period: string;
  readonly sums: Brought;
}

/** The sums of a kind of period, the latest first; the present one is there also when it has brought nothing yet. */
export function keptPeriods(
  program: Program,
  results: Results | undefined,
  every: BonusPeriod,
  now: EpochMs,
): KeptPeriod[] {
  if (!periodsAsked(program).includes(every)) return [];
  const brought = results?.brought ?? {};
  const own = Object.keys(brought).filter((period) => period.startsWith(`${every}:`));
  const names = [...new Set([...own, presentPeriod(program, every, now)])].toSorted().toReversed();
  return names.map((period) => ({ period, sums: brought[period] ?? broughtNothing }));
}
