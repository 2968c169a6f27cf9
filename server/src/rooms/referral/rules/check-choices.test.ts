import { expect, test } from 'vitest';
import { languageSchool } from '../recipes/language-school.ts';
import { choiceProblemTexts } from '../texts-choices.ts';
import { checkProgram } from './check.ts';

const exponents = new Map([
  ['lesson', 0],
  ['rub', 2],
]);
const lessons = { to: 'referrer', unit: 'lesson', amount: '3', holdDays: 0, choice: { id: 'gift', option: 'lessons' } };
const money = { ...lessons, unit: 'rub', amount: '500', holdDays: 14, choice: { id: 'gift', option: 'money' } };
const among = (...rewards: object[]): object => ({ ...languageSchool, rewards });

/** A definition, and where it is refused and why. */
const refused: [object, string][] = [
  [among(lessons), '/rewards/0/choice choice_alone'],
  [among(lessons, { ...money, choice: lessons.choice }), '/rewards/1/choice/option repeated_option'],
  [among(lessons, { ...money, to: 'friend' }), '/rewards/1/choice choice_differs'],
  [among(lessons, { ...money, on: { order: 'each' } }), '/rewards/1/choice choice_differs'],
  [among(lessons, { ...money, until: '2030-01-01T00:00:00Z' }), '/rewards/1/choice choice_differs'],
  [
    among(lessons, { ...money, conditions: { fact: 'total', is: 'gte', value: 1_000 } }),
    '/rewards/1/choice choice_differs',
  ],
  [among({ ...lessons, level: 2 }, { ...money, level: 2 }), '/rewards/0/choice choice_of_level'],
  [among({ ...lessons, choice: { id: 'Подарок', option: 'x' } }), '/rewards/0/choice/id schema'],
  [among({ ...lessons, choice: { id: 'gift' } }), '/rewards/0/choice/option missing_field'],
];

test.each(refused)('%# is refused', (definition, problem) => {
  const told = checkProgram(definition, exponents).map(({ path, code }) => `${path} ${code}`);
  expect(told).toContain(problem);
});

test.each([
  [among(lessons, money)],
  [among(lessons, { ...money, level: 1, on: { order: 'first' } })],
  [among({ ...lessons, to: 'friend' }, { ...money, to: 'friend' })],
])('%# may be launched', (definition) => {
  expect(checkProgram(definition, exponents)).toEqual([]);
});

test('every problem of choices is met above', () => {
  const met = new Set(refused.map(([, problem]) => problem.split(' ')[1]));
  expect(Object.keys(choiceProblemTexts.en).filter((code) => !met.has(code))).toEqual([]);
});
