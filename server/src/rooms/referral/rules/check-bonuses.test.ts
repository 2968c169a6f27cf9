import type { Bonus, ProgramDefinition } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import { languageSchool } from '../recipes/language-school.ts';
import { bonusProblemTexts } from '../texts-bonuses.ts';
import { checkProgram } from './check.ts';

const exponents = new Map([
  ['lesson', 0],
  ['rub', 2],
]);
const step = { from: '1', unit: 'lesson', amount: '1' } as const;
const school: ProgramDefinition = { ...languageSchool, friend: { ...languageSchool.friend, knownForDays: 30 } };

const bonus = (more: object): object => ({ ...school, bonuses: [{ ...usual, ...more }] });
const usual: Bonus = { by: 'sales', every: 'month', steps: [step], holdDays: 0 };
const steps = (...found: readonly object[]): object => bonus({ steps: found });
const amount = (given: unknown, more: object = {}): object => bonus({ steps: [{ ...step, amount: given }], ...more });

/** A definition, and where it is refused and why. */
const refused: [object, ...string[]][] = [
  // Its form.
  [{ ...school, bonuses: [] }, '/bonuses too_few_items'],
  [bonus({ by: 'orders' }), '/bonuses/0/by schema'],
  [bonus({ every: 'week' }), '/bonuses/0/every schema'],
  [bonus({ afterDays: 61 }), '/bonuses/0/afterDays too_great'],
  [bonus({ steps: [] }), '/bonuses/0/steps too_few_items'],
  [steps({ ...step, from: '1.2.3' }), '/bonuses/0/steps/0/from amount_not_a_number'],
  [amount('-1'), '/bonuses/0/steps/0/amount amount_negative'],
  [amount({ each: 'orders', amount: '1' }), '/bonuses/0/steps/0/amount/each schema'],
  [amount({ percent: '5' }), '/bonuses/0/steps/0/amount/rate missing_field'],
  [amount({}), '/bonuses/0/steps/0/amount/each missing_field', '/bonuses/0/steps/0/amount/amount missing_field'],
  [{ ...bonus({}), results: { leads: { on: { event: 'Lead' } } } }, '/results/leads/on/which missing_field'],
  [
    { ...bonus({}), results: { sales: { on: { order: 'each' }, conditions: { fact: 'x' } } } },
    '/results/sales/conditions not_a_condition',
  ],
  // What it means.
  [{ ...school, results: {} }, '/results results_without_bonus'],
  [{ ...school, results: { keep: ['week'] } }, '/results/keep/0 schema'],
  [{ ...school, results: { keep: ['year', 'year'] } }, '/results/keep repeated_item'],
  [
    {
      ...school,
      results: { keep: [], sales: { on: { order: 'each' }, conditions: { count: 'page', is: 'gt', value: 1 } } },
    },
    '/results/sales/conditions forgeable_field',
  ],
  [bonus({ every: undefined, afterDays: 3 }), '/bonuses/0/afterDays after_without_period'],
  [bonus({ holdDays: 31 }), '/bonuses/0/holdDays correction_before_hold_ends'],
  [bonus({ by: 'chain' }), '/bonuses/0/every chain_of_period'],
  [bonus({ by: 'team' }), '/bonuses/0/every chain_of_period'],
  [
    bonus({ by: 'chain', every: undefined, steps: [{ ...step, from: '11' }] }),
    '/bonuses/0/steps/0/from chain_too_long',
  ],
  [
    bonus({ by: 'chain', every: undefined, steps: [{ above: '10', unit: 'lesson', amount: '1' }] }),
    '/bonuses/0/steps/0/above chain_too_long',
  ],
  [
    {
      ...bonus({ by: 'chain', every: undefined }),
      attribution: { ...school.attribution, perOrder: true },
      friend: { knownForDays: null, mayHavePaid: true },
    },
    '/bonuses/0/by chain_of_orders',
  ],
  [steps({ unit: 'lesson', amount: '1' }), '/bonuses/0/steps/0 step_without_start'],
  [steps({ ...step, above: '2' }), '/bonuses/0/steps/0 step_without_start'],
  [steps({ ...step, from: '5' }, { ...step, from: '5.0' }), '/bonuses/0/steps/1/from steps_not_ascending'],
  [steps({ ...step, unit: 'coin' }), '/bonuses/0/steps/0/unit unknown_unit'],
  [amount('0'), '/bonuses/0/steps/0/amount zero_amount'],
  [amount('1.5'), '/bonuses/0/steps/0/amount amount_too_many_decimals'],
  [amount({ each: 'sales', amount: '0' }), '/bonuses/0/steps/0/amount/amount zero_amount'],
  [
    amount({ percent: '0', rate: '0' }, { currency: 'RUB' }),
    '/bonuses/0/steps/0/amount/percent zero_amount',
    '/bonuses/0/steps/0/amount/rate zero_amount',
  ],
  [amount({ percent: '5', rate: '1' }), '/bonuses/0/currency missing_field'],
  [bonus({ by: 'turnover' }), '/bonuses/0/currency missing_field'],
  [bonus({ by: 'turnover', currency: 'ABC' }), '/bonuses/0/currency unknown_currency'],
  [
    { ...bonus({ by: 'turnover', currency: 'RUB' }), results: { sales: { on: { event: 'Sold', which: 'each' } } } },
    '/results/sales/on share_without_order',
  ],
  [
    { ...bonus({ by: 'conversion' }), friend: { ...school.friend, knownForDays: null } },
    '/results/leads registration_of_known',
  ],
  [
    {
      ...bonus({}),
      results: { sales: { on: { order: 'each' }, conditions: { count: 'page', is: 'gt', value: 0 } } },
    },
    '/results/sales/conditions forgeable_field',
  ],
];

describe('bonuses that mean nothing or contradict themselves are refused', () => {
  test.each(refused)('%#: %s', (definition, ...problems) => {
    const found = checkProgram(definition, exponents).map(({ path, code }) => `${path} ${code}`);
    expect(found.toSorted()).toEqual(problems.toSorted());
  });

  test('every problem of bonuses is met above', () => {
    const met = new Set(refused.flatMap(([, ...problems]) => problems.map((each) => each.split(' ')[1])));
    expect(Object.keys(bonusProblemTexts.en).filter((code) => !met.has(code))).toEqual([]);
  });

  test('those that mean something are not', () => {
    expect(checkProgram(bonus({}), exponents)).toEqual([]);
    expect(checkProgram(steps({ ...step, from: '0' }, { above: '0', unit: 'rub', amount: '0.5' }), exponents)).toEqual(
      [],
    );
    expect(checkProgram(amount({ percent: '2.5', rate: '1' }, { currency: 'RUB' }), exponents)).toEqual([]);
  });
});
