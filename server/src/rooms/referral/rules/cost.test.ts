import type { ProgramDefinition, Reward } from '@sarafan/contract';
import { expect, test } from 'vitest';
import { recipes } from '../recipes/index.ts';
import { languageSchool } from '../recipes/language-school.ts';
import { greatestCost } from './cost.ts';
import { explainedCost } from './explained-cost.ts';

const exponents = new Map([
  ['lesson', 0],
  ['rub', 2],
]);
const reward = (more: Partial<Reward>): Reward => ({ to: 'referrer', unit: 'rub', amount: '10', holdDays: 0, ...more });
const school = (rewards: Reward[], more: Partial<ProgramDefinition> = {}): ProgramDefinition => ({
  ...languageSchool,
  ...more,
  rewards,
});
const share = { percent: '5', of: 'money', rates: { RUB: '1' } } as const;
const each = { order: 'each' } as const;

test.each<[string, ProgramDefinition, bigint | undefined]>([
  ['both sides', school([reward({}), reward({ to: 'friend', amount: '5' })]), 1_500n],
  ['each payment, as often as one friend may bring it', school([reward({ on: each })]), 300_000n],
  ['a share of anything', school([reward({ amount: share })]), undefined],
  ['a share with a most', school([reward({ amount: { ...share, atMost: '7.50' } })]), 750n],
  [
    'the highest step',
    school([
      reward({
        amount: {
          by: 'friends',
          steps: [
            { from: '1', amount: '10' },
            { from: '5', amount: '30' },
            { from: '9', amount: '20' },
          ],
        },
      }),
    ]),
    3_000n,
  ],
  ['a limit of the holder', school([reward({ on: each, perPerson: { amount: '25' } })]), 2_500n],
  ['a limit that begins anew', school([reward({ perPerson: { amount: '25', every: 'month' } })]), 1_000n],
  ['a share within a limit', school([reward({ amount: share, perPerson: { amount: '25' } })]), 2_500n],
  ['a cap', school([reward({ on: each })], { cap: { unit: 'rub', amount: '99' } }), 9_900n],
  [
    'a cap that begins anew',
    school([reward({ amount: share })], { cap: { unit: 'rub', amount: '9', every: 'day' } }),
    undefined,
  ],
  [
    'a fund',
    school([reward({ amount: share, task: 'paste' })], {
      tasks: [{ id: 'paste', name: { ru: 'П', en: 'P' }, fund: { unit: 'rub', amount: '40' } }],
      cap: { unit: 'rub', amount: '9' },
    }),
    4_000n,
  ],
  [
    'a code at each payment, each for somebody else',
    school([reward({ perPerson: { amount: '25' } })], {
      attribution: { ...languageSchool.attribution, perOrder: true },
    }),
    300_000n,
  ],
])('%s', (_what, definition, minor) => {
  expect(greatestCost(definition, exponents)).toMatchObject([{ unit: 'rub', minor }]);
});

test('units are not added up, and every recipe has an answer', () => {
  expect(greatestCost(school([reward({}), reward({ unit: 'lesson', amount: '3' })]), exponents)).toEqual([
    { unit: 'rub', minor: 1_000n, times: 1 },
    { unit: 'lesson', minor: 3n, times: 1 },
  ]);
  for (const { definition, units } of Object.values(recipes)) {
    const known = new Map(units.map(({ unit, exponent }) => [unit, exponent]));
    expect(greatestCost(definition, known).length).toBeGreaterThan(0);
  }
});

test.each([
  [
    'marketplace-managers',
    'Сколько обойдётся один друг, ничто не ограничивает (балл): за каждый товар, сколько бы их ни было в заказе',
    'Nothing bounds what one friend costs (point): so much for each item, however many an order has',
  ],
  [
    'fashion-app',
    'Сколько обойдётся один друг, ничто не ограничивает (₽): это доля от заказов любой величины',
    'Nothing bounds what one friend costs (₽): it is a share of orders of any size',
  ],
] as const)('%s: says what nothing bounds', (recipe, ru, en) => {
  const { definition, units } = recipes[recipe];
  const costs = explainedCost(definition, new Map(units.map((unit) => [unit.unit, unit])));
  expect(costs.map(({ sentence }) => sentence)).toEqual([{ ru, en }]);
});

test('a share of goods and so much for others are both said', () => {
  const lines = [{ where: { fact: 'category', is: 'eq', value: 'book' }, percent: '2' }, { amount: '5' }] as const;
  const mixed = school([reward({ amount: { lines: [...lines], of: 'money', rates: { RUB: '1' } } })]);
  expect(greatestCost(mixed, exponents)).toMatchObject([{ unbounded: 'both' }]);
});
