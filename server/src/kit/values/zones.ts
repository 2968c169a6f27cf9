import { getOrInsert } from './group.ts';
import type { Sentence } from './sentences.ts';
import { dayMs, type EpochMs, hourMs, isoDate } from './time.ts';

/** Time zones by their IANA names, whose rules the platform's own copy of the zone database knows. */

const zoneForm = /^[A-Za-z][A-Za-z0-9_+-]{0,31}(\/[A-Za-z0-9_+-]{1,31}){0,2}$/;

export function isTimeZone(text: string): boolean {
  if (!zoneForm.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    // A name that the zone database does not know throws, and there is no other way to ask.
    return false;
  }
}

/** The day that a calendar in the zone shows at a moment, as 2026-01-15. */
export type DateIn = (moment: EpochMs) => string;

const calendars = new Map<string, DateIn>();
/** More than there are zones; their names may be written in small and large letters alike. */
const calendarsAtMost = 1_000;

/** A calendar is dear to make and asked for by every sum that is kept by periods, so each zone's is made once. */
export function dateIn(zone: string): DateIn {
  if (calendars.size >= calendarsAtMost) calendars.clear();
  return getOrInsert(calendars, zone, () => calendarOf(zone));
}

function calendarOf(zone: string): DateIn {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    ...{ calendar: 'iso8601', year: 'numeric', month: '2-digit', day: '2-digit' },
  });
  return (moment) => format.format(moment);
}

/** A day as people say it: «15 января 2026 г.», “January 15, 2026”. */
export type DayOf = (moment: EpochMs) => Sentence;

export function dayIn(zone: string): DayOf {
  const parts = { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' } as const;
  const [ru, en] = [new Intl.DateTimeFormat('ru-RU', parts), new Intl.DateTimeFormat('en-US', parts)];
  return (moment) => ({ ru: ru.format(moment), en: en.format(moment) });
}

/** A moment to the second, as a clock of the zone shows it: «15 января 2026 г. в 12:00:00». */
export function momentIn(zone: string): DayOf {
  const parts = { timeZone: zone, dateStyle: 'long', timeStyle: 'medium' } as const;
  const [ru, en] = [new Intl.DateTimeFormat('ru-RU', parts), new Intl.DateTimeFormat('en-US', parts)];
  return (moment) => ({ ru: ru.format(moment), en: en.format(moment) });
}

/** A moment to the minute, as people say it: «10 января 2026 г., 10:00», “January 10, 2026, 10:00”. */
export function minuteIn(zone: string): DayOf {
  const dayOf = dayIn(zone);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return (moment) => {
    const [{ ru, en }, time] = [dayOf(moment), clock.format(moment)];
    return { ru: `${ru}, ${time}`, en: `${en}, ${time}` };
  };
}

/** No zone is further from Greenwich than this. */
const furthestMs = 16 * hourMs;

/**
 * The moments at which `days` days in a row begin in a zone, and the moment at which the last one ends. `from` is a
 * date as 2026-01-15. A day need not begin at midnight, which a change of the clocks may leave out, nor last 24 hours.
 */
export function dayStarts(zone: string, from: string, days: number): readonly EpochMs[] {
  const date = dateIn(zone);
  const first = Date.parse(`${from}T00:00:00Z`);
  let usual = 0;
  return Array.from({ length: days + 1 }, (_, index) => {
    const midnight = first + index * dayMs;
    const wanted = isoDate(midnight);
    const guess = midnight + usual;
    const start = begins(date, wanted, guess) ? guess : searchStart(date, wanted, midnight);
    usual = start - midnight;
    return start;
  });
}

const begins = (date: DateIn, wanted: string, moment: EpochMs): boolean =>
  date(moment) === wanted && date(moment - 1) < wanted;

/** The first moment at which the zone's calendar shows the day, or a later one where the day was left out. */
function searchStart(date: DateIn, wanted: string, midnight: EpochMs): EpochMs {
  let before = midnight - furthestMs;
  let after = midnight + furthestMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (date(middle) >= wanted) after = middle;
    else before = middle;
  }
  return after;
}
