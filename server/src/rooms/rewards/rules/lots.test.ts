import { expect, test } from 'vitest';
import type { ProfileId } from '../../../kit/values/ids.ts';
import { expiryLimits } from '../limits.ts';
import { expiredOf, expireLots, withoutExpired } from './expired.ts';
import { moveHolding, noRewards, type RewardsPart } from './holdings.ts';
import { addLot, expiringOf, fitLots, lotsOf, takeFromLots } from './lots.ts';

const one = 'per_00aaaaaaaaaaaaaaaa' as ProfileId;
const other = 'per_00bbbbbbbbbbbbbbbb' as ProfileId;

function holding(available: bigint, lots: Readonly<Record<number, bigint>>): RewardsPart {
  let part = moveHolding(noRewards, 'points', 0n, available);
  for (const [at, minor] of Object.entries(lots))
    part = addLot(part, 'points', { at: Number(at), minor: String(minor) });
  return part;
}

const left = (parts: Iterable<RewardsPart>): [number, bigint][] => [...expiringOf(parts, 'points')];

test('what expires first is taken first, of whichever profile, and what never expires last (REW-22)', () => {
  const parts = new Map([
    [one, holding(300n, { 20: 100n, 40: 100n })],
    [other, holding(50n, { 30: 50n })],
  ]);
  const { parts: after, taken } = takeFromLots(parts, 'points', 170n);
  expect(taken).toEqual([
    { profile: one, at: 20, minor: '100' },
    { profile: other, at: 30, minor: '50' },
    { profile: one, at: 40, minor: '20' },
  ]);
  expect(left(after.values())).toEqual([[40, 80n]]);
  expect(takeFromLots(parts, 'points', 999n).taken.reduce((sum, { minor }) => sum + BigInt(minor), 0n)).toBe(250n);
});

test('a claw-back takes from its own day before what expires earlier', () => {
  const parts = new Map([[one, holding(200n, { 20: 100n, 40: 100n })]]);
  const { parts: after } = takeFromLots(parts, 'points', 130n, { profile: one, at: 40 });
  expect(left(after.values())).toEqual([[20, 70n]]);
});

test('lots fit what is available, and a debt leaves none', () => {
  const fitted = (available: bigint): [number, bigint][] => {
    return left(fitLots(new Map([[one, holding(available, { 20: 100n, 40: 100n })]]), 'points').values());
  };
  expect(fitted(200n)).toEqual([
    [20, 100n],
    [40, 100n],
  ]);
  expect(fitted(130n)).toEqual([
    [20, 30n],
    [40, 100n],
  ]);
  expect(fitted(-5n)).toEqual([]);
});

test('beyond the limit the two nearest days become one, the later, and nothing expires before its day', () => {
  const days = Array.from({ length: expiryLimits.lots }, (_, day) => [day * 1_000, 1n] as const);
  const full = holding(BigInt(days.length + 1), Object.fromEntries(days));
  const part = addLot(full, 'points', { at: 5_001, minor: '7', remind: [3] });
  expect(lotsOf(part, 'points')).toHaveLength(expiryLimits.lots);
  expect(lotsOf(part, 'points').find(({ at }) => at === 5_001)).toEqual({
    at: 5_001,
    since: 5_000,
    minor: '8',
    remind: [3],
  });
  expect(lotsOf(part, 'points').some(({ at }) => at === 5_000)).toBe(false);
  const { parts: after } = takeFromLots(new Map([[one, part]]), 'points', 8n, { profile: one, at: 5_000 });
  expect(lotsOf(after.get(one), 'points').some(({ at }) => at === 5_001)).toBe(false);
});

test('what expired is remembered by its day, and forgotten once it was not asked for', () => {
  const { parts, gone } = expireLots(new Map([[one, holding(300n, { 20: 100n, 40: 100n })]]), 20);
  expect(gone).toEqual([{ unit: 'points', at: 20, minor: 100n }]);
  const part = parts.get(one) ?? noRewards;
  expect(part.holdings['points']).toMatchObject({ available: '200' });
  expect(expiredOf(part, 'points', 20, 60n)).toBe(60n);
  expect(expiredOf(part, 'points', 40, 60n)).toBe(0n);
  const once = withoutExpired(part, 'points', 20, 60n);
  expect(expiredOf(once, 'points', 20, 60n)).toBe(40n);
  expect(withoutExpired(once, 'points', 20, 40n).holdings['points']?.expired).toBeUndefined();
});

test('of a day that is forgotten nobody owes anything', () => {
  const days = Array.from({ length: expiryLimits.expired + 1 }, (_, day) => (day + 1) * 10);
  let parts: ReadonlyMap<ProfileId, RewardsPart> = new Map([[one, holding(1_000n, {})]]);
  for (const at of days) {
    const part = addLot(parts.get(one) ?? noRewards, 'points', { at, minor: '1' });
    parts = expireLots(new Map([[one, part]]), at).parts;
  }
  const part = parts.get(one) ?? noRewards;
  expect(part.holdings['points']?.expired).toHaveLength(expiryLimits.expired);
  expect(expiredOf(part, 'points', 10, 500n)).toBe(500n);
  expect(expiredOf(part, 'points', 20, 500n)).toBe(1n);
});
