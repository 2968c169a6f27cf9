import type { PromotionDefinition, PromotionStatus } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import type { View } from '../../../conditions/index.ts';
import type { ProfileId } from '../../../kit/values/ids.ts';
import { positionOf } from '../../../kit/values/position.ts';
import { buyerTexts, refusalTexts } from '../texts.ts';
import type { PromotionId } from './claim.ts';
import { codeRefusals } from './judge.ts';
import { type QuotedCodes, quoteCodes, type SharedStates, type TypedCode } from './quote.ts';
import { untouched } from './standing.ts';

const now = Date.UTC(2026, 0, 15);
const anna = 'per_anna' as ProfileId;
const at = positionOf({ timestamp: now, trust: 'server', messageId: 'm' });
const view: View = { trait: () => undefined, fact: () => undefined, counts: {}, at };

interface Case extends Partial<PromotionDefinition> {
  readonly status?: PromotionStatus;
}

function promotionsOf(cases: readonly Case[]): Parameters<typeof quoteCodes>[0]['promotions'] {
  return new Map(
    cases.map(({ status = 'active', ...more }, index) => {
      const id = `prm_${index}` as PromotionId;
      const name = { ru: 'Скидка', en: 'A discount' };
      const definition: PromotionDefinition = { name, kind: 'shared', discount: { percent: '10' }, ...more };
      return [id, { id, version: 1, status, definition }];
    }),
  );
}

/** A code of each promotion, in order, on an order of 1,000. */
function quote(
  cases: readonly Case[],
  more: { used?: number; shared?: SharedStates; holder?: ProfileId } = {},
): QuotedCodes {
  const codes = cases.map((_each, index): TypedCode => {
    const holder = more.holder === undefined ? {} : { holder: more.holder };
    const owner = { kind: more.holder === undefined ? ('single' as const) : ('personal' as const), ...holder };
    return { typed: `c${index}`, code: `CODE${index}`, led: { promotion: `prm_${index}` as PromotionId, owner } };
  });
  return quoteCodes({
    ...{ codes, view, now, profiles: [anna], promotions: promotionsOf(cases) },
    order: { currency: 'RUB', totalMinor: 100_000n, lines: [], fields: {} },
    usedByPerson: () => more.used ?? 0,
    ...(more.shared === undefined ? {} : { shared: more.shared }),
  });
}

const reasons = ({ codes }: QuotedCodes): unknown[] => codes.map(({ refused }) => refused?.reason);
const shared = (more: Partial<SharedStates>): { shared: SharedStates } => {
  return { shared: { standing: () => untouched, isTaken: () => false, ...more } };
};

describe('a code at checkout', () => {
  test.each<[string, Case, Parameters<typeof quote>[1], unknown, unknown]>([
    ['gives its discount', {}, {}, undefined, undefined],
    ['paused', { status: 'paused' }, {}, 'paused', {}],
    ['ended', { status: 'ended' }, {}, 'ended', {}],
    ['a second before', { from: '2026-01-15T00:00:01Z' }, {}, 'not_begun', { from: '2026-01-15 00:00 UTC' }],
    ['on its first moment', { from: '2026-01-15T00:00:00Z' }, {}, undefined, undefined],
    ['on its last moment', { until: '2026-01-15T00:00:00Z' }, {}, 'over', { until: '2026-01-15 00:00 UTC' }],
    ['another currency', { currency: 'EUR' }, {}, 'other_currency', { currency: 'EUR', actual: 'RUB' }],
    [
      'below the minimum',
      { currency: 'RUB', minimum: '1000.01' },
      {},
      'below_minimum',
      { minimum: '1000.01 RUB', actual: '1000 RUB' },
    ],
    ['the minimum itself', { currency: 'RUB', minimum: '1000' }, {}, undefined, undefined],
    ["another person's", {}, { holder: 'per_boris' as ProfileId }, 'not_yours', {}],
    ['their own', {}, { holder: anna }, undefined, undefined],
    ['used as often as allowed', { perPerson: 2 }, { used: 2 }, 'used_by_person', { used: '2', perPerson: '2' }],
    ['once less', { perPerson: 2 }, { used: 1 }, undefined, undefined],
    ['a condition', { conditions: { trait: 'city', is: 'eq', value: 'Omsk' } }, {}, 'conditions', {}],
    ['no line fits', { discount: { percent: '5', where: { fact: 'a', is: 'eq', value: 1 } } }, {}, 'no_line_fits', {}],
    ['somebody has it', {}, shared({ isTaken: () => true }), 'code_used', {}],
    [
      'used up by others',
      { uses: 3 },
      shared({ standing: () => ({ ...untouched, taken: 3 }) }),
      'used_up',
      { used: '3', uses: '3' },
    ],
  ])('%s', (_what, given, more, reason, values) => {
    const [code] = quote([given], more).codes;
    expect([code?.refused?.reason, code?.refused?.values]).toEqual([reason, values]);
    expect(code?.discountMinor).toBe(reason === undefined ? 10_000n : 0n);
  });

  test('stands beside others only where both say so, and takes off what they left', () => {
    expect(reasons(quote([{}, {}]))).toEqual([undefined, 'not_together']);
    expect(reasons(quote([{ together: true }, {}]))).toEqual([undefined, 'not_together']);
    const both = quote([{ together: true }, { together: true }]);
    expect(both.codes.map(({ discountMinor }) => discountMinor)).toEqual([10_000n, 9_000n]);
    expect(both.leftMinor).toBe(81_000n);
    expect(reasons(quote([{ status: 'paused' }, {}]))).toEqual(['paused', undefined]);
  });

  test('of a promotion that is applied already is refused, and so is what leads nowhere', () => {
    const led = { promotion: 'prm_0' as PromotionId, owner: { kind: 'shared' as const } };
    const codes = [
      { typed: '!' },
      { typed: 'x', code: 'X' },
      { typed: 'a', code: 'A', led },
      { typed: 'b', code: 'B', led },
    ];
    const order = { currency: 'RUB', totalMinor: 100_000n, lines: [], fields: {} };
    const promotions = promotionsOf([{ together: true }]);
    const quoted = quoteCodes({ codes, order, promotions, view, now, profiles: [], usedByPerson: () => 0 });
    expect(reasons(quoted)).toEqual(['not_a_code', 'unknown_code', undefined, 'same_promotion']);
  });

  test('when everything is paid for, the next has nothing to take off', () => {
    const whole = { together: true, discount: { percent: '100' } };
    expect(reasons(quote([whole, whole]))).toEqual([undefined, 'nothing_left']);
  });

  test('each refusal has a sentence in both languages (PRM-6)', () => {
    for (const language of ['ru', 'en'] as const) {
      expect(Object.keys(refusalTexts[language]).toSorted()).toEqual([...codeRefusals].toSorted());
      expect(Object.keys(buyerTexts[language]).toSorted()).toEqual([...codeRefusals, 'first_order'].toSorted());
    }
  });

  test('a buyer is told nothing of the budget, of limits and of how often others used it', () => {
    const kept = /\{(left|asked|used|uses|perPerson|failure)\}|бюджет|budget|человек|person/i;
    for (const sentence of [...Object.values(buyerTexts.ru), ...Object.values(buyerTexts.en)]) {
      expect(sentence).not.toMatch(kept);
    }
  });
});
