import { statisticsDaysAtMost } from '@sarafan/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { dayMs, isoDate } from '../../kit/values/time.ts';
import { dateIn, dayStarts, isTimeZone } from '../../kit/values/zones.ts';
import { workspaceBrand } from '../access/index.ts';

export interface AskedPeriod {
  readonly from?: string;
  readonly to?: string;
  readonly zone?: string;
}

export type PeriodProblem = 'unknown_time_zone' | 'no_such_day' | 'period_ends_first' | 'period_too_long';

/** Whole days of a time zone. */
export interface ReadPeriod {
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** When each day begins, and when the last one ends. */
  readonly starts: readonly number[];
}

const usualDays = 30;

/** The days that were asked for; by default the last thirty in the workspace's own zone. */
export async function readPeriod(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  workspace: WorkspaceId,
  asked: AskedPeriod,
): Promise<ReadPeriod | PeriodProblem> {
  const zone = asked.zone ?? (await workspaceBrand(pool, workspace))?.timeZone ?? 'UTC';
  if (!isTimeZone(zone)) return 'unknown_time_zone';
  const to = asked.to ?? dateIn(zone)(clock.now());
  if (!isDay(to)) return 'no_such_day';
  const last = Date.parse(`${to}T00:00:00Z`);
  const from = asked.from ?? isoDate(last - (usualDays - 1) * dayMs);
  if (!isDay(from)) return 'no_such_day';
  const days = Math.round((last - Date.parse(`${from}T00:00:00Z`)) / dayMs) + 1;
  if (days < 1) return 'period_ends_first';
  return days > statisticsDaysAtMost
    ? 'period_too_long'
    : { zone, from, to, days, starts: dayStarts(zone, from, days) };
}

/** The moments at which a period begins and ends. */
export function endsOf({ starts }: Pick<ReadPeriod, 'starts'>): { readonly from: number; readonly to: number } {
  return { from: starts[0] ?? 0, to: starts.at(-1) ?? 0 };
}

/** A day that a calendar has: a date that it reads as another one, like 30 February, is none. */
function isDay(text: string): boolean {
  const moment = Date.parse(`${text}T00:00:00Z`);
  return moment >= 0 && isoDate(moment) === text;
}
