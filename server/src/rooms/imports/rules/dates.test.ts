import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoMoment } from '../../../kit/values/time.ts';
import { isTimeZone, readDate } from './dates.ts';

const moscow = { timeZone: 'Europe/Moscow', dayFirst: true };
const iso = (text: string, reading = moscow): string | undefined => {
  const moment = readDate(text, reading);
  return moment === undefined ? undefined : isoMoment(moment);
};

describe('dates of spreadsheets (IMP-2)', () => {
  test.each([
    ['31.12.2025', '2025-12-30T21:00:00.000Z'],
    ['31.12.2025 14:05', '2025-12-31T11:05:00.000Z'],
    ['31.12.2025 14:05:59', '2025-12-31T11:05:59.000Z'],
    ['1.2.25', '2025-01-31T21:00:00.000Z'],
    ['05/06/2025', '2025-06-04T21:00:00.000Z'],
    ['2025-12-31', '2025-12-30T21:00:00.000Z'],
    ['2025-12-31T14:05:00Z', '2025-12-31T14:05:00.000Z'],
    ['2025-12-31 14:05:00+05:00', '2025-12-31T09:05:00.000Z'],
    ['46022', '2025-12-30T21:00:00.000Z'],
    ['46022,5', '2025-12-31T09:00:00.000Z'],
  ])('%s is %s', (text, moment) => expect(iso(text)).toBe(moment));

  test.each([
    '',
    '32.01.2025',
    '29.02.2025',
    '00.00.0000',
    '12345',
    '99999',
    'вчера',
    '31.12.2025 25:00',
    '2025-13-01',
  ])('%s is none', (text) => expect(iso(text)).toBeUndefined());

  test('the month may come first', () => {
    expect(iso('12/31/2025', { timeZone: 'UTC', dayFirst: false })).toBe('2025-12-31T00:00:00.000Z');
    expect(iso('12/31/2025')).toBeUndefined();
  });

  test('a clock that is put forward leaves no hole', () => {
    expect(iso('30.03.2025 02:30', { timeZone: 'Europe/Berlin', dayFirst: true })).toBe('2025-03-30T01:30:00.000Z');
  });

  test('every day has one moment, however it is written', () => {
    const days = fc.date({ min: new Date('1970-02-01'), max: new Date('2099-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const [year = '', month = '', date = ''] = day.toISOString().slice(0, 10).split('-');
        const zero = Date.UTC(1899, 11, 30);
        const serial = String((Date.UTC(Number(year), Number(month) - 1, Number(date)) - zero) / 86_400_000);
        const moment = readDate(`${date}.${month}.${year}`, moscow);
        expect(readDate(`${year}-${month}-${date}`, moscow)).toBe(moment);
        expect(readDate(serial, moscow)).toBe(moment);
      }),
    );
  });

  test('zones are known by their names', () => {
    expect([isTimeZone('Asia/Yekaterinburg'), isTimeZone('Nowhere/Land')]).toEqual([true, false]);
  });
});
