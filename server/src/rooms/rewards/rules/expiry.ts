import { type Expires, remindDaysUsual } from '@sarafan/contract';
import { isJsonObject, type Json, type JsonObject, textIn } from '../../../kit/values/json.ts';
import { dayMs, type EpochMs, hourMs, isoDate } from '../../../kit/values/time.ts';
import { dateIn, dayStarts } from '../../../kit/values/zones.ts';

/** Until when a grant may be used, once it is available: a rule of its program, and the program's calendar. */
export type GrantExpiry = Expires & { readonly zone: string };

/** The first moment at which it is gone: the one at which the day after its last day begins. */
export function expiryFrom({ endOf, after, zone }: GrantExpiry, availableAt: EpochMs): EpochMs {
  const [year = 0, month = 0, day = 0] = dateIn(zone)(availableAt).split('-').map(Number);
  const next = {
    day: () => Date.UTC(year, month - 1, day + after + 1),
    month: () => Date.UTC(year, month + after, 1),
    year: () => Date.UTC(year + after + 1, 0, 1),
  }[endOf]();
  return dayStarts(zone, isoDate(next), 0)[0] ?? next;
}

/** Reminders are for the morning: who hears of one may hand it on at once. */
const morningMs = 10 * hourMs;

/** When a holder is reminded of what expires, so many days before its last day. */
export function reminderAt(expiresAt: EpochMs, days: number): EpochMs {
  return expiresAt - (days + 1) * dayMs + morningMs;
}

/** The reminders of a rule that are still to come, the earliest first. */
export function remindersOf({ remindDays }: GrantExpiry, expiresAt: EpochMs, now: EpochMs): readonly number[] {
  const days = remindDays ?? remindDaysUsual;
  return days.filter((each) => reminderAt(expiresAt, each) > now).toSorted((left, right) => right - left);
}

export function expiryToJson({ endOf, after, remindDays, zone }: GrantExpiry): JsonObject {
  return { endOf, after, zone, ...(remindDays === undefined ? {} : { remindDays: [...remindDays] }) };
}

/** Reads the rule from a grant that this server wrote itself. */
export function expiryFromJson(json: Json | undefined): { expires?: GrantExpiry } {
  if (!isJsonObject(json)) return {};
  const { after, remindDays } = json;
  if (typeof after !== 'number') throw new Error('The expiry of a grant does not say after how long');
  const days = Array.isArray(remindDays) ? { remindDays: remindDays.map(Number) } : {};
  const endOf = textIn(json, 'endOf') as GrantExpiry['endOf'];
  return { expires: { endOf, after, zone: textIn(json, 'zone'), ...days } };
}
