import { Temporal } from 'temporal-polyfill';
import { dayMs, type EpochMs, earliestMoment, latestMoment } from '../../../kit/values/time.ts';

/** How a file writes its dates. */
export interface DateReading {
  /** The zone of times that name no offset. */
  readonly timeZone: string;
  readonly dayFirst: boolean;
}

const localForm = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:г\.?)?(?:[ T,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?$/;
const isoForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const serialForm = /^(\d{5})(?:[.,](\d+))?$/;

/** Day 0 of a spreadsheet's serial numbers; those before 1900-03-01 are wrong by a day there and are not read here. */
const serialZero = { year: 1899, month: 12, day: 30 };
/** Serial numbers of the years 1954 to 2099; a smaller or greater number is something else. */
const serials = { from: 20_000, to: 73_050 };

/**
 * A moment from a cell: `31.12.2025`, `31.12.2025 14:05`, `31.12.25`, ISO 8601, or a spreadsheet's serial number. A day
 * without a time is its first moment in the zone. Undefined for anything else and for days that no calendar has.
 */
export function readDate(text: string, { timeZone, dayFirst }: DateReading): EpochMs | undefined {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  if (trimmed.length > 40) return undefined;
  const moment = fromLocal(trimmed, timeZone, dayFirst) ?? fromIso(trimmed, timeZone) ?? fromSerial(trimmed, timeZone);
  return moment !== undefined && moment >= earliestMoment && moment <= latestMoment ? moment : undefined;
}

interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly millisecond?: number;
}

function fromLocal(text: string, timeZone: string, dayFirst: boolean): EpochMs | undefined {
  const match = localForm.exec(text);
  if (match === null) return undefined;
  const [, first, second, years = '', hour = '0', minute = '0', seconds = '0'] = match;
  const [day, month] = dayFirst ? [first, second] : [second, first];
  const short = Number(years);
  // A year of two digits is of the hundred years around 2020, as spreadsheets read it.
  const year = years.length === 4 ? short : short + (short < 70 ? 2000 : 1900);
  const time = { hour: Number(hour), minute: Number(minute), second: Number(seconds) };
  return momentIn(timeZone, { year, month: Number(month), day: Number(day), ...time });
}

function fromIso(text: string, timeZone: string): EpochMs | undefined {
  const match = isoForm.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = match;
  const local = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, '0')),
  };
  if (offset === undefined) return momentIn(timeZone, local);
  const utc = momentIn('UTC', local);
  if (utc === undefined || /^z$/i.test(offset)) return utc;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(':', ''))];
  if (hours > 23 || minutes > 59) return undefined;
  return utc - (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function fromSerial(text: string, timeZone: string): EpochMs | undefined {
  const match = serialForm.exec(text);
  if (match === null) return undefined;
  const days = Number(match[1]);
  if (days < serials.from || days >= serials.to) return undefined;
  const zero = Date.UTC(serialZero.year, serialZero.month - 1, serialZero.day);
  const wall = zero + days * dayMs + Math.round(Number(`0.${match[2] ?? '0'}`) * 86_400) * 1_000;
  const local = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
  const { year, month, day, hour, minute, second } = local;
  return momentIn(timeZone, { year, month, day, hour, minute, second });
}

/** The moment of a clock's reading in a zone. One that a change of clocks leaves out is read with the offset before. */
function momentIn(timeZone: string, local: LocalTime): EpochMs | undefined {
  if (!isOnTheCalendar(local)) return undefined;
  if (timeZone === 'UTC') return utcOf(local);
  return Temporal.PlainDateTime.from({ ...local }).toZonedDateTime(timeZone).epochMilliseconds;
}

function utcOf({ year, month, day, hour = 0, minute = 0, second = 0, millisecond = 0 }: LocalTime): EpochMs {
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
}

const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isOnTheCalendar({ year, month, day, hour = 0, minute = 0, second = 0 }: LocalTime): boolean {
  if (!(year >= 1969 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return false;
  if (day > (daysOfMonth[month - 1] ?? 0) || !(hour <= 23 && minute <= 59 && second <= 59)) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month !== 2 || day < 29 || isLeap;
}

/** True for the name of a zone that this server knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
