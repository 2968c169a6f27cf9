import { getOrInsert } from './group.ts';
import { dayMs, type EpochMs, isoDate } from './time.ts';
import { type DateIn, dayStarts } from './zones.ts';

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

interface Bounds {
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** Periods are asked for by every payment that counts in them, and dear to find in a calendar. */
const known = new Map<string, Bounds>();
const knownAtMost = 10_000;

/** When a week by its Monday, a month as 2026-01 or a year begins by the calendar of a zone, and when the next does. */
export function boundsOf(name: string, zone: string): Bounds {
  if (known.size >= knownAtMost) known.clear();
  return getOrInsert(known, `${name} ${zone}`, () => findBounds(name, zone));
}

function findBounds(name: string, zone: string): Bounds {
  const [year = 0, month, day] = name.split('-').map(Number);
  const first = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  const next =
    day !== undefined ? first + 7 * dayMs : month === undefined ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month, 1);
  const startOf = (date: EpochMs): EpochMs => dayStarts(zone, isoDate(date), 0)[0] ?? date;
  return { start: startOf(first), end: startOf(next) };
}
