import type { ProgramDefinition } from '@sarafan/contract';
import { expect, test } from 'vitest';
import { sentenceOf } from '../../../kit/values/sentences.ts';
import { recipes } from '../recipes/index.ts';
import { languageSchool } from '../recipes/language-school.ts';
import { warningTexts } from '../texts-warnings.ts';
import { checkProgram } from './check.ts';
import { programWarningCodes, warningsOf } from './warnings.ts';

const now = Date.parse('2026-03-01T10:00:00Z');
const told = (change: Partial<ProgramDefinition>): string[] =>
  warningsOf({ ...languageSchool, ...change }, now).map(({ path, code }) => `${path} ${code}`);
const [gift] = languageSchool.rewards;
if (gift === undefined) throw new Error('The recipe gives nothing');
const atLeast = (value: number) => ({ fact: 'total', is: 'gte', value }) as const;
const levels = { event: 'Level Reached', which: 'each' } as const;

test('an end in the past is told, and is no contradiction', () => {
  const exponents = new Map([['lesson', 0]]);
  expect(told({ endsAt: '2026-03-01T10:00:00Z' })).toEqual(['/endsAt already_over']);
  expect(told({ endsAt: '2026-03-01T10:00:01Z' })).toEqual([]);
  expect(checkProgram({ ...languageSchool, endsAt: '2026-03-01T10:00:00Z' }, exponents)).toEqual([]);
});

test.each<[string, Partial<ProgramDefinition>, ...string[]]>([
  ['an order', { order: { conditions: atLeast(-100) } }, '/order/conditions always_holds'],
  ['an order of nothing', { order: { conditions: { all: [atLeast(0)] } } }, '/order/conditions/all/0 always_holds'],
  ['a real bound', { order: { conditions: atLeast(1) } }],
  ['a reward', { rewards: [{ ...gift, conditions: atLeast(0) }] }, '/rewards/0/conditions always_holds'],
  ['an event, whose numbers may be any', { rewards: [{ ...gift, on: levels, conditions: atLeast(0) }] }],
  [
    'a friend of an event',
    { friend: { ...languageSchool.friend, conditions: atLeast(0) }, rewards: [{ ...gift, on: levels }] },
  ],
])('a condition on %s that always holds is told with its place', (_what, change, ...expected) => {
  expect(told(change)).toEqual(expected);
});

test('a tree beyond the limits is left to the checker', () => {
  let tree: ProgramDefinition['order']['conditions'] = atLeast(0);
  for (let depth = 0; depth < 500; depth += 1) tree = { not: tree };
  expect(told({ order: { conditions: tree } })).toEqual([]);
});

test('no recipe has any, and each has a sentence in both languages', () => {
  for (const { definition } of Object.values(recipes)) expect(warningsOf(definition, now)).toEqual([]);
  for (const code of programWarningCodes) {
    expect(sentenceOf(warningTexts, code).ru).toMatch(/^[А-Я].*[а-я]\.$/);
    expect(sentenceOf(warningTexts, code).en).toMatch(/^[A-Z].*[a-z]\.$/);
  }
});
