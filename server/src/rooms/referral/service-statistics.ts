import { type Statistics, statisticsDaysAtMost } from '@sarafan/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import { getOrInsert } from '../../kit/values/group.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { dayMs, isoDate } from '../../kit/values/time.ts';
import { dateIn, dayStarts, isTimeZone } from '../../kit/values/zones.ts';
import { workspaceBrand } from '../access/index.ts';
import { personSummaries } from '../people/index.ts';
import type { ProgramRow } from './store-programs.ts';
import { type Counts, clicksByDay, countsByDay, countsByReferrer, noCounts } from './store-statistics.ts';

export interface AskedPeriod {
  readonly from?: string;
  readonly to?: string;
  readonly zone?: string;
}

export type PeriodProblem = 'unknown_time_zone' | 'no_such_day' | 'period_ends_first' | 'period_too_long';

export type StatisticsAnswer =
  | { readonly ok: true; readonly statistics: Statistics }
  | { readonly ok: false; readonly reason: PeriodProblem };

const referrersShown = 20;
const usualDays = 30;

/** What a program brought, day by day: counted from the pairs and clicks themselves, so it is always as they are. */
export class ReferralStatistics {
  readonly #pool: Pool;
  readonly #clock: Clock;

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  async of(workspace: WorkspaceId, row: ProgramRow, asked: AskedPeriod): Promise<StatisticsAnswer> {
    const zone = asked.zone ?? (await workspaceBrand(this.#pool, workspace))?.timeZone ?? 'UTC';
    const period = readPeriod(asked, zone, this.#clock.now());
    if (typeof period === 'string') return { ok: false, reason: period };
    const { from, to, days } = period;
    const starts = dayStarts(zone, from, days);
    const counted = { workspace, program: row.program, starts };
    const [byDay, clicks, best] = await Promise.all([
      countsByDay(this.#pool, counted),
      clicksByDay(this.#pool, counted),
      countsByReferrer(this.#pool, counted, referrersShown),
    ]);
    const summary = await personSummaries(
      this.#pool,
      workspace,
      best.map(({ referrer }) => referrer),
    );
    const cells = new Map<number, Map<string, Counts>>();
    for (const { day, channel, counts } of byDay) getOrInsert(cells, day, () => new Map()).set(channel, counts);
    for (const { day, clicks: followed } of clicks) {
      const channels = getOrInsert(cells, day, () => new Map<string, Counts>());
      channels.set('link', { ...(channels.get('link') ?? noCounts), followed });
    }
    const statistics: Statistics = {
      program: { program: row.program, key: row.key, name: row.definition.name },
      ...{ zone, from, to },
      total: sum([...cells.values()].flatMap((channels) => [...channels.values()])),
      channels: byChannel([...cells.values()]),
      days: Array.from({ length: days }, (_, day) => {
        const channels = cells.get(day) ?? new Map<string, Counts>();
        const date = isoDate(Date.parse(`${from}T00:00:00Z`) + day * dayMs);
        return { date, total: sum([...channels.values()]), channels: byChannel([channels]) };
      }),
      referrers: best.map(({ referrer, counts }) => ({ referrer, person: summary(referrer), ...counts })),
    };
    return { ok: true, statistics };
  }
}

interface ReadPeriod {
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

function readPeriod({ from: asked, to: until }: AskedPeriod, zone: string, now: number): ReadPeriod | PeriodProblem {
  if (!isTimeZone(zone)) return 'unknown_time_zone';
  const to = until ?? dateIn(zone)(now);
  if (!isDay(to)) return 'no_such_day';
  const last = Date.parse(`${to}T00:00:00Z`);
  const from = asked ?? isoDate(last - (usualDays - 1) * dayMs);
  if (!isDay(from)) return 'no_such_day';
  const days = Math.round((last - Date.parse(`${from}T00:00:00Z`)) / dayMs) + 1;
  if (days < 1) return 'period_ends_first';
  return days > statisticsDaysAtMost ? 'period_too_long' : { from, to, days };
}

/** A day that a calendar has: a date that it reads as another one, like 30 February, is none. */
function isDay(text: string): boolean {
  const moment = Date.parse(`${text}T00:00:00Z`);
  return moment >= 0 && isoDate(moment) === text;
}

function sum(all: readonly Counts[]): Counts {
  return all.reduce(
    (left, right) => ({
      followed: left.followed + right.followed,
      invited: left.invited + right.invited,
      registered: left.registered + right.registered,
      paid: left.paid + right.paid,
      rewarded: left.rewarded + right.rewarded,
    }),
    noCounts,
  );
}

const channels = ['link', 'code', 'manual', 'none'] as const;

/** The sums of some days, each way of inviting that occurs by itself. */
function byChannel(days: readonly ReadonlyMap<string, Counts>[]): Statistics['channels'] {
  return channels.flatMap((channel) => {
    const counts = days.flatMap((day) => day.get(channel) ?? []);
    return counts.length === 0 ? [] : [{ channel, ...sum(counts) }];
  });
}
