import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, hourMs, latestMoment, minuteMs } from '../../kit/values/time.ts';
import { correctMoment, parseMoment } from './moment.ts';

const noon = Date.UTC(2026, 2, 1, 12);

describe('parseMoment', () => {
  it.each([
    ['2026-03-01T12:00:00.000Z', noon],
    ['2026-03-01T12:00:00Z', noon],
    ['2026-03-01t12:00:00z', noon],
    ['2026-03-01T12:00Z', noon],
    ['2026-03-01T15:00:00+03:00', noon],
    ['2026-03-01T15:00:00.5+0300', noon + 500],
    ['2026-03-01T04:30:00-07:30', noon],
    ['2026-03-01T15:00:00+03', noon],
    ['2026-03-01 12:00:00.123456', noon + 123],
    ['2026-03-01T12:00:00,123456789Z', noon + 123],
    ['2026-03-01 12:00:00 +00:00', noon],
    ['2026-03-01T12:00:00', noon],
    ['20260301T120000Z', noon],
    ['2026-03-01', noon - 12 * hourMs],
    ['2026-02-28T24:00:00Z', noon - 12 * hourMs],
    ['2026-03-01T11:59:60Z', noon],
    ['2024-02-29T00:00:00.000Z', Date.UTC(2024, 1, 29)],
    ['1970-01-01T00:00:00.000Z', 0],
    ['1969-12-31T23:00:00-01:00', 0],
    ['9999-12-31T23:59:59.999Z', latestMoment],
    [noon, noon],
    [noon + 0.9, noon],
    [0, 0],
  ])('reads %j', (value, moment) => {
    expect(parseMoment(value)).toBe(moment);
  });

  it.each([
    'yesterday',
    '1',
    '2026',
    '2026-13-01T00:00:00.000Z',
    '2026-02-29T00:00:00.000Z',
    '2026-04-31T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-03-01T25:00:00Z',
    '2026-03-01T24:00:01Z',
    '2026-03-01T12:60:00Z',
    '2026-03-01T12:00:00.000+24:00',
    '2026-03-01T12:00:00.00xZ',
    'Sun, 01 Mar 2026 12:00:00 GMT',
    '0000-01-01T00:00:00.000Z',
    '0026-03-01T12:00:00.000Z',
    '1969-12-31T23:59:59.999Z',
    '10000-01-01T00:00:00Z',
    '+010000-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999-01:00',
    ' '.repeat(100_000),
    -1,
    latestMoment + 1,
    Number.POSITIVE_INFINITY,
    true,
    {},
    [],
    null,
  ])('refuses %j', (value) => {
    expect(parseMoment(value)).toBeUndefined();
  });

  it('reads what JavaScript writes, by both of its readers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: latestMoment }), (moment) => {
        const text = new Date(moment).toISOString();
        expect(parseMoment(text)).toBe(moment);
        expect(parseMoment(text.replace('Z', '+00:00'))).toBe(moment);
      }),
      { seed: 4_100 },
    );
  });
});

describe('correctMoment', () => {
  it.each([
    ['takes the time as it is without sentAt', noon - hourMs, undefined, noon - hourMs],
    ['shifts it by what the sender\u2019s clock is behind', noon - 2 * hourMs, noon - hourMs, noon - hourMs],
    ['shifts it by what the sender\u2019s clock is ahead', noon + hourMs, noon + 2 * hourMs, noon - hourMs],
    ['corrects even a clock that stands in 1970', 5 * minuteMs, 6 * minuteMs, noon - minuteMs],
    ['allows nothing later than its receipt', noon + 1, undefined, noon],
    ['allows nothing later than its receipt after correction', noon, noon - dayMs, noon],
    ['does not believe a correction that leaves the range of time', noon - hourMs, latestMoment, noon - hourMs],
  ])('%s', (_what, timestamp, sentAt, corrected) => {
    expect(correctMoment(timestamp, sentAt, noon)).toBe(corrected);
  });
});
