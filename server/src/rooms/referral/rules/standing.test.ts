import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SubjectId } from '../../../kit/values/ids.ts';
import { comparePositions, positionOf } from '../../../kit/values/position.ts';
import { type Counted, count, discount, emptyTally, joined, standingLimits, type Tally } from './standing.ts';
import { standingsAt } from './standing-walk.ts';

const at = (minute: number, name = '') =>
  positionOf({ timestamp: minute, trust: 'server', messageId: `m${minute}${name}` });

function counted(minute: number, more: Partial<Counted> = {}): Counted {
  const friend = `per_${minute}` as SubjectId;
  const money = { currency: 'RUB', moneyMinor: '100' };
  return { friend, cause: `o${minute}`, level: 1, at: at(minute), isFriend: true, ...money, periods: [], ...more };
}

const told = (causes: readonly Counted[]): Tally =>
  causes.reduce((tally, each) => count(tally, each, true), emptyTally);
const reached = (tally: Tally, each: Counted, period = '') => standingsAt(tally, [each])[0]?.[period];

describe('where an inviter stands at a cause', () => {
  test('REF-53 is what was brought up to it, whatever was refunded later, and not what was refunded before', () => {
    const [first, second, third] = [counted(1, { until: at(3), friendUntil: at(3) }), counted(2), counted(4)];
    const tally = told([first, second, third]);
    expect(reached(tally, second)).toEqual({ friends: 2, payments: 2, turnover: { RUB: '200' } });
    expect(reached(tally, third)).toEqual({ friends: 2, payments: 2, turnover: { RUB: '200' } });
  });

  test('a friend who pays again is one friend and two payments; currencies are apart', () => {
    const again = counted(2, { friend: 'per_1' as SubjectId, currency: 'EUR', moneyMinor: '7' });
    const { isFriend: _first, ...second } = again;
    expect(reached(told([counted(1), second]), second)).toEqual({
      ...{ friends: 1, payments: 2 },
      turnover: { RUB: '100', EUR: '7' },
    });
  });

  test('a period counts what lies in it', () => {
    const january = { periods: ['month:2026-01'] };
    const tally = told([counted(1), counted(2, january), counted(3, january)]);
    expect(reached(tally, counted(3, january), 'month:2026-01')?.friends).toBe(2);
    expect(reached(tally, counted(3, january))?.friends).toBe(3);
  });

  test('a level above counts nothing', () => {
    expect(reached(told([counted(1), counted(2, { level: 2 }), counted(3)]), counted(3))?.payments).toBe(2);
  });

  test('what counts no longer is as if it had never been', () => {
    const tally = discount(told([counted(1), counted(2)]), counted(1));
    expect(reached(tally, counted(2))?.friends).toBe(1);
    expect(discount(tally, counted(9))).toBe(tally);
  });

  test('what is said anew of a cause keeps the mark of what was told of it', () => {
    const { open, closed } = told([counted(1), counted(2)]);
    const marked: Tally = { open: open.map((each) => ({ ...each, told: `mark ${each.cause}` })), closed };
    const again = count(marked, counted(1, { until: at(3) }), false);
    expect(again.open).toEqual([
      { ...counted(1, { until: at(3) }), told: 'mark o1' },
      { ...counted(2), told: 'mark o2' },
    ]);
  });
});

/** By the definition, over all causes at once. */
function plainly(causes: readonly Counted[], { at: place }: Counted): { friends: number; payments: number } {
  const isThere = (until: Counted['until']): boolean => until === undefined || comparePositions(until, place) > 0;
  const before = causes.filter((each) => each.level === 1 && comparePositions(each.at, place) <= 0);
  const friends = before.filter((each) => each.isFriend === true && isThere(each.friendUntil)).length;
  return { friends, payments: before.filter((each) => isThere(each.until)).length };
}

const cause = fc.record({
  minute: fc.integer({ min: 1, max: 50 }),
  level: fc.constantFrom(1, 1, 1, 2),
  ends: fc.nat(60),
});
const causes = fc.uniqueArray(cause, { selector: ({ minute }) => minute, maxLength: 40 }).map((items) =>
  items.map(({ minute, level, ends }) => {
    // Some are refunded before they are paid, as two clocks may tell it: those never count.
    const until = ends > 10 ? { until: at(ends, 'r'), friendUntil: at(ends, 'r') } : {};
    return counted(minute, { level, ...until });
  }),
);

test('REF-53 it follows from the set of causes, told in any order, again and in two profiles (INV-2)', () => {
  fc.assert(
    fc.property(causes, fc.infiniteStream(fc.nat(1_000)), (all, draws) => {
      const shuffled = all
        .map((each) => ({ each, place: draws.next().value as number }))
        .toSorted((left, right) => left.place - right.place)
        .map(({ each }) => each);
      const inOrder = told(all);
      const otherwise = shuffled.reduce((tally, each) => count(count(tally, each, true), each, false), emptyTally);
      const walked = standingsAt(inOrder, all);
      const half = Math.floor(shuffled.length / 2);
      const apart = joined([told(shuffled.slice(0, half)), told(shuffled.slice(half))]);
      for (const [index, each] of all.entries()) {
        const standing = reached(inOrder, each);
        expect(standing).toMatchObject(plainly(all, each));
        expect(reached(otherwise, each)).toEqual(standing);
        expect(reached(apart, each)).toEqual(standing);
        expect(walked[index]?.['']).toEqual(standing);
      }
    }),
  );
});

describe('of very many causes', () => {
  const many = Array.from({ length: standingLimits.open + 50 }, (_, index) =>
    counted(index + 1, { periods: [index < 20 ? 'month:2026-01' : 'month:2026-02'] }),
  );
  const last = many.at(-1);

  test('the latest are kept one by one, and of the others the sums (INV-8)', () => {
    const tally = told(many);
    expect(tally.open).toHaveLength(standingLimits.open);
    expect(last && reached(tally, last)).toEqual({
      ...{ friends: many.length, payments: many.length },
      turnover: { RUB: String(many.length * 100) },
    });
    expect(last && reached(tally, last, 'month:2026-02')?.friends).toBe(many.length - 20);
  });

  test('a refund of one that is closed is taken off the sums', () => {
    const [first] = many;
    if (first === undefined || last === undefined) throw new Error('There are many');
    const refunded = count(told(many), { ...first, until: at(9_999), friendUntil: at(9_999) }, false);
    expect(refunded.open).toHaveLength(standingLimits.open);
    expect(reached(refunded, last)?.payments).toBe(many.length - 1);
  });

  test('periods of long ago are forgotten', () => {
    const days = Array.from({ length: standingLimits.open + standingLimits.periods + 10 }, (_, index) =>
      counted(index + 1, { periods: [`day:${String(index).padStart(4, '0')}`] }),
    );
    expect(Object.keys(told(days).closed)).toHaveLength(standingLimits.periods + 1);
  });
});
