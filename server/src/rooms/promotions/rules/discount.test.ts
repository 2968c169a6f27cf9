import type { Discount } from '@sarafan/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { positionOf } from '../../../kit/values/position.ts';
import { leftAfter, leftOf, takeOff } from './discount.ts';
import type { CheckoutOrder } from './order.ts';

const at = positionOf({ timestamp: 0, trust: 'server', messageId: 'm' });
const food = { fact: 'category', is: 'eq', value: 'food' } as const;

/** An order in roubles; of each line its kopecks and its category. */
function orderOf(totalMinor: bigint, ...lines: readonly (readonly [bigint, string])[]): CheckoutOrder {
  const told = lines.map(([amountMinor, category]) => ({ amountMinor, fields: { category } }));
  return { currency: 'RUB', totalMinor, lines: told, fields: {} };
}

function taken(discount: Discount, order: CheckoutOrder): unknown {
  const off = takeOff(discount, order, leftOf(order), at);
  return off === undefined ? undefined : [off.minor, ...off.lines];
}

describe('a discount', () => {
  test.each<[string, Discount, CheckoutOrder, unknown]>([
    ['FSH-1: 10% of 7,990', { percent: '10' }, orderOf(799_000n), [79_900n]],
    ['a share is rounded down', { percent: '10' }, orderOf(1_999n), [199n]],
    ['a share has a most', { percent: '50', atMost: '100' }, orderOf(100_000n), [10_000n]],
    ['CLN-1: 500 off', { amount: '500' }, orderOf(200_000n), [50_000n]],
    ['an amount is never more than the order', { amount: '500' }, orderOf(30_000n), [30_000n]],
    [
      'it lies on the lines in proportion',
      { amount: '1' },
      orderOf(300n, [100n, 'food'], [200n, 'toys']),
      [100n, 34n, 66n],
    ],
    ['what is no line bears its share', { percent: '10' }, orderOf(2_000n, [1_000n, 'food']), [200n, 100n]],
    [
      'only lines that fit bear it, each rounded down',
      { percent: '10', where: food },
      orderOf(1_000n, [199n, 'food'], [199n, 'food'], [602n, 'toys']),
      [38n, 19n, 19n, 0n],
    ],
    [
      'an amount off some lines is never more than they are',
      { amount: '5', where: food },
      orderOf(1_000n, [300n, 'food'], [700n, 'toys']),
      [300n, 300n, 0n],
    ],
    ['nothing fits', { amount: '5', where: food }, orderOf(1_000n, [1_000n, 'toys']), undefined],
    ['no lines were told', { percent: '5', where: food }, orderOf(1_000n), undefined],
  ])('%s', (_what, discount, order, expected) => {
    expect(taken(discount, order)).toEqual(expected);
  });

  const lines = fc.array(fc.tuple(fc.bigInt(0n, 500_000n), fc.constantFrom('food', 'toys')), { maxLength: 6 });
  const where = fc.constantFrom(undefined, food);
  const discounts = fc.oneof(
    fc.record({ amount: fc.integer({ min: 1, max: 9_999 }).map(String), where }),
    fc.record({
      percent: fc.integer({ min: 1, max: 100 }).map(String),
      atMost: fc.option(fc.integer({ min: 1, max: 999 }).map(String), { nil: undefined }),
      where,
    }),
  );
  const plain = (json: object): Discount => JSON.parse(JSON.stringify(json)) as Discount;

  test('is never more than there is to pay, on no line more than the line, whatever came before (PRM-3)', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 1_000_000n), lines, fc.array(discounts, { maxLength: 4 }), (total, told, all) => {
        const order = orderOf(total, ...told);
        let left = leftOf(order);
        for (const discount of all) {
          const off = takeOff(plain(discount), order, left, at);
          if (off === undefined) continue;
          expect(off.minor).toBeGreaterThanOrEqual(0n);
          expect(off.minor).toBeLessThanOrEqual(left.minor);
          expect(off.lines.reduce((sum, each) => sum + each, 0n)).toBeLessThanOrEqual(off.minor);
          off.lines.forEach((each, index) => {
            expect(each).toBeGreaterThanOrEqual(0n);
            expect(each).toBeLessThanOrEqual(left.lines[index] ?? 0n);
          });
          left = leftAfter(left, off);
        }
      }),
    );
  });

  test('of an order that is all lines it lies on them whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(1n, 500_000n), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 100 }),
        (amounts, percent) => {
          const total = amounts.reduce((sum, each) => sum + each, 0n);
          const order = orderOf(total, ...amounts.map((each) => [each, 'food'] as const));
          const off = takeOff({ percent: String(percent) }, order, leftOf(order), at);
          expect(off?.lines.reduce((sum, each) => sum + each, 0n)).toBe(off?.minor);
        },
      ),
    );
  });
});
