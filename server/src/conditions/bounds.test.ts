import type { Conditions, Operator } from '@sarafan/contract';
import { expect, test } from 'vitest';
import { foregoneIn } from './bounds.ts';
import { operations } from './operators/table.ts';

const isTotal = (fact: string): boolean => fact === 'total';

type Row = [Operator, number | string | readonly number[], string | undefined];

test.each<Row>([
  ['gte', -100, 'always_holds'],
  ['gte', 0, 'always_holds'],
  ['gte', 1, undefined],
  ['gt', '-0.5', 'always_holds'],
  ['gt', 0, undefined],
  ['neq', -1, 'always_holds'],
  ['neq', 0, undefined],
  ['lt', 0, 'never_holds'],
  ['lt', 1, undefined],
  ['lte', '-1', 'never_holds'],
  ['lte', 0, undefined],
  ['eq', -1, 'never_holds'],
  ['eq', 0, undefined],
  ['in', [-1, -2], 'never_holds'],
  ['in', [-1, 2], undefined],
  ['in', [], undefined],
  ['gte', 'much', undefined],
])('a number that is never below zero, %s %j: %s', (is, value, code) => {
  const tree = { fact: 'total', is, value } as Conditions;
  expect(foregoneIn(tree, isTotal).map((each) => each.code)).toEqual(code === undefined ? [] : [code]);
  if (code === undefined) return;
  for (const actual of [0, '0.01', 3, 1_000_000]) {
    expect(operations[is].holds(actual, value)).toBe(code === 'always_holds');
  }
});

test('each is named with its place; what may be below zero is left alone', () => {
  const tree: Conditions = {
    all: [
      { fact: 'grade', is: 'gte', value: -1 },
      { not: { fact: 'total', is: 'lt', value: 0 } },
      { any: [{ count: 'Lead', is: 'gte', value: 0 }] },
      { spent: 'RUB', is: 'gte', value: 0 },
      { trait: 'balance', is: 'gte', value: -1 },
      { sum: 'Lesson', of: 'points', is: 'gte', value: 0 },
    ],
  };
  expect(foregoneIn(tree, isTotal)).toEqual([
    { path: '/all/1/not', code: 'never_holds' },
    { path: '/all/2/any/0', code: 'always_holds' },
    { path: '/all/3', code: 'always_holds' },
  ]);
});
