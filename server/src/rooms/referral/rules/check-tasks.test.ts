import type { ProgramDefinition } from '@sarafan/contract';
import { expect, test } from 'vitest';
import { languageSchool } from '../recipes/language-school.ts';
import { taskProblemTexts } from '../texts-tasks.ts';
import { checkProgram } from './check.ts';

const exponents = new Map([
  ['lesson', 0],
  ['rub', 2],
]);
const usual = { id: 'paste', name: { ru: 'Паста', en: 'Paste' }, fund: { unit: 'lesson', amount: '100' } };
const reward = { to: 'referrer', unit: 'lesson', amount: '3', holdDays: 0, task: 'paste' };

const task = (more: object): object => ({
  ...languageSchool,
  tasks: [{ ...usual, ...more }],
  rewards: [...languageSchool.rewards, reward],
});
const rewarded = (more: object): object => ({ ...task({}), rewards: [{ ...reward, ...more }] });
const fund = (more: object): object => task({ fund: { ...usual.fund, ...more } });

/** A definition, and where it is refused and why. */
const refused: [object, ...string[]][] = [
  [{ ...task({}), tasks: [] }, '/tasks too_few_items'],
  [task({ id: 'Зубная паста' }), '/tasks/0/id schema'],
  [task({ name: { ru: 'Паста' } }), '/tasks/0/name/en missing_field'],
  [task({ from: 'tomorrow' }), '/tasks/0/from wrong_format'],
  [task({ from: '2026-02-01T00:00:00Z', until: '2026-02-01T00:00:00Z' }), '/tasks/0/until ends_before_start'],
  [{ ...task({}), tasks: [usual, usual] }, '/tasks/1/id repeated_task'],
  [{ ...task({}), tasks: [usual, { ...usual, id: 'soap' }] }, '/tasks/1 task_without_reward'],
  [fund({ unit: 'rub' }), '/tasks/0/fund/unit fund_without_reward'],
  [fund({ unit: 'gold' }), '/tasks/0/fund/unit unknown_unit'],
  [fund({ amount: '2' }), '/tasks/0/fund/amount fund_below_reward'],
  [fund({ amount: '0' }), '/tasks/0/fund/amount zero_amount'],
  [fund({ amount: '1.5' }), '/tasks/0/fund/amount amount_too_many_decimals'],
  [{ ...languageSchool, rewards: [reward] }, '/rewards/0/task unknown_task'],
  [rewarded({ level: 2 }), '/rewards/0/task task_of_level'],
];

test.each(refused)('%# is refused', (definition, ...problems) => {
  const told = checkProgram(definition, exponents).map(({ path, code }) => `${path} ${code}`);
  for (const problem of problems) expect(told).toContain(problem);
});

test.each([
  [task({})],
  [fund({ amount: '2', partly: true })],
  [task({ fund: undefined, terms: { ru: 'За каждую', en: 'For each' }, sponsor: 'Dental' })],
  [{ ...rewarded({ level: 2 }), tasks: [{ ...usual, forAll: true }] }],
  [rewarded({ to: 'friend' })],
])('%# may be launched', (definition) => {
  const plain = JSON.parse(JSON.stringify(definition)) as ProgramDefinition;
  expect(checkProgram(plain, exponents)).toEqual([]);
});

test('every problem of tasks is met above', () => {
  const met = new Set(refused.flatMap(([, ...problems]) => problems.map((each) => each.split(' ')[1])));
  expect(Object.keys(taskProblemTexts.en).filter((code) => !met.has(code))).toEqual([]);
});
