import type { Conditions } from '@sarafan/contract';
import { describe, expect, it } from 'vitest';
import { leavesOf, placedLeavesOf, requirements } from './tree.ts';

const tree: Conditions = {
  all: [
    { trait: 'legal_form', is: 'eq', value: 'person' },
    {
      not: {
        any: [
          { fact: 'coupon', is: 'exists', value: true },
          { fact: 'total', is: 'lt', value: 5 },
        ],
      },
    },
    {
      count: 'Order Completed',
      where: { all: [{ fact: 'total', is: 'gt', value: 0 }, { not: { fact: 'paid.points', is: 'gt', value: 0 } }] },
      before: 'touch',
      is: 'eq',
      value: 0,
    },
    { count: 'Order Completed', where: { fact: 'city', is: 'eq', value: 'Tver' }, is: 'gt', value: 1 },
    { count: 'Lead', is: 'eq', value: 0 },
    { trait: 'legal_form', is: 'exists', value: true },
  ],
};

describe('requirements', () => {
  it('names each trait, property and event once, with the properties that where looks at', () => {
    expect(requirements(tree)).toEqual({
      traits: ['legal_form'],
      facts: ['coupon', 'total'],
      events: [
        { event: 'Order Completed', fields: ['total', 'paid.points', 'city'] },
        { event: 'Lead', fields: [] },
      ],
    });
  });
});

describe('leavesOf', () => {
  it('gives conditions in reading order, without those inside a where', () => {
    expect(leavesOf(tree)).toHaveLength(7);
    expect(placedLeavesOf(tree).map(({ path }) => path)).toEqual([
      '/all/0',
      '/all/1/not/any/0',
      '/all/1/not/any/1',
      '/all/2',
      '/all/3',
      '/all/4',
      '/all/5',
    ]);
    expect(placedLeavesOf({ fact: 'total', is: 'gt', value: 0 })).toMatchObject([{ path: '/' }]);
  });
});
