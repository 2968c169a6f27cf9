import type { ShareOfLines } from '@sarafan/contract';
import type { Recipe } from './recipe.ts';
import { units } from './units.ts';

/** Points an item of each kind of goods, the more the more the manager has turned over by then. */
const pointsFor = (everyday: string, wanted: string): ShareOfLines => ({
  lines: [
    { where: { fact: 'demand', is: 'eq', value: 'high' }, amount: wanted },
    { where: { fact: 'demand', is: 'eq', value: 'usual' }, amount: everyday },
  ],
  of: 'money',
  rates: { RUB: '1' },
});

/**
 * A marketplace with managers: whoever has bought for 2,500 fills in a form and has a code, which friends name at every
 * payment. Friends have points for their first order; managers have points for whoever has bought for 2,500, for each
 * item by its demand, and prizes for a year. A task pays for one kind of goods out of a sponsor's fund. Lines of an
 * order name the demand for goods in `demand` and their kind in `category`. Points pay a quarter of an order; whoever
 * has the marketplace's card (the trait `marketplace_card`) and a year's turnover of 150,000 pays nearly all with them.
 */
export const marketplaceManagers: Recipe = {
  definition: {
    name: { ru: 'Менеджеры маркетплейса', en: 'Managers of a marketplace' },
    timeZone: 'Europe/Moscow',
    invite: { code: { length: 8 } },
    attribution: { pick: 'first', precedence: [], perOrder: true, windowDays: 3_650 },
    participant: {
      conditions: { spent: 'RUB', is: 'gte', value: 2_500 },
      form: [
        { field: 'fullName', label: { ru: 'ФИО', en: 'Full name' }, kind: 'text', required: true },
        {
          ...{ field: 'born', label: { ru: 'Дата рождения', en: 'Date of birth' } },
          ...{ kind: 'date', required: true, notAfter: 'today' },
        },
      ],
    },
    friend: { knownForDays: null, mayHavePaid: true },
    order: {},
    clawBack: 'full_refund',
    correctionDays: 90,
    rewards: [
      { to: 'friend', unit: 'point', amount: '300', holdDays: 0, on: { invitation: true } },
      {
        ...{ to: 'referrer', unit: 'point', amount: '500', holdDays: 0, on: { order: 'first_matching' } },
        conditions: { spent: 'RUB', is: 'gte', value: 2_500 },
        accrual: { every: 'month', afterDays: 5, approval: 'manual' },
      },
      {
        ...{ to: 'referrer', unit: 'point', holdDays: 0, on: { order: 'each' } },
        amount: {
          ...{ by: 'turnover', currency: 'RUB' },
          steps: [
            { from: '0', amount: pointsFor('5', '10') },
            { from: '150000', amount: pointsFor('10', '20') },
          ],
        },
        accrual: { every: 'month', afterDays: 5, approval: 'manual' },
      },
      {
        ...{ to: 'referrer', unit: 'point', holdDays: 0, on: { order: 'each' }, task: 'toothpaste' },
        amount: {
          lines: [{ where: { fact: 'category', is: 'eq', value: 'toothpaste' }, amount: '20' }],
          ...{ of: 'money', rates: { RUB: '1' } },
        },
        accrual: { every: 'month', afterDays: 5, approval: 'manual' },
      },
    ],
    tasks: [
      {
        id: 'toothpaste',
        name: { ru: 'Зубная паста', en: 'Toothpaste' },
        terms: {
          ru: 'За каждую зубную пасту, которую друзья купили с вашим кодом.',
          en: 'For every toothpaste that friends have bought with your code.',
        },
        sponsor: 'Dental',
        fund: { unit: 'point', amount: '1000', partly: true },
      },
    ],
    results: { keep: ['month'] },
    bonuses: [
      {
        ...{ by: 'turnover', every: 'year', afterDays: 30, approval: 'manual', currency: 'RUB', holdDays: 0 },
        steps: [
          { from: '48000000', unit: 'car', amount: '1' },
          { above: '335000000', unit: 'better_car', amount: '1' },
        ],
      },
    ],
  },
  units: [units.point, units.car, units.better_car],
  limits: (key) => ({
    point: {
      rates: { RUB: '1' },
      rules: [
        {
          conditions: {
            all: [
              { trait: 'marketplace_card', is: 'eq', value: true },
              { brought: 'RUB', program: key, every: 'year', is: 'gte', value: 150_000 },
            ],
          },
          ...{ percent: '99', atMost: '50000' },
        },
        { percent: '25' },
      ],
    },
  }),
};
