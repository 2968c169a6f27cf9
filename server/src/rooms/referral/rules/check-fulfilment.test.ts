import type { ProgramDefinition } from '@sarafan/contract';
import { expect, test } from 'vitest';
import { languageSchool } from '../recipes/language-school.ts';
import { fulfilmentProblemTexts } from '../texts-fulfilment.ts';
import { checkProgram } from './check.ts';

const exponents = new Map([
  ['lesson', 0],
  ['rub', 2],
]);
const name = { ru: 'Скидка', en: 'Discount' };
const promotions = new Map([
  ['prm_single', { name, isSingle: true, isOver: false }],
  ['prm_shared', { name, isSingle: false, isOver: false }],
  ['prm_over', { name, isSingle: true, isOver: true }],
]);
const fixed = { to: 'friend', unit: 'lesson', amount: '2', holdDays: 0 };
const share = { percent: '5', of: 'money', rates: { RUB: '1' } };
const code = { by: 'promo_code', promotion: 'prm_single' };

const reward = (fulfil: object, more: object = {}): object => ({
  ...languageSchool,
  rewards: [{ ...fixed, fulfil, ...more }],
});
const bonus = (fulfil: object, amount: unknown, more: object = {}): object => ({
  ...languageSchool,
  bonuses: [
    { by: 'sales', every: 'month', steps: [{ from: '1', unit: 'lesson', amount }], holdDays: 0, fulfil, ...more },
  ],
});
const scale = { by: 'friends', steps: [{ from: '1', amount: '1' }] };

/** A definition, and where it is refused and why. */
const refused: [object, ...string[]][] = [
  [reward({ by: 'pigeon' }), '/rewards/0/fulfil/by schema'],
  [reward({}), '/rewards/0/fulfil/by missing_field'],
  [reward({ by: 'person', who: 'Anna' }), '/rewards/0/fulfil/who unknown_field'],
  [reward({ by: 'person' }, { expires: { endOf: 'month', after: 1 } }), '/rewards/0/fulfil/by fulfil_expires'],
  [reward({ ...code, by: 'webhook' }), '/rewards/0/fulfil/promotion promotion_not_for_codes'],
  [reward({ by: 'promo_code' }), '/rewards/0/fulfil/promotion missing_field'],
  [reward({ ...code, promotion: 'summer' }), '/rewards/0/fulfil/promotion unknown_promotion'],
  [reward({ ...code, promotion: 'prm_shared' }), '/rewards/0/fulfil/promotion promotion_not_single'],
  [reward({ ...code, promotion: 'prm_over' }), '/rewards/0/fulfil/promotion promotion_over'],
  [reward(code, { amount: share, unit: 'rub' }), '/rewards/0/fulfil/by code_for_share'],
  [reward(code, { perPerson: { amount: '3', partly: true } }), '/rewards/0/fulfil/by part_of_code'],
  [{ ...reward(code), cap: { unit: 'lesson', amount: '9', partly: true } }, '/rewards/0/fulfil/by part_of_code'],
  [bonus(code, { each: 'sales', amount: '1' }), '/bonuses/0/fulfil/by code_for_share'],
  [bonus({ by: 'person' }, '1', { expires: { endOf: 'day', after: 3 } }), '/bonuses/0/fulfil/by fulfil_expires'],
];

test.each(refused)('%# is refused', (definition, ...problems) => {
  const told = checkProgram(definition, exponents, promotions).map(({ path, code: found }) => `${path} ${found}`);
  expect(told).toEqual(problems);
});

test.each([
  [reward({ by: 'person' }, { amount: share, unit: 'rub' })],
  [reward({ by: 'webhook' })],
  [reward(code)],
  [{ ...reward(code), rewards: [{ ...fixed, to: 'referrer', amount: scale, fulfil: code }] }],
  [bonus(code, '1')],
  [bonus({ by: 'webhook' }, { each: 'sales', amount: '1' })],
])('%# may be launched', (definition) => {
  const plain = JSON.parse(JSON.stringify(definition)) as ProgramDefinition;
  expect(checkProgram(plain, exponents, promotions)).toEqual([]);
});

test('every problem of handing out is met above', () => {
  const met = new Set(refused.flatMap(([, ...problems]) => problems.map((each) => each.split(' ')[1])));
  expect(Object.keys(fulfilmentProblemTexts.en).filter((each) => !met.has(each))).toEqual([]);
});
