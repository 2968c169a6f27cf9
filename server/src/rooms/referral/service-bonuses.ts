import { bonusPeriods, type Explanation } from '@sarafan/contract';
import type { Pool } from '../../kit/db.ts';
import type { Sentence } from '../../kit/values/sentences.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { DayOf } from '../../kit/values/zones.ts';
import type { KnownPerson } from '../people/index.ts';
import { countedResultsOf } from './rules/brought.ts';
import { explainedBonuses, explainedRating } from './rules/explained-bonuses.ts';
import { keptPeriods, progressOf } from './rules/outlook.ts';
import { nextPhrase } from './rules/outlook-phrases.ts';
import type { NamedUnit } from './rules/unit-words.ts';
import {
  type ForecastTold,
  forecastFor,
  type PeriodTold,
  type Standing,
  toldForecast,
  toldPeriod,
} from './service-outlook.ts';
import type { PublicProgram } from './store-programs.ts';

export type ExplainedBonus = Explanation['bonuses'][number];

/** How a bonus that is still open stands, and what is missing to its next step. */
interface OpenBonus {
  /** Undefined where nothing was brought in its period: then only the next step is told. */
  readonly sentence: Sentence | undefined;
  readonly next: Sentence | undefined;
}

/** What a cabinet tells of all that friends bring together. */
export interface CabinetOutlook {
  /** Of present periods and of those that are over and not given yet. */
  readonly open: readonly OpenBonus[];
  /** What became of the others, the latest period first. */
  readonly earlier: readonly ExplainedBonus[];
  /** The present period and the last ones before it, for each kind of period that is kept. */
  readonly periods: readonly PeriodTold[];
  /** Undefined where only single rewards come of the program: what waits of those is told with what is held. */
  readonly forecast: readonly ForecastTold[] | undefined;
}

const periodsShown = 3;

export async function outlookOf(
  pool: Pool,
  { workspace, definition }: PublicProgram,
  known: Pick<KnownPerson, 'person' | 'profiles'>,
  { results, program }: Standing,
  units: ReadonlyMap<string, NamedUnit>,
  { now, dayOf }: { readonly now: EpochMs; readonly dayOf: DayOf },
): Promise<CabinetOutlook> {
  const progress = progressOf(program, results, now);
  const hasMore = countedResultsOf(definition).length > 0 || definition.tasks !== undefined;
  const isOpen = new Set(progress.map(({ period }) => period));
  return {
    open: progress.flatMap((each): OpenBonus[] => {
      const isBegun = results?.brought[each.period] !== undefined;
      const sentence = isBegun ? explainedRating(each, units, dayOf)?.sentence : undefined;
      const next = nextPhrase(each, units);
      return sentence === undefined && next === undefined ? [] : [{ sentence, next }];
    }),
    earlier: explainedBonuses(program, results, units, { now, dayOf })
      .filter(({ period }) => !isOpen.has(period))
      .toReversed(),
    periods: bonusPeriods.flatMap((every) =>
      keptPeriods(program, results, every, now).slice(0, periodsShown).map(toldPeriod),
    ),
    forecast: hasMore ? (await forecastFor(pool, workspace, known, progress, units)).map(toldForecast) : undefined,
  };
}
