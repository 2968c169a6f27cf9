import { describe, expect, test } from 'vitest';
import { periodOf } from './periods.ts';
import { dateIn } from './zones.ts';

const moscow = dateIn('Europe/Moscow');

describe('the period that a moment lies in', () => {
  test.each([
    ['day', '2026-01-14T21:00:00Z', '2026-01-15'],
    ['day', '2026-01-14T20:59:59.999Z', '2026-01-14'],
    ['week', '2026-01-18T20:59:59.999Z', '2026-01-12'],
    ['week', '2026-01-18T21:00:00Z', '2026-01-19'],
    ['month', '2026-01-31T20:59:59.999Z', '2026-01'],
    ['month', '2026-01-31T21:00:00Z', '2026-02'],
    ['year', '2026-12-31T20:59:59.999Z', '2026'],
    ['year', '2026-12-31T21:00:00Z', '2027'],
    ['week', '2026-12-31T21:00:00Z', '2026-12-28'],
  ] as const)('%s of %s in Moscow is %s', (every, moment, period) => {
    expect(periodOf(every, Date.parse(moment), moscow)).toBe(period);
  });
});
