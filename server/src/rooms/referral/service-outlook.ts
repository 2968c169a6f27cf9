import { bonusPeriods, type ParticipantResults } from '@sarafan/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import { formatAmount } from '../../kit/values/amounts.ts';
import { currencyExponent } from '../../kit/values/currencies.ts';
import { laneOfSubject, type ProgramId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { Sentence } from '../../kit/values/sentences.ts';
import { type EpochMs, isoMoment } from '../../kit/values/time.ts';
import { type DayOf, dayIn } from '../../kit/values/zones.ts';
import { balances } from '../ledger/index.ts';
import type { KnownPerson } from '../people/index.ts';
import { pendingOfProfiles } from '../rewards/index.ts';
import { fractionText, resultsIn } from './rules/bonuses.ts';
import type { Brought } from './rules/brought.ts';
import { explainedRating, periodName } from './rules/explained-bonuses.ts';
import {
  forecastOf,
  type KeptPeriod,
  keptPeriods,
  type Progress,
  progressOf,
  type UnitOutlook,
} from './rules/outlook.ts';
import { nextPhrase, turnoverWords } from './rules/outlook-phrases.ts';
import type { ReferralPart, Results } from './rules/part.ts';
import type { Program } from './rules/programs.ts';
import { type NamedUnit, unitAmount, unnamedUnit } from './rules/unit-words.ts';
import { brandOf, unitsOf } from './service-brand.ts';
import { programsNow } from './service-definitions.ts';
import { readPersonParts } from './service-parts.ts';
import { countsByWay, countsOfReferrer, type WayCounts } from './store-counts.ts';
import type { ProgramRow } from './store-programs.ts';

/** What somebody's friends have brought to a program, as their own lane keeps it. */
export interface Standing {
  /** Undefined where nothing was ever brought. */
  readonly results: Results | undefined;
  readonly program: Program;
}

export function standingOf(parts: readonly ReferralPart[], programs: readonly Program[], program: ProgramId): Standing {
  const found = programs.find(({ id }) => id === program);
  if (found === undefined) throw new Error(`The program ${program} has no version`);
  return { results: resultsIn(parts, program), program: found };
}

/** One read of the person's state and of the programs, for what is told of what friends bring and nothing else. */
export async function standingIn(
  pool: Pool,
  { workspace, program }: { readonly workspace: WorkspaceId; readonly program: ProgramId },
  person: SubjectId,
  units: ReadonlyMap<string, NamedUnit>,
): Promise<Standing> {
  const [{ parts }, programs] = await Promise.all([
    readPersonParts(pool, workspace, person),
    programsNow(pool, workspace, units),
  ]);
  return standingOf(parts, programs, program);
}

/** What may come of one unit, and when the next of what waits is available. */
export interface Forecast extends UnitOutlook {
  readonly named: NamedUnit;
  readonly availableAt: EpochMs | undefined;
}

/** A period as a page tells it. */
export interface PeriodTold extends Pick<Brought, 'sales' | 'friends'> {
  readonly name: Sentence;
  readonly turnover: Sentence | undefined;
}

export function toldPeriod({ period, sums }: KeptPeriod): PeriodTold {
  const { sales, friends } = sums;
  return { name: periodName(period), sales, friends, turnover: turnoverWords(sums) };
}

/** What may come of one unit, as a page tells it. */
export interface ForecastTold {
  readonly total: Sentence;
  readonly pending: Sentence | undefined;
  readonly bonus: Sentence | undefined;
  readonly availableAt: EpochMs | undefined;
}

export function toldForecast({ named, pendingMinor, bonusMinor, availableAt }: Forecast): ForecastTold {
  return {
    total: unitAmount(pendingMinor + bonusMinor, named),
    pending: pendingMinor > 0n ? unitAmount(pendingMinor, named) : undefined,
    bonus: bonusMinor > 0n ? unitAmount(bonusMinor, named) : undefined,
    availableAt,
  };
}

const pendingRead = 20;

/**
 * What waits for a person, by the ledger's balances, which are kept whatever the number of grants, with what open
 * bonuses would come to.
 */
export async function forecastFor(
  pool: Pool,
  workspace: WorkspaceId,
  { person, profiles }: Pick<KnownPerson, 'person' | 'profiles'>,
  progress: readonly Progress[],
  units: ReadonlyMap<string, NamedUnit>,
): Promise<Forecast[]> {
  const [held, waiting] = await Promise.all([
    balances(pool, laneOfSubject(person), workspace, person),
    pendingOfProfiles(pool, workspace, profiles, pendingRead),
  ]);
  const pending = new Map(
    held.flatMap(({ unit, compartment, balance }) => (compartment === 'pending' ? [[unit, balance] as const] : [])),
  );
  return forecastOf(pending, progress).map((each) => ({
    ...each,
    named: units.get(each.unit) ?? unnamedUnit(each.unit),
    availableAt: waiting.find(({ unit }) => unit === each.unit)?.availableAt,
  }));
}

/** All sums that are kept by period, the kinds of period one behind the other. */
function periodsOf({ program, results }: Standing, now: EpochMs): readonly KeptPeriod[] {
  return bonusPeriods.flatMap((every) => keptPeriods(program, results, every, now));
}

export interface ResultsOptions {
  readonly pool: Pool;
  readonly clock: Clock;
}

const periodsTold = 60;

/** What a participant has brought and may expect, as their cabinet shows it. */
export class ParticipantOutlook {
  readonly #options: ResultsOptions;

  constructor(options: ResultsOptions) {
    this.#options = options;
  }

  async read(
    workspace: WorkspaceId,
    { program, key, definition }: ProgramRow,
    known: Pick<KnownPerson, 'person' | 'profiles'>,
  ): Promise<ParticipantResults> {
    const { pool, clock } = this.#options;
    const now = clock.now();
    const { person, profiles } = known;
    const [units, brand] = await Promise.all([unitsOf(pool, workspace), brandOf(pool, workspace)]);
    const [standing, counts, ways] = await Promise.all([
      standingIn(pool, { workspace, program }, person, units),
      countsOfReferrer(pool, workspace, program, profiles),
      countsByWay(pool, workspace, program, profiles),
    ]);
    const progress = progressOf(standing.program, standing.results, now);
    const forecast = await forecastFor(pool, workspace, known, progress, units);
    const all = standing.results?.brought[''];
    const periods = [...periodsOf(standing, now), ...(all === undefined ? [] : [{ period: '', sums: all }])];
    const dayOf = dayIn(brand.timeZone);
    return {
      ...{ program: { program, key, name: definition.name }, person, counts: { ...counts } },
      ways: ways.map(presentWay),
      periods: periods.slice(0, periodsTold).map(presentPeriod),
      progress: progress.flatMap((each) => presentProgress(each, units, dayOf) ?? []),
      forecast: forecast.map(presentForecast),
    };
  }
}

const channels = ['link', 'code', 'manual'] as const;

function presentWay({ channel, placement, counts }: WayCounts): ParticipantResults['ways'][number] {
  return {
    channel: channels.find((each) => each === channel) ?? 'link',
    placement: placement === '' ? null : placement,
    ...counts,
  };
}

function presentPeriod({ period, sums }: KeptPeriod): ParticipantResults['periods'][number] {
  const { leads, sales, friends } = sums;
  const turnover = Object.entries(sums.turnover).map(([currency, minor]) => {
    return { currency, amount: formatAmount(BigInt(minor), currencyExponent(currency) ?? 2) };
  });
  return { period, leads, sales, friends, turnover };
}

function presentProgress(
  progress: Progress,
  units: ReadonlyMap<string, NamedUnit>,
  dayOf: DayOf,
): ParticipantResults['progress'][number] | undefined {
  const explained = explainedRating(progress, units, dayOf);
  if (explained === undefined) return undefined;
  const { state: _state, ...told } = explained;
  const { next } = progress;
  const sentence = next === undefined ? undefined : nextPhrase(progress, units);
  if (next === undefined || sentence === undefined) return { ...told, next: null };
  const { step, is, missing } = next;
  const starts = { from: is.from ?? null, above: is.above ?? null };
  return {
    ...told,
    next: { step, ...starts, missing: missing === undefined ? null : fractionText(missing), sentence },
  };
}

function presentForecast({
  unit,
  named: { exponent },
  pendingMinor,
  bonusMinor,
  availableAt,
}: Forecast): ParticipantResults['forecast'][number] {
  return {
    unit,
    pending: formatAmount(pendingMinor, exponent),
    availableAt: availableAt === undefined ? null : isoMoment(availableAt),
    bonuses: formatAmount(bonusMinor, exponent),
    total: formatAmount(pendingMinor + bonusMinor, exponent),
  };
}
