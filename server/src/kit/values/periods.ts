import { dayMs, type EpochMs, isoDate } from './time.ts';
import type { DateIn } from './zones.ts';

export type Period = 'day' | 'week' | 'month' | 'year';

/**
 * The period that a moment lies in, by a name that sorts by time: a day as 2026-01-15, a week by its Monday, a month as
 * 2026-01, a year as 2026. `dateOf` gives the day by the calendar of a zone.
 */
export function periodOf(every: Period, moment: EpochMs, dateOf: DateIn): string {
  const day = dateOf(moment);
  switch (every) {
    case 'day':
      return day;
    case 'week':
      return mondayOf(day);
    case 'month':
      return day.slice(0, 7);
    case 'year':
      return day.slice(0, 4);
  }
}

function mondayOf(day: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The first day of the era was a Thursday.
  const sinceMonday = (Math.floor(midnight / dayMs) + 3) % 7;
  return isoDate(midnight - sinceMonday * dayMs);
}
