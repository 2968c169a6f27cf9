import type { SpendingLimit } from '@sarafan/contract';
import { describe, expect, it } from 'vitest';
import { draftOf, limitOf, newLimit, newRow } from './draft.ts';

const whole: SpendingLimit = {
  rates: { RUB: '1', KZT: '5.5' },
  rules: [
    {
      conditions: {
        all: [
          { trait: 'marketplace_card', is: 'eq', value: true },
          { brought: 'RUB', program: 'managers', every: 'year', is: 'gte', value: 150_000 },
          { brought: 'friends', program: 'managers', is: 'gt', value: 3 },
          { spent: 'RUB', is: 'gte', value: '2500.50' },
          { fact: 'city', is: 'neq', value: 'Казань' },
          { trait: 'level', is: 'in', value: ['a', 'b'] },
          { not: { spent: 'RUB', of: 'total', is: 'gte', value: 1 } },
        ],
      },
      ...{ percent: '99', atMost: '50000' },
    },
    { conditions: { any: [{ trait: 'vip', is: 'eq', value: 1 }] }, percent: '50', minimum: '1000' },
    { percent: '25' },
  ],
};

describe('a spending limit in the form', () => {
  it('is given back as it was', () => {
    expect(limitOf(draftOf(whole))).toEqual(whole);
  });

  it('has fields for what fields can say, and JSON for the rest', () => {
    const kinds = draftOf(whole).rules.map(({ conditions }) => conditions.map(({ kind }) => kind));
    expect(kinds).toEqual([['trait', 'brought', 'brought', 'spent', 'fact', 'json', 'json'], ['json'], []]);
  });

  it('takes amounts as people type them', () => {
    const draft = { ...newLimit, rules: [{ percent: '99,5', atMost: '50 000', minimum: ' ', conditions: [] }] };
    expect(limitOf(draft).rules).toEqual([{ percent: '99.5', atMost: '50000' }]);
    const row = { ...newRow, program: 'managers', value: '150 000' };
    expect(
      limitOf({ ...newLimit, rules: [{ ...draft.rules[0], atMost: '', percent: '1', minimum: '', conditions: [row] }] })
        .rules,
    ).toEqual([{ conditions: { brought: 'RUB', program: 'managers', is: 'gte', value: 150_000 }, percent: '1' }]);
  });

  it('sends what is no JSON as it is, so that the server can say so', () => {
    const row = { ...newRow, kind: 'json', json: '{"all"' } as const;
    const [rule] = limitOf({
      ...newLimit,
      rules: [{ percent: '1', atMost: '', minimum: '', conditions: [row] }],
    }).rules;
    expect(rule?.conditions).toBe('{"all"');
  });
});
