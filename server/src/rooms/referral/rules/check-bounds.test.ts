import type { ProgramDefinition, Reward } from '@sarafan/contract';
import { expect, test } from 'vitest';
import { languageSchool } from '../recipes/language-school.ts';
import { sayProblem } from '../service-problems.ts';
import { checkProgram } from './check.ts';

const exponents = new Map([['lesson', 0]]);

const atLeast = { fact: 'total', is: 'gte' as const, value: 3_000 };
const below = { fact: 'total', is: 'lt' as const, value: 1_000 };
const [first, ...others] = languageSchool.rewards as [Reward, ...Reward[]];

const event = { event: 'Lead', which: 'each' as const };

type Change = Partial<Pick<ProgramDefinition, 'friend' | 'order' | 'results'>>;
type Row = [what: string, change: Change, reward: Partial<Reward>, ...places: string[]];

test.each<Row>([
  ['of the order alone', { order: { conditions: { all: [atLeast, below] } } }, {}, '/order/conditions/all/1'],
  ['of a reward', { order: { conditions: atLeast } }, { conditions: below }, '/rewards/0/conditions'],
  [
    'of the friend',
    { friend: { ...languageSchool.friend, conditions: below }, order: { conditions: { all: [atLeast] } } },
    {},
    '/order/conditions/all/0',
  ],
  [
    'of what counts',
    { order: { conditions: atLeast }, results: { keep: [], sales: { on: { order: 'each' }, conditions: below } } },
    {},
    '/results/sales/conditions',
  ],
  ['of an event and of orders', { order: { conditions: atLeast } }, { on: event, conditions: below }],
  ['of other rewards', {}, { conditions: atLeast }],
  ['in any of several ways', { order: { conditions: atLeast } }, { conditions: { any: [below, atLeast] } }],
  [
    'below zero by themselves',
    { order: { conditions: { all: [atLeast, { fact: 'total', is: 'lt', value: 0 }] } } },
    {},
    '/order/conditions/all/1',
  ],
])('conditions %s that exclude each other are told once, at the later one', (_what, change, reward, ...places) => {
  const definition = { ...languageSchool, ...change, rewards: [{ ...first, ...reward }, ...others] };
  expect(checkProgram(definition, exponents).map(({ path }) => path)).toEqual(places);
});

test('both bounds are named', () => {
  const definition = { ...languageSchool, order: { conditions: { all: [atLeast, below] } } };
  const [problem] = checkProgram(definition, exponents);
  const said = problem && sayProblem(problem.code, problem.values);
  expect([said?.ru, said?.en].map((each) => each?.replaceAll('\u00a0', ' '))).toEqual([
    'Условия исключают друг друга: сумма заказа — не меньше 3 000; сумма заказа — меньше 1 000.',
    'The conditions exclude each other: the order total is at least 3,000; the order total is less than 1,000.',
  ]);
});
