import { now } from './clock.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** The day that a moment falls on in a zone: `2026-01-15`. */
export function dayIn(timeZone: string, momentMs: number = now()): string {
  const { year, month, day } = partsIn(timeZone, momentMs);
  return `${year}-${month}-${day}`;
}

/** So many days before a day, by the calendar. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10);
}

/** A moment as a field of date and time shows it: the wall clock of a zone, `2026-01-15T12:30`. */
export function wallClock(moment: string, timeZone: string): string {
  return wallClocks(timeZone)(moment);
}

/** The same for many moments: to make ready for a zone takes longer than to read its clock. */
export function wallClocks(timeZone: string): (moment: string) => string {
  const format = formatIn(timeZone);
  return (moment) => {
    const momentMs = Date.parse(moment);
    if (Number.isNaN(momentMs)) return '';
    const { year, month, day, hour, minute } = partsOf(format, momentMs);
    return `${year}-${month}-${day}T${hour}:${minute}`;
  };
}

/**
 * The moment at which the clock of a zone shows this; undefined for a text that is no date and time. An hour that the
 * clock skips is taken as the one after it.
 */
export function momentAt(wall: string, timeZone: string): string | undefined {
  const asUtc = Date.parse(`${wall}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(wall) || Number.isNaN(asUtc)) return undefined;
  // The offset is that of the moment itself, which is known only nearly at first.
  const nearly = asUtc - offsetMs(timeZone, asUtc);
  return new Date(asUtc - offsetMs(timeZone, nearly)).toISOString();
}

function offsetMs(timeZone: string, momentMs: number): number {
  const { year, month, day, hour, minute } = partsIn(timeZone, momentMs);
  const wall = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  return Math.round((wall - momentMs) / minuteMs) * minuteMs;
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute';

function partsIn(timeZone: string, momentMs: number): Record<Part, string> {
  return partsOf(formatIn(timeZone), momentMs);
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit' },
    ...{ day: '2-digit', hour: '2-digit', minute: '2-digit' },
  } as const);
}

function partsOf(format: Intl.DateTimeFormat, momentMs: number): Record<Part, string> {
  const parts = new Map(format.formatToParts(momentMs).map(({ type, value }) => [type, value]));
  const part = (name: Part): string => parts.get(name) ?? '';
  return { year: part('year').padStart(4, '0'), ...rest(part) };
}

function rest(part: (name: Part) => string): Record<Exclude<Part, 'year'>, string> {
  return { month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}
