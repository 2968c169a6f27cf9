import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Life, planHistory } from './plan.ts';

const end = Date.UTC(2026, 5, 15, 12);
const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const moments = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2030, 0, 1) });

describe('some weeks of a school', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(planHistory(end, 1)).toEqual(planHistory(end, 1));
    expect(planHistory(end, 1)).not.toEqual(planHistory(end, 2));
  });

  test('have 150 people with every way of coming and of paying', () => {
    const { lives, visits, spenders } = planHistory(end, 2026);
    expect(lives.length + visits.length).toBe(150);
    const some = (is: (life: Life) => boolean): boolean => lives.some(is);
    for (const channel of ['link', 'code', 'manual'])
      expect(some((life) => life.invitation?.channel === channel)).toBe(true);
    expect(some((life) => life.orders.some((order) => order.certificate))).toBe(true);
    expect(some((life) => life.orders.some((order) => order.refundedAt !== undefined))).toBe(true);
    expect(some((life) => life.legalForm !== 'person')).toBe(true);
    expect(some((life) => life.orders.length > 1)).toBe(true);
    expect(some((life) => life.orders.length === 0)).toBe(true);
    expect(visits.some((visit) => visit.pays) && visits.some((visit) => !visit.signsUp)).toBe(true);
    expect(spenders.length).toBeGreaterThan(0);
    const days = new Set(lives.map((life) => Math.floor(life.signedUpAt / 86_400_000)));
    expect(days.size).toBeGreaterThan(25);
  });

  test('never reach beyond their end, and everything comes after what it follows', () => {
    fc.assert(
      fc.property(seeds, moments, (seed, now) => {
        const { lives } = planHistory(now, seed);
        const byId = new Map(lives.map((life) => [life.userId, life]));
        for (const life of lives) {
          const { invitation, orders, signedUpAt } = life;
          const inviter = invitation === undefined ? undefined : byId.get(invitation.by);
          if (invitation !== undefined) {
            expect(inviter?.shares).toBe(true);
            expect(inviter?.signedUpAt).toBeLessThan(invitation.at);
          }
          const times = [signedUpAt, ...orders.flatMap((each) => [each.at, each.refundedAt ?? each.at])];
          expect(Math.max(...times)).toBeLessThan(now + 3_600_000);
          for (const each of orders) expect(each.at).toBeGreaterThan(invitation?.at ?? signedUpAt);
        }
        expect(new Set(lives.map((life) => life.email)).size).toBe(lives.length);
      }),
      { numRuns: 50 },
    );
  });
});
