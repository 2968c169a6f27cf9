import { describe, expect, it } from 'vitest';
import {
  conjuncts,
  emptyRow,
  excludedForms,
  formsExcluded,
  minimumOf,
  minimumPart,
  partOf,
  paymentRuleOf,
  paymentRules,
  rowOf,
  treeOf,
  turned,
} from './conditions.ts';

describe('rows of conditions', () => {
  it.each([
    [{ trait: 'city', is: 'eq', value: 'Казань' }],
    [{ trait: 'vip', is: 'eq', value: true }],
    [{ fact: 'total', is: 'gte', value: 2500 }],
    [{ fact: 'total', is: 'gt', value: '2500.00' }],
    [{ fact: 'coupon', is: 'exists', value: false }],
    [{ trait: 'legal_form', is: 'in', value: ['person', 'company'] }],
    [{ not: { trait: 'legal_form', is: 'in', value: ['company'] } }],
    [{ not: { fact: 'tags', is: 'contains', value: 'vip' } }],
    [{ count: 'Order Completed', is: 'eq', value: 0 }],
    [{ count: 'Order Completed', before: 'touch', is: 'eq', value: 0 }],
    [{ count: 'Lesson Done', withinDays: 30, is: 'gte', value: 3 }],
    [{ sum: 'Lesson Done', of: 'hours', is: 'gte', value: 10 }],
    [{ sum: 'Lesson Done', of: 'hours', before: 'touch', withinDays: 7, is: 'lt', value: '2.5' }],
    [{ spent: 'RUB', is: 'gt', value: 2500 }],
    [{ spent: 'KZT', of: 'total', since: 'touch', withinDays: 90, is: 'gte', value: '0.50' }],
  ])('%j is shown and given back as it was', (part) => {
    const row = rowOf(part);
    expect(row).toBeDefined();
    expect(row === undefined ? undefined : partOf(row)).toEqual(part);
  });

  it.each([
    [{ any: [{ trait: 'a', is: 'eq', value: 1 }] }],
    [{ not: { trait: 'a', is: 'gt', value: 1 } }],
    [{ not: { all: [] } }],
    [{ count: 'Order Completed', where: { fact: 'total', is: 'gt', value: 1 }, is: 'eq', value: 0 }],
    [{ sum: 'Lesson Done', is: 'gte', value: 10 }],
    [{ sum: 'Lesson Done', of: 'hours', since: 'touch', is: 'gte', value: 10 }],
    [{ spent: 'RUB', before: 'touch', is: 'gt', value: 1 }],
    [{ spent: 'RUB', withinDays: 'thirty', is: 'gt', value: 1 }],
    [{ count: 'Order Completed', of: 'total', is: 'gt', value: 1 }],
    [{ trait: 'a', withinDays: 3, is: 'eq', value: 1 }],
    [{ trait: 'a', is: 'in', value: ['one, two'] }],
    [{ trait: 'a', is: 'like', value: 1 }],
    ['no condition'],
    [null],
  ])('%j is none', (part) => {
    expect(rowOf(part)).toBeUndefined();
  });

  it('leave behind what another kind cannot say', () => {
    const spent = rowOf({ spent: 'RUB', of: 'total', since: 'touch', withinDays: 90, is: 'gte', value: 5 });
    if (spent === undefined) throw new Error('It is a row');
    expect(partOf(turned(spent, 'fact'))).toEqual({ fact: '', is: 'gte', value: 5 });
    expect(partOf(turned(spent, 'count'))).toEqual({ count: '', withinDays: 90, is: 'gte', value: 5 });
    const trait = { ...emptyRow, field: 'city', is: 'contains', value: 'x' } as const;
    expect(partOf(turned(trait, 'spent'))).toEqual({ spent: 'RUB', is: 'eq', value: 'x' });
  });

  it.each([
    [{ ...emptyRow, kind: 'fact', field: 'total', is: 'lt', value: '100 000' }, 100_000],
    [{ ...emptyRow, kind: 'fact', field: 'total', is: 'eq', value: '100\u00a0000' }, 100_000],
    [{ ...emptyRow, kind: 'trait', field: 'age', is: 'gte', value: '1\u202f000,50' }, '1000.50'],
    [{ ...emptyRow, kind: 'spent', field: 'RUB', is: 'eq', value: '-2,5' }, '-2.5'],
    [{ ...emptyRow, kind: 'trait', field: 'phone', is: 'eq', value: '100 000' }, '100 000'],
    [{ ...emptyRow, kind: 'fact', field: 'total', is: 'gte', value: 'not more' }, 'not more'],
    [{ ...emptyRow, kind: 'fact', field: 'coupon', is: 'contains', value: '1, 2' }, '1, 2'],
  ] as const)('%j means its number as amounts do, and a text as it is typed', (row, value) => {
    expect(partOf(row)).toMatchObject({ value });
  });

  it('are divided into what must hold, and put together again', () => {
    const one = { trait: 'a', is: 'eq', value: 1 };
    const two = { fact: 'b', is: 'eq', value: 2 };
    expect(treeOf(conjuncts({ all: [one, two] }))).toEqual({ all: [one, two] });
    expect(treeOf(conjuncts(one))).toEqual(one);
    expect(treeOf(conjuncts(undefined))).toBeUndefined();
    expect(conjuncts({ any: [one, two] })).toHaveLength(1);
  });
});

describe('conditions with a place of their own', () => {
  it('are legal forms that are excluded', () => {
    expect(excludedForms(formsExcluded(['company']))).toEqual(['company']);
    expect(excludedForms({ trait: 'legal_form', is: 'neq', value: 'sole_trader' })).toEqual(['sole_trader']);
    expect(excludedForms({ trait: 'legal_form', is: 'in', value: ['company'] })).toBeUndefined();
    expect(excludedForms(formsExcluded(['person']))).toBeUndefined();
  });

  it('are ways to pay and the least total', () => {
    for (const name of ['no_certificate', 'some_money', 'no_points'] as const) {
      expect(paymentRuleOf(paymentRules[name])).toBe(name);
    }
    expect(paymentRuleOf({ fact: 'paid.gift_certificate', is: 'eq', value: '0' })).toBe('no_certificate');
    expect(paymentRuleOf({ fact: 'paid.money', is: 'gt', value: 5 })).toBeUndefined();
    expect(minimumOf(minimumPart('2500.50'))).toBe('2500.50');
    expect(minimumOf({ fact: 'total', is: 'gt', value: 1 })).toBeUndefined();
  });
});
