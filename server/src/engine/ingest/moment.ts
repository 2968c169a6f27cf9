import type { Json } from '../../kit/values/json.ts';
import { type EpochMs, earliestMoment, latestMoment, minuteMs } from '../../kit/values/time.ts';

const general =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?\s?([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/;
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads an ISO 8601 text or milliseconds since 1970. A time without an offset is UTC, for the zone of this machine
 * means nothing to the sender. Undefined for anything else, for days that no calendar has, and outside the years 1970
 * to 9999.
 */
export function parseMoment(value: Json | undefined): EpochMs | undefined {
  if (typeof value === 'number') return inRange(Math.trunc(value));
  if (typeof value !== 'string') return undefined;
  const simple = parseUsual(value);
  if (simple !== undefined) return inRange(simple);
  if (value.length > 40) return undefined;
  const match = general.exec(value.trim());
  return match === null ? undefined : inRange(fromMatch(match));
}

/** True when a sender gave no time at all: null and the empty text are how some SDKs leave a field out. */
export function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '';
}

/**
 * When it happened by our clock: the sender's clock is as wrong as its `sentAt` differs from our receipt, as Segment
 * corrects it. Nothing happens later than it is received. A correction that leaves the range of time is not believed.
 */
export function correctMoment(timestamp: EpochMs, sentAt: EpochMs | undefined, receivedAt: EpochMs): EpochMs {
  const corrected = sentAt === undefined ? timestamp : timestamp + (receivedAt - sentAt);
  return Math.min(inRange(corrected) ?? timestamp, receivedAt);
}

function inRange(moment: EpochMs | undefined): EpochMs | undefined {
  return moment !== undefined && moment >= earliestMoment && moment <= latestMoment ? moment : undefined;
}

/** The form that every JavaScript sender writes, `2026-01-31T10:20:30.456Z`, read without a regular expression. */
function parseUsual(text: string): EpochMs | undefined {
  if (text.length !== 24 || text.charCodeAt(10) !== 0x54 || text.charCodeAt(23) !== 0x5a) return undefined;
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':' || text[19] !== '.') return undefined;
  const year = digits(text, 0, 4);
  const milliseconds = digits(text, 20, 23);
  const [month, day] = [digits(text, 5, 7), digits(text, 8, 10)];
  const [hour, minute, second] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  return compose(year, month, day, hour, minute, second, milliseconds);
}

/** The number that these characters write, or NaN when one of them is no digit. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

function fromMatch(match: RegExpExecArray): EpochMs | undefined {
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = match;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const local = compose(
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    milliseconds,
  );
  const offset = offsetMinutes(zone);
  return local === undefined || offset === undefined ? undefined : local - offset * minuteMs;
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', ''));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

function compose(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  milliseconds: number,
): EpochMs | undefined {
  // The year 0 to 99 would be taken for 1900 to 1999. One day early is still in 1969, for offsets west of Greenwich.
  if (!(year >= 1969 && month >= 1 && month <= 12 && day >= 1 && day <= (daysOfMonth[month - 1] ?? 0)))
    return undefined;
  if (month === 2 && day === 29 && !isLeap(year)) return undefined;
  const endOfDay = hour === 24 && minute === 0 && second === 0 && milliseconds === 0;
  // A leap second (60) is the first moment of the next minute, as POSIX counts.
  if (!((hour <= 23 || endOfDay) && minute <= 59 && second <= 60)) return undefined;
  const moment = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  return Number.isNaN(moment) ? undefined : moment;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
