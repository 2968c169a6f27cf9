import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, isoDate } from './time.ts';
import { dateIn, dayIn, dayStarts, isTimeZone, minuteIn } from './zones.ts';

describe('the name of a zone', () => {
  test.each(['Europe/Moscow', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5'])('%s', (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });

  test.each(['', 'Moscow', 'Europe/Moskva', '+03:00', 'Europe/Moscow; drop table', 'Europe/'.repeat(20), '\u202e'])(
    'is not %j',
    (zone) => {
      expect(isTimeZone(zone)).toBe(false);
    },
  );
});

describe('days of a zone', () => {
  test('begin at its midnight, also where the clocks change', () => {
    expect(dayStarts('Europe/Moscow', '2026-01-15', 1)).toEqual([
      Date.parse('2026-01-14T21:00:00Z'),
      Date.parse('2026-01-15T21:00:00Z'),
    ]);
    const [start = 0, end = 0] = dayStarts('Europe/Berlin', '2026-03-29', 1);
    expect(end - start).toBe(23 * hourMs);
    const [first = 0, second = 0] = dayStarts('Europe/Berlin', '2026-10-25', 1);
    expect(second - first).toBe(25 * hourMs);
  });

  test('begin an hour later where midnight was left out, and Cuba has its midnight twice', () => {
    // In Egypt the clocks of 2024-04-26 went from 23:59:59 of the day before to 01:00.
    const [cairo = 0] = dayStarts('Africa/Cairo', '2024-04-26', 1);
    expect(cairo).toBe(Date.parse('2024-04-25T22:00:00Z'));
    const [havana = 0, next = 0] = dayStarts('America/Havana', '2023-11-05', 1);
    expect(next - havana).toBe(25 * hourMs);
  });

  const zones = ['UTC', 'Europe/Moscow', 'America/Havana', 'Africa/Cairo', 'Asia/Kathmandu', 'Pacific/Kiritimati'];
  test('each moment lies in the day that the calendar shows, whatever the zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (zone, day, days, share) => {
          const from = isoDate(day * dayMs);
          const starts = dayStarts(zone, from, days);
          const date = dateIn(zone);
          for (const [index, start] of starts.slice(0, -1).entries()) {
            const end = starts[index + 1] ?? start;
            expect(end).toBeGreaterThan(start);
            expect(date(start + Math.floor((end - start) * share))).toBe(isoDate((day + index) * dayMs));
          }
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });
});

test('a moment is said to the minute, as a clock of the zone shows it', () => {
  const moment = Date.parse('2026-01-10T21:05:00Z');
  expect(minuteIn('Europe/Moscow')(moment)).toEqual({
    ...{ ru: '11 января 2026 г., 00:05', en: 'January 11, 2026, 00:05' },
  });
  expect(minuteIn('UTC')(moment).ru).toBe('10 января 2026 г., 21:05');
});

test('a day is said in words of the zone where it is seen', () => {
  const lateEvening = Date.UTC(2026, 0, 15, 22);
  expect(dayIn('UTC')(lateEvening)).toEqual({ ru: '15 января 2026 г.', en: 'January 15, 2026' });
  expect(dayIn('Europe/Moscow')(lateEvening).ru).toBe('16 января 2026 г.');
});
