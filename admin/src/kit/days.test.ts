import { describe, expect, it } from 'vitest';
import { dayIn, daysBefore, momentAt, wallClock } from './days.ts';

describe('days of a zone', () => {
  it.each([
    ['Europe/Moscow', '2026-01-15'],
    ['America/New_York', '2026-01-14'],
    ['UTC', '2026-01-14'],
  ])('in %s it is %s', (zone, day) => {
    expect(dayIn(zone, Date.UTC(2026, 0, 14, 22, 0))).toBe(day);
  });

  it('are counted by the calendar', () => {
    expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28');
    expect(daysBefore('2026-01-01', 29)).toBe('2025-12-03');
  });
});

describe('the wall clock', () => {
  it.each([
    ['Europe/Moscow', '2026-01-15T12:30', '2026-01-15T09:30:00.000Z'],
    ['Asia/Kolkata', '2026-01-15T12:30', '2026-01-15T07:00:00.000Z'],
    ['America/New_York', '2026-07-01T00:00', '2026-07-01T04:00:00.000Z'],
    ['UTC', '2026-01-15T12:30', '2026-01-15T12:30:00.000Z'],
  ])('of %s shows %s at %s', (zone, wall, moment) => {
    expect(momentAt(wall, zone)).toBe(moment);
    expect(wallClock(moment, zone)).toBe(wall);
  });

  it('has one answer for an hour that is skipped and for one that comes twice', () => {
    expect(wallClock(momentAt('2026-03-29T02:30', 'Europe/Berlin') ?? '', 'Europe/Berlin')).toMatch(/T0[13]:30$/);
    expect(wallClock(momentAt('2026-10-25T02:30', 'Europe/Berlin') ?? '', 'Europe/Berlin')).toBe('2026-10-25T02:30');
  });

  it('reads nothing from a text that is none', () => {
    expect(momentAt('', 'UTC')).toBeUndefined();
    expect(momentAt('2026-13-40T99:99', 'UTC')).toBeUndefined();
    expect(wallClock('never', 'UTC')).toBe('');
  });
});
