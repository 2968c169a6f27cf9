import { type ConditionValue, countOperators, type Operator, operators } from '@sarafan/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../kit/values/json.ts';
import { fieldKinds, relations } from './operator.ts';
import { operations } from './table.ts';

type Row = [is: Operator, actual: Json | undefined, value: ConditionValue, holds: boolean];

const rows: Row[] = [
  ['eq', 'person', 'person', true],
  ['eq', 'Person', 'person', false],
  ['eq', '2500.00', 2500, true],
  ['eq', 2500, '2500', true],
  ['eq', 0.1, '0.1', true],
  ['eq', '0.30000000000000001', 0.3, false],
  ['eq', '007', '7', false],
  ['eq', true, true, true],
  ['eq', 'true', true, false],
  ['eq', 0, false, false],
  ['eq', null, 'x', false],
  ['eq', undefined, 0, false],
  ['eq', ['a'], 'a', false],
  ['neq', 'person', 'company', true],
  ['neq', '5.0', 5, false],
  ['neq', undefined, 'company', true],
  ['in', 'b', ['a', 'b'], true],
  ['in', '5.00', [4, 5], true],
  ['in', 'c', ['a', 'b'], false],
  ['in', undefined, ['a'], false],
  ['gt', '2500.01', 2500, true],
  ['gt', '2500.00', 2500, false],
  ['gt', '10', '9', true],
  ['gt', 'b', 'a', false],
  ['gt', undefined, 0, false],
  ['gt', null, -1, false],
  ['gte', '2500.00', 2500, true],
  ['gte', '2499.99', 2500, false],
  ['gte', undefined, -1, false],
  ['lt', '99999999999999999999.01', '99999999999999999999.02', true],
  ['lt', 5, 5, false],
  ['lt', undefined, 5, false],
  ['lte', 5, '5.00', true],
  ['lte', '5.01', 5, false],
  ['lte', undefined, 5, false],
  ['exists', 'x', true, true],
  ['exists', false, true, true],
  ['exists', null, true, false],
  ['exists', undefined, true, false],
  ['exists', undefined, false, true],
  ['exists', 0, false, false],
  ['contains', 'Moscow, Arbat', 'Arbat', true],
  ['contains', 'Moscow', 'arbat', false],
  ['contains', '12', 1, false],
  ['contains', ['a', 'b'], 'b', true],
  ['contains', [1, '2.0'], 2, true],
  ['contains', undefined, 'a', false],
];

describe('operators', () => {
  it.each(rows)('%s: %j and %j is %s', (is, actual, value, holds) => {
    expect(operations[is].holds(actual, value)).toBe(holds);
  });

  it('are all in the table, each with rows both ways', () => {
    expect(Object.keys(operations).sort()).toEqual([...operators].sort());
    for (const is of operators) {
      const results = new Set(rows.filter((row) => row[0] === is).map((row) => row[3]));
      expect([is, results.size]).toEqual([is, 2]);
    }
  });

  it('compare decimals exactly, whatever their size', () => {
    const cents = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    const text = (amount: bigint): string => {
      const digits = String(amount < 0n ? -amount : amount).padStart(3, '0');
      return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
    };
    fc.assert(
      fc.property(cents, fc.oneof(cents, fc.constantFrom(0n, 1n, -1n)), (left, other) => {
        for (const right of [other, left + other]) {
          expect(operations.gt.holds(text(left), text(right))).toBe(left > right);
          expect(operations.gte.holds(text(left), text(right))).toBe(left >= right);
          expect(operations.lt.holds(text(left), text(right))).toBe(left < right);
          expect(operations.lte.holds(text(left), text(right))).toBe(left <= right);
          expect(operations.eq.holds(text(left), text(right))).toBe(left === right);
          expect(operations.neq.holds(text(left), text(right))).toBe(left !== right);
        }
      }),
    );
  });

  const values: ConditionValue[] = ['a', '5', 5, true, ['a'], ''];
  it.each([
    ['eq', ['a', '5', 5, true, '']],
    ['neq', ['a', '5', 5, true, '']],
    ['in', [['a']]],
    ['gt', ['5', 5]],
    ['gte', ['5', 5]],
    ['lt', ['5', 5]],
    ['lte', ['5', 5]],
    ['exists', [true]],
    ['contains', ['a', '5', 5, true]],
  ] as [Operator, ConditionValue[]][])('%s takes %j', (is, taken) => {
    expect(values.filter((value) => operations[is].takes(value))).toEqual(taken);
  });

  it('demand relations whose opposites are each other', () => {
    for (const is of operators) {
      for (const value of [true, false]) {
        const { wanted, opposite } = operations[is].relation(value);
        expect(relations).toContain(wanted);
        expect(relations).toContain(opposite);
        expect(wanted).not.toBe(opposite);
      }
      for (const kind of operations[is].kinds) expect(fieldKinds).toContain(kind);
    }
    for (const is of countOperators) expect(operations[is].kinds).toContain('number');
  });
});
