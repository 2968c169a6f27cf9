import type { Conditions, Operator } from '@sarafan/contract';
import { expect, test } from 'vitest';
import { conjunctsOf, exclusionsIn } from './exclusions.ts';
import { operations } from './operators/table.ts';

type Value = number | string | readonly (number | string)[];
type Compared = readonly [Operator, Value];

const total = ([is, value]: Compared): Conditions => ({ fact: 'total', is, value }) as Conditions;

test.each<[Compared, Compared, boolean]>([
  [['gte', 3_000], ['lt', 1_000], true],
  [['lt', 1_000], ['gte', '3000.00'], true],
  [['gte', 3_000], ['lt', 3_000], true],
  [['gt', 3_000], ['lte', 3_000], true],
  [['gte', 3_000], ['lte', '3000.00'], false],
  [['gte', 3_000], ['lt', 3_000.5], false],
  [['gte', 3_000], ['gt', 5_000], false],
  [['lt', 10], ['lte', 5], false],
  [['eq', 5], ['eq', '6'], true],
  [['eq', 5], ['eq', '5.0'], false],
  [['eq', 5], ['gt', 5], true],
  [['gte', 10], ['eq', 5], true],
  [['in', [1, 2]], ['gte', 3], true],
  [['gte', 2], ['in', [1, 2]], false],
  [['in', [1, 2]], ['in', ['2.0', 3]], false],
  [['in', [1, 2]], ['in', [3, 4]], true],
  [['in', [1, 'many']], ['gte', 3], false],
  [['neq', 5], ['eq', 5], false],
  [['eq', 'a'], ['eq', 5], false],
])('%j and %j leave no value: %s', (one, other, isExcluded) => {
  const found = exclusionsIn(conjunctsOf({ all: [total(one), total(other)] }));
  expect(found).toEqual(isExcluded ? [{ path: '/all/1', leaf: total(other), other: total(one) }] : []);
  if (!isExcluded) return;
  for (const actual of [0, 1, 2, 3, 4, 5, '5.5', 6, 10, 999, 1_000, 3_000, '3000.25', 5_000]) {
    expect(operations[one[0]].holds(actual, one[1]) && operations[other[0]].holds(actual, other[1])).toBe(false);
  }
});

test('only comparisons of one property that must all hold are set against each other', () => {
  const [large, small] = [total(['gte', 3_000]), total(['lt', 1_000])];
  const found = (tree: Conditions) => exclusionsIn(conjunctsOf(tree)).map(({ path }) => path);
  expect(found({ all: [large, { all: [small] }] })).toEqual(['/all/1/all/0']);
  expect(found({ all: [large, { fact: 'paid.money', is: 'lt', value: 1_000 }] })).toEqual([]);
  expect(found({ all: [{ trait: 'total', is: 'gte', value: 3_000 }, small] })).toEqual([]);
  expect(found({ any: [large, small] })).toEqual([]);
  expect(found({ all: [large, { any: [small] }, { not: small }] })).toEqual([]);
  expect(found({ not: { all: [large, small] } })).toEqual([]);
});
