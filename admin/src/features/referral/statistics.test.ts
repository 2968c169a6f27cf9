import type { ReferralCounts, Statistics } from '@sarafan/contract';
import { describe, expect, it } from 'vitest';
import { asChannel, daysOf, isQuiet, shareOf, totalOf } from './statistics.ts';

const counts = (followed: number, invited: number, paid: number): ReferralCounts => {
  return { shared: 0, followed, invited, registered: invited, paid, rewarded: paid };
};
const statistics: Statistics = {
  program: { program: 'prg_1', key: 'school', name: { ru: 'Школа', en: 'School' } },
  ...{ zone: 'UTC', from: '2026-01-01', to: '2026-01-02', total: counts(10, 4, 1), referrers: [] },
  placements: [],
  reach: {
    ...{ participants: 2, sharers: 0, invitedPerParticipant: 2, conversion: 1, kFactor: 2 },
    medianSecondsToPay: null,
  },
  channels: [{ channel: 'link', ...counts(10, 3, 1) }],
  days: [
    { date: '2026-01-01', total: counts(10, 4, 1), channels: [{ channel: 'link', ...counts(10, 3, 1) }] },
    { date: '2026-01-02', total: counts(0, 0, 0), channels: [] },
  ],
};

describe('statistics of a program', () => {
  it('are those of every channel, or of one', () => {
    expect(daysOf(statistics, undefined).map(({ invited }) => invited)).toEqual([4, 0]);
    expect(daysOf(statistics, 'link').map(({ invited }) => invited)).toEqual([3, 0]);
    expect(daysOf(statistics, 'code').every(isQuiet)).toBe(true);
    expect(totalOf(statistics, 'link').invited).toBe(3);
    expect(isQuiet(totalOf(statistics, 'manual'))).toBe(true);
  });

  it('tell a share only where a step follows from the one before', () => {
    expect(shareOf(statistics, undefined, 'registered')).toBe(1);
    expect(shareOf(statistics, undefined, 'paid')).toBe(0.25);
    expect(shareOf(statistics, undefined, 'followed')).toBeUndefined();
    const passedOn = { ...statistics, channels: [{ channel: 'link' as const, ...counts(2, 4, 1) }] };
    expect(shareOf(passedOn, 'link', 'invited')).toBeUndefined();
    expect(shareOf(statistics, 'manual', 'paid')).toBeUndefined();
  });

  it('tell of those who followed a link only who was invited by one', () => {
    expect(shareOf(statistics, undefined, 'invited')).toBe(0.3);
    expect(shareOf(statistics, 'link', 'invited')).toBe(0.3);
    const byCodes = { ...statistics, channels: [{ channel: 'code' as const, ...counts(0, 4, 1) }] };
    expect(shareOf(byCodes, undefined, 'invited')).toBeUndefined();
    expect(shareOf(byCodes, 'code', 'invited')).toBeUndefined();
  });

  it('tell of the rewarded a share of the invited: who is rewarded need not have paid', () => {
    const total = { ...counts(10, 4, 1), rewarded: 3 };
    expect(shareOf({ ...statistics, total }, undefined, 'rewarded')).toBe(0.75);
  });

  it('know no other channel', () => {
    expect(asChannel('code')).toBe('code');
    expect(asChannel('constructor')).toBeUndefined();
  });
});
