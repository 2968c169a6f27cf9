import { describe, expect, test } from 'vitest';
import { dayMs, isoMoment } from '../../../kit/values/time.ts';
import { expiryFrom, expiryFromJson, expiryToJson, type GrantExpiry, reminderAt, remindersOf } from './expiry.ts';

const rule = (endOf: GrantExpiry['endOf'], after: number, zone = 'UTC'): GrantExpiry => ({ endOf, after, zone });

test.each([
  ['a day later', rule('day', 1), '2026-01-10T15:00:00Z', '2026-01-12T00:00:00Z'],
  ['thirty days later, over a month', rule('day', 30), '2026-01-31T23:59:59Z', '2026-03-03T00:00:00Z'],
  ['this month', rule('month', 0), '2026-01-31T23:59:59Z', '2026-02-01T00:00:00Z'],
  ['next month, over a year', rule('month', 1), '2026-12-31T10:00:00Z', '2027-02-01T00:00:00Z'],
  ['a year of months', rule('month', 12), '2026-02-28T10:00:00Z', '2027-03-01T00:00:00Z'],
  ['this year', rule('year', 0), '2026-07-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['over a leap day', rule('day', 1), '2028-02-28T12:00:00Z', '2028-03-01T00:00:00Z'],
  [
    'the day of the zone, which has begun already',
    rule('day', 1, 'Europe/Moscow'),
    '2026-01-10T21:00:00Z',
    '2026-01-12T21:00:00Z',
  ],
  ['a moment before it begins', rule('day', 1, 'Europe/Moscow'), '2026-01-10T20:59:59.999Z', '2026-01-11T21:00:00Z'],
  ['the month of the zone', rule('month', 0, 'Asia/Vladivostok'), '2026-01-31T14:00:00Z', '2026-02-28T14:00:00Z'],
  ['a change of the clocks', rule('day', 1, 'Europe/Berlin'), '2026-03-28T12:00:00Z', '2026-03-29T22:00:00Z'],
])('expires at the end of %s', (_what, expires, availableAt, expected) => {
  expect(isoMoment(expiryFrom(expires, Date.parse(availableAt)))).toBe(isoMoment(Date.parse(expected)));
});

describe('reminders', () => {
  const at = Date.parse('2026-02-01T00:00:00Z');

  test('come in the morning, so many days before the last day', () => {
    expect(isoMoment(reminderAt(at, 0))).toBe('2026-01-31T10:00:00.000Z');
    expect(isoMoment(reminderAt(at, 14))).toBe('2026-01-17T10:00:00.000Z');
  });

  test.each<[string, number[] | undefined, number, number[]]>([
    ['the usual ones', undefined, at - 30 * dayMs, [14, 3]],
    ['those of the program, the earliest first', [1, 7], at - 30 * dayMs, [7, 1]],
    ['without those that are over', [14, 3], at - 14 * dayMs, [3]],
    ['none, where the program wants none', [], at - 30 * dayMs, []],
  ])('%s', (_what, remindDays, now, expected) => {
    const expires = { ...rule('day', 30), ...(remindDays === undefined ? {} : { remindDays }) };
    expect(remindersOf(expires, at, now)).toEqual(expected);
    expect(expiryFromJson(expiryToJson(expires))).toEqual({ expires });
  });
});
