import { type BonusPeriod, bonusPeriods } from '@sarafan/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import { knownPerson } from '../people/index.ts';
import { type KeptPeriod, keptPeriods } from './rules/outlook.ts';
import { unitsOf } from './service-brand.ts';
import type { Sharer } from './service-cabinet-pages.ts';
import type { Cabinets } from './service-cabinets.ts';
import { type PeriodTold, standingIn, toldPeriod } from './service-outlook.ts';
import { countsByWay, countsOfReferrer, type WayCounts } from './store-counts.ts';
import type { Counts } from './store-statistics.ts';

export type { WayCounts } from './store-counts.ts';

/** Where each list of the page begins. */
export interface StatisticsPlace {
  readonly ways: number;
  readonly periods: number;
}

/** A part of a list with where it begins, and where the next part does. */
export interface Part<Item> {
  readonly items: readonly Item[];
  readonly from: number;
  readonly next: number | undefined;
}

/** The statistics of somebody's own invitations. */
export interface StatisticsPage extends Pick<Sharer, 'program' | 'brand' | 'promise' | 'name'> {
  readonly counts: Counts;
  /** How many of the registered came by a link: nobody else can have followed one. */
  readonly registeredByLink: number;
  readonly ways: Part<WayCounts>;
  /** The kind of period that is told, the finest that the program keeps; undefined where it keeps none. */
  readonly every: BonusPeriod | undefined;
  readonly periods: Part<PeriodTold>;
}

export interface CabinetStatisticsOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly cabinets: Cabinets;
}

const waysShown = 20;
const periodsShown = 12;

/** The page of statistics behind a cabinet. It reads sums that are kept, however many friends there are. */
export class CabinetStatistics {
  readonly #options: CabinetStatisticsOptions;

  constructor(options: CabinetStatisticsOptions) {
    this.#options = options;
  }

  /** Undefined where the browser has no cabinet open. */
  async view(idOrKey: string, secret: string | undefined, place: StatisticsPlace): Promise<StatisticsPage | undefined> {
    const { pool, clock, cabinets } = this.#options;
    const sharer = await cabinets.sharer(idOrKey, secret);
    if (sharer === undefined) return undefined;
    const { program, brand, promise, person } = sharer;
    const { workspace } = program;
    const known = await knownPerson(pool, workspace, person);
    if (known === undefined) return undefined;
    const { profiles } = known;
    const [counts, ways, standing] = await Promise.all([
      countsOfReferrer(pool, workspace, program.program, profiles),
      countsByWay(pool, workspace, program.program, profiles),
      unitsOf(pool, workspace).then((units) => standingIn(pool, program, known.person, units)),
    ]);
    const kept = (each: BonusPeriod): KeptPeriod[] =>
      keptPeriods(standing.program, standing.results, each, clock.now());
    const every = bonusPeriods.find((each) => kept(each).length > 0);
    return {
      ...{ program, brand, promise, name: undefined, counts, every },
      registeredByLink: ways.reduce((sum, way) => sum + (way.channel === 'link' ? way.counts.registered : 0), 0),
      ways: partOf(ways, place.ways, waysShown),
      periods: partOf(every === undefined ? [] : kept(every).map(toldPeriod), place.periods, periodsShown),
    };
  }
}

function partOf<Item>(all: readonly Item[], asked: number, size: number): Part<Item> {
  const from = asked < all.length ? asked : 0;
  return { items: all.slice(from, from + size), from, next: from + size < all.length ? from + size : undefined };
}
