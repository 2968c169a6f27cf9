import type { SpendingLimit } from '@sarafan/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { View } from '../../../conditions/index.ts';
import { positionOf } from '../../../kit/values/position.ts';
import { judgeSpending, type SpendingAsked } from './spending.ts';

const at = positionOf({ timestamp: 0, trust: 'server', messageId: 'm' });
const viewOf = (traits: Readonly<Record<string, number | boolean>>): View => ({
  trait: (name) => (traits[name] === undefined ? undefined : { value: traits[name], trust: 'server' }),
  fact: () => undefined,
  counts: {},
  at,
});

const quarter: SpendingLimit = { rates: { RUB: '1' }, rules: [{ percent: '25' }] };

/** Roubles of the order and points of the balance, both whole. */
function ask(
  limit: SpendingLimit | undefined,
  order: number,
  balance: number,
  more: Partial<SpendingAsked> = {},
): unknown {
  const totalMinor = BigInt(order) * 100n;
  const judged = judgeSpending({
    ...{ limit, exponent: 0, balance: BigInt(balance), wanted: undefined, currency: 'RUB' },
    ...{ totalMinor, leftMinor: totalMinor, view: viewOf({}) },
    ...more,
  });
  return 'refused' in judged ? judged.refused : [judged.accepted, judged.binds];
}

describe('how much of a unit pays for an order (CHK-7)', () => {
  test.each<[number, unknown]>([
    [2_000, [500n, 'percent']],
    [1_000, [250n, 'percent']],
    [4_000, [600n, 'balance']],
    [2_399, [599n, 'percent']],
    [2_400, [600n, 'balance']],
  ])('MKT-1 a balance of 600 and an order of %i', (order, expected) => {
    expect(ask(quarter, order, 600)).toEqual(expected);
  });

  const manager: SpendingLimit = {
    rates: { RUB: '1' },
    rules: [
      {
        conditions: {
          all: [
            { trait: 'turnover', is: 'gte', value: 150_000 },
            { trait: 'card', is: 'eq', value: true },
          ],
        },
        percent: '99',
        atMost: '50000',
      },
      { percent: '25' },
    ],
  };

  test.each<[string, Readonly<Record<string, number | boolean>>, number, unknown]>([
    ['turnover 149,999 with card', { turnover: 149_999, card: true }, 40_000, [10_000n, 'percent']],
    ['150,000 without card', { turnover: 150_000 }, 40_000, [10_000n, 'percent']],
    ['150,000 with card, an order of 40,000', { turnover: 150_000, card: true }, 40_000, [39_600n, 'percent']],
    ['an order of 60,000', { turnover: 150_000, card: true }, 60_000, [50_000n, 'at_most']],
  ])("the rules of a marketplace's managers: %s", (_what, traits, order, expected) => {
    expect(ask(manager, order, 1_000_000, { view: viewOf(traits) })).toEqual(expected);
  });

  test.each<[string, SpendingLimit | undefined, number, number, Partial<SpendingAsked>, unknown]>([
    ['no rules', undefined, 1_000, 600, {}, 'unit_does_not_pay'],
    ['another currency', quarter, 1_000, 600, { currency: 'EUR' }, 'no_rate'],
    ['an empty list', { ...quarter, rules: [] }, 1_000, 600, {}, 'no_rule_fits'],
    [
      'no rule fits',
      { ...quarter, rules: [{ percent: '25', conditions: { trait: 'card', is: 'eq', value: true } }] },
      1_000,
      600,
      {},
      'no_rule_fits',
    ],
    ['below the minimum', { ...quarter, rules: [{ percent: '25', minimum: '1001' }] }, 1_000, 600, {}, 'below_minimum'],
    ['nothing held', quarter, 1_000, 0, {}, 'nothing_held'],
    ['a debt', quarter, 1_000, -5, {}, 'nothing_held'],
    ['less is asked for', quarter, 1_000, 600, { wanted: 100n }, [100n, 'asked']],
    ['more is asked for', quarter, 1_000, 600, { wanted: 300n }, [250n, 'percent']],
    ['a point is half a rouble', { ...quarter, rates: { RUB: '0.5' } }, 1_000, 600, {}, [500n, 'percent']],
    ['codes left a half', quarter, 1_000, 600, { leftMinor: 50_000n }, [125n, 'percent']],
  ])('%s', (_what, limit, order, balance, more, expected) => {
    expect(ask(limit, order, balance, more)).toEqual(expected);
  });

  test('never pays more than its share, its most or the balance, whatever the rate', () => {
    const rates = fc.integer({ min: 1, max: 5_000_000 }).map((micro) => (micro / 1_000_000).toFixed(6));
    fc.assert(
      fc.property(
        ...([rates, fc.bigInt(1n, 10_000_000n), fc.bigInt(1n, 1_000_000n), fc.integer({ min: 1, max: 100 })] as const),
        fc.integer({ min: 0, max: 2 }),
        (rate, leftMinor, balance, percent, exponent) => {
          const limit = { rates: { RUB: rate }, rules: [{ percent: String(percent) }] };
          const judged = judgeSpending({
            ...{ limit, exponent, balance, wanted: undefined, currency: 'RUB', view: viewOf({}) },
            ...{ totalMinor: leftMinor, leftMinor },
          });
          if ('refused' in judged) throw new Error(judged.refused);
          expect(judged.accepted).toBeLessThanOrEqual(balance);
          expect(judged.pays * 100n).toBeLessThanOrEqual(leftMinor * BigInt(percent));
        },
      ),
    );
  });
});
