import type { PlainAmount } from '@sarafan/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionOf } from '../../../kit/values/position.ts';
import { reckon } from './amounts.ts';
import type { Order, OrderLine } from './order.ts';

const at = positionOf({ timestamp: 0, trust: 'server', messageId: 'm' });

/** An order in roubles: what it cost in kopecks, and how it was paid where not in money alone. */
function order(totalMinor: number, more: Partial<Order> = {}): Order {
  return { at, id: 'o1', currency: 'RUB', totalMinor: String(totalMinor), ...more };
}

function line(amountMinor: number, category: string, quantity = 1): OrderLine {
  return { amountMinor: String(amountMinor), quantity, fields: { category } };
}

const share = (percent: string, more: object = {}): PlainAmount => {
  return { percent, of: 'money', rates: { RUB: '1' }, ...more };
};
const category = (value: string) => ({ fact: 'category', is: 'eq', value }) as const;
const shop: PlainAmount = {
  lines: [
    { where: category('mobile'), percent: '2.1' },
    { where: category('kitchen'), percent: '2.9' },
  ],
  of: 'money',
  rates: { RUB: '1' },
};
const kopecks = 2;

describe('what a reward comes to (REF-51)', () => {
  const table: readonly (readonly [string, PlainAmount, Order, number, bigint | string])[] = [
    ['a fixed amount, whatever the order', '500', order(1), kopecks, 50_000n],
    ['a share of the payment', share('2.5'), order(4_000_000), kopecks, 100_000n],
    ['a share rounds down', share('2.5'), order(999), kopecks, 24n],
    ['or to the nearest, halves up', share('2.5', { round: 'half_up' }), order(980), kopecks, 25n],
    ['at most so much', share('50', { atMost: '100.00' }), order(100_000), kopecks, 10_000n],
    ['in points at a rate', share('10', { rates: { RUB: '0.5' } }), order(10_000), 0, 5n],
    ['of another currency nothing', share('10'), order(10_000, { currency: 'USD' }), kopecks, 'no_rate'],
    [
      'of yen, which have no parts',
      share('10', { rates: { JPY: '1' } }),
      order(500, { currency: 'JPY' }),
      kopecks,
      5_000n,
    ],
    [
      'of a certificate nothing',
      share('10'),
      order(100, { paidMinor: { gift_certificate: '100' } }),
      kopecks,
      'nothing_to_share',
    ],
    [
      'of what was paid in whichever way',
      share('10', { of: 'total' }),
      order(100, { paidMinor: { points: '100' } }),
      kopecks,
      10n,
    ],
    [
      'of the price before a discount (FSH-1)',
      share('5', { of: 'subtotal' }),
      order(719_100, { subtotalMinor: '799000' }),
      kopecks,
      39_950n,
    ],
    ['of what was paid after it (FSH-1)', share('5'), order(719_100, { subtotalMinor: '799000' }), kopecks, 35_955n],
    ['of mobile goods (ELC-1)', shop, order(1_000_000, { lines: [line(1_000_000, 'mobile')] }), kopecks, 21_000n],
    ['of kitchen goods (ELC-1)', shop, order(1_000_000, { lines: [line(1_000_000, 'kitchen')] }), kopecks, 29_000n],
    [
      'of a mixed basket, line by line (ELC-1)',
      shop,
      order(2_500_000, { lines: [line(1_000_000, 'mobile'), line(1_000_000, 'kitchen'), line(500_000, 'books')] }),
      kopecks,
      50_000n,
    ],
    [
      'a discount on the order lies on every line',
      shop,
      order(900_000, { lines: [line(500_000, 'mobile'), line(500_000, 'books')] }),
      kopecks,
      9_450n,
    ],
    ['of an order without lines nothing', shop, order(1_000_000), kopecks, 'nothing_to_share'],
    [
      'for each item (MGR-5)',
      { lines: [{ where: category('paste'), amount: '20' }], of: 'price', rates: { RUB: '1' } },
      order(100, { lines: [line(100, 'paste', 3), line(100, 'soap', 9)] }),
      0,
      60n,
    ],
  ];
  it.each(table)('%s', (_about, amount, ordered, exponent, wanted) => {
    const found = reckon(amount, exponent, { order: ordered, refundedMinor: 0n });
    expect(found).toEqual(typeof wanted === 'bigint' ? { minor: wanted } : { refused: wanted });
  });

  it('follows what was not refunded', () => {
    const left = (refundedMinor: bigint) => reckon(share('10'), kopecks, { order: order(10_000), refundedMinor });
    expect([0n, 2_500n, 10_000n].map(left)).toEqual([
      { minor: 1_000n },
      { minor: 750n },
      { refused: 'nothing_to_share' },
    ]);
  });

  it('is never more than its percent of the payment, and never less than that by a whole part for each line', () => {
    const lines = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        lines,
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 0, max: 20_000_000 }),
        (each, hundredths, paid) => {
          const percent = (hundredths / 100).toFixed(2);
          const amount: PlainAmount = { lines: [{ percent }], of: 'money', rates: { RUB: '1' } };
          const listed = each.reduce((sum, minor) => sum + minor, 0);
          const ordered = order(paid, { lines: each.map((minor) => line(minor, 'any')) });
          const found = reckon(amount, kopecks, { order: ordered, refundedMinor: 0n });
          const minor = 'minor' in found ? Number(found.minor) : 0;
          const most = (Math.min(paid, listed) * hundredths) / 10_000;
          expect(minor).toBeLessThanOrEqual(most + 1e-6);
          expect(minor).toBeGreaterThan(most - each.length - 1e-6);
        },
      ),
    );
  });
});
