import { type ProgramDefinition, programLimits } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import { languageSchool } from '../recipes/language-school.ts';
import { sayProblem } from '../service-problems.ts';
import { bonusProblemTexts } from '../texts-bonuses.ts';
import { choiceProblemTexts } from '../texts-choices.ts';
import { fulfilmentProblemTexts } from '../texts-fulfilment.ts';
import { taskProblemTexts } from '../texts-tasks.ts';
import { checkProgram, checkTotal } from './check.ts';
import { hostOf } from './hosts.ts';
import { programProblemCodes } from './problems.ts';

const exponents = new Map([
  ['lesson', 0],
  ['point', 2],
  ['dust', 6],
]);

type Json = { [name: string]: unknown };

/** The recipe with one thing changed: `place` is a path of names, and undefined takes the value away. */
function withChange(place: string, value: unknown): Json {
  const definition = structuredClone(languageSchool) as unknown as Json;
  const steps = place.split('.');
  const last = steps.pop() ?? '';
  const inner = steps.reduce((object, step) => object[step] as Json, definition);
  if (value === undefined) delete inner[last];
  else inner[last] = value;
  return definition;
}

const reward = { to: 'referrer', unit: 'lesson', amount: '2', holdDays: 0 };
const rewards = (...changed: object[]): object[] => changed.map((each) => ({ ...reward, ...each }));
const share = { percent: '2.5', of: 'money', rates: { RUB: '1' } };
const byLines = (...lines: object[]): object => ({ lines, of: 'money', rates: { RUB: '1' } });
const option = { value: 'a', label: { ru: 'А', en: 'A' } };
const fields = (...changed: object[]): object[] =>
  changed.map((each) => ({ field: 'it', label: option.label, kind: 'text', required: true, ...each }));
const steps = (by: string, ...froms: string[]): object => ({ by, steps: froms.map((from) => ({ from, amount: '2' })) });
const atLeast = (value: number): object => ({ fact: 'total', is: 'gte', value });
const link = (more: object): object => ({ destination: 'https://a.example/', allowedHosts: ['a.example'], ...more });

/** What is changed, to what, and the problems that it must be told: each a place and a code. */
const refused: readonly [string, unknown, ...string[]][] = [
  // Who may take part.
  [
    'participant',
    { conditions: { fact: 'total', is: 'gt', value: 1 } },
    '/participant/conditions candidate_has_no_order',
  ],
  [
    'participant',
    { conditions: { all: [{ not: { count: 'Lead', before: 'touch', is: 'gt', value: 1 } }] } },
    '/participant/conditions/all/0/not candidate_has_no_invitation',
  ],
  [
    'participant',
    { conditions: { sum: 'Lead', of: 'hours', before: 'touch', is: 'gt', value: 1 } },
    '/participant/conditions candidate_has_no_invitation',
  ],
  [
    'participant',
    { conditions: { spent: 'RUB', since: 'touch', is: 'gt', value: 1 } },
    '/participant/conditions candidate_has_no_invitation',
  ],
  ['participant', { conditions: { count: 'page', is: 'gt', value: 1 } }, '/participant/conditions forgeable_field'],
  ['participant', { conditions: { trait: 'vip' } }, '/participant/conditions not_a_condition'],
  ['participant', {}, '/participant participant_asks_nothing'],
  ['participant', { approval: 'automatic' }, '/participant participant_asks_nothing'],
  ['participant', { approval: 'perhaps' }, '/participant/approval not_one_of'],
  ['participant', { form: [] }, '/participant/form too_few_items'],
  ['participant', { form: fields({}, {}) }, '/participant/form/1/field repeated_field'],
  ['participant', { form: fields({ field: 'Имя' }) }, '/participant/form/0/field schema'],
  ['participant', { form: fields({ kind: 'file' }) }, '/participant/form/0/kind not_one_of'],
  ['participant', { form: fields({ notAfter: 'today' }) }, '/participant/form/0/notAfter bound_without_date'],
  ['participant', { form: fields({ kind: 'date', notAfter: '2026' }) }, '/participant/form/0/notAfter not_one_of'],
  ['participant', { form: fields({ kind: 'choice' }) }, '/participant/form/0/options choice_without_options'],
  ['participant', { form: fields({ options: [option] }) }, '/participant/form/0/options options_without_choice'],
  [
    'participant',
    { form: fields({ kind: 'choice', options: [option, option] }) },
    '/participant/form/0/options/1/value repeated_field',
  ],
  ['participant', { condition: {} }, '/participant/condition unknown_field'],
  // Rewards.
  ['rewards', rewards({}, {}), '/rewards/1 duplicate_reward'],
  ['rewards', rewards({}, { to: 'friend' }, { amount: '2.0' }), '/rewards/2 duplicate_reward'],
  ['rewards', rewards({ unit: 'gold' }), '/rewards/0/unit unknown_unit'],
  ['rewards', rewards({ amount: '1.5' }), '/rewards/0/amount amount_too_many_decimals'],
  ['rewards', rewards({ unit: 'point', amount: '1.005' }), '/rewards/0/amount amount_too_many_decimals'],
  ['rewards', rewards({ amount: '-1' }), '/rewards/0/amount amount_negative'],
  ['rewards', rewards({ amount: '0' }), '/rewards/0/amount zero_amount'],
  ['rewards', rewards({ amount: '0.00' }), '/rewards/0/amount zero_amount'],
  ['rewards', rewards({ amount: 'two' }), '/rewards/0/amount amount_not_a_number'],
  ['rewards', rewards({ amount: '1e3' }), '/rewards/0/amount amount_not_a_number'],
  ['rewards', rewards({ amount: '1.1234567' }), '/rewards/0/amount amount_too_many_decimals'],
  ['rewards', rewards({ amount: '99999999999999999999' }), '/rewards/0/amount amount_too_large'],
  ['rewards', rewards({ unit: 'dust', amount: '999999999999999' }), '/rewards/0/amount amount_too_large'],
  ['rewards', rewards({ amount: 2 }), '/rewards/0/amount wrong_type'],
  ['rewards', rewards({ to: 'anybody' }), '/rewards/0/to not_one_of'],
  ['rewards', rewards({ bonus: 1 }), '/rewards/0/bonus unknown_field'],
  ['rewards', [{ to: 'friend', unit: 'lesson', amount: '2' }], '/rewards/0/holdDays missing_field'],
  ['rewards', rewards({ holdDays: -1 }), '/rewards/0/holdDays too_small'],
  ['rewards', rewards({ holdDays: 366 }), '/rewards/0/holdDays too_great'],
  ['rewards', rewards({ holdDays: 1.5 }), '/rewards/0/holdDays wrong_type'],
  ['rewards', [], '/rewards too_few_items'],
  [
    'rewards',
    Array.from({ length: 11 }, (_, at) => ({ ...reward, amount: String(at + 1) })),
    '/rewards too_many_items',
  ],
  // Shares.
  ['rewards', rewards({ amount: { ...share, percent: '0.0' } }), '/rewards/0/amount/percent zero_amount'],
  ['rewards', rewards({ amount: { ...share, percent: '100.01' } }), '/rewards/0/amount/percent schema'],
  ['rewards', rewards({ amount: { ...share, of: 'tips' } }), '/rewards/0/amount/of schema'],
  ['rewards', rewards({ amount: { ...share, rates: {} } }), '/rewards/0/amount/rates schema'],
  ['rewards', rewards({ amount: { ...share, rates: { RUB: '0' } } }), '/rewards/0/amount/rates/RUB zero_amount'],
  ['rewards', rewards({ amount: { ...share, rates: { ZZZ: '1' } } }), '/rewards/0/amount/rates/ZZZ unknown_currency'],
  ['rewards', rewards({ amount: { ...share, atMost: '0.5' } }), '/rewards/0/amount/atMost amount_too_many_decimals'],
  ['rewards', rewards({ amount: { ...share, atMost: 'x' } }), '/rewards/0/amount/atMost amount_not_a_number'],
  ['rewards', rewards({ amount: share, on: { registration: true } }), '/rewards/0/amount share_without_order'],
  ['rewards', rewards({ unit: 'gold', amount: share }), '/rewards/0/unit unknown_unit'],
  ['rewards', rewards({ amount: byLines({}) }), '/rewards/0/amount/lines/0 nothing_for_line'],
  [
    'rewards',
    rewards({ amount: byLines({ percent: '1', amount: '1' }) }),
    '/rewards/0/amount/lines/0 nothing_for_line',
  ],
  [
    'rewards',
    rewards({ amount: byLines({ amount: '0.1' }) }),
    '/rewards/0/amount/lines/0/amount amount_too_many_decimals',
  ],
  [
    'rewards',
    rewards({ amount: byLines({ percent: '1' }, { percent: '2' }) }),
    '/rewards/0/amount/lines/1 rule_never_reached',
  ],
  [
    'rewards',
    rewards({ amount: byLines({ where: { trait: 'city', is: 'eq', value: 'Omsk' }, percent: '1' }) }),
    '/rewards/0/amount/lines/0/where unknown_field',
  ],
  [
    'rewards',
    rewards({ amount: byLines({ where: { fact: 'category' }, percent: '1' }) }),
    '/rewards/0/amount/lines/0/where not_a_condition',
  ],
  // What is rewarded.
  ['rewards', rewards({ on: { order: 'second' } }), '/rewards/0/on/order schema'],
  ['rewards', rewards({ on: { event: 'Level Reached' } }), '/rewards/0/on/which missing_field'],
  ['rewards', rewards({ on: { registration: true, order: 'each' } }), '/rewards/0/on/order unknown_field'],
  ['rewards', rewards({ conditions: { spent: 'XXX', is: 'gt', value: 1 } }), '/rewards/0/conditions unknown_currency'],
  [
    'rewards',
    rewards({ conditions: { sum: 'Order Completed', of: 'total', is: 'gt', value: 1 } }),
    '/rewards/0/conditions not_summed',
  ],
  ['rewards', rewards({ conditions: { all: [] } }), '/rewards/0/conditions not_a_condition'],
  ['rewards', rewards({ from: 'soon' }), '/rewards/0/from wrong_format'],
  [
    'rewards',
    rewards({ from: '2026-02-01T00:00:00Z', until: '2026-02-01T00:00:00Z' }),
    '/rewards/0/until ends_before_start',
  ],
  ['attribution.perOrder', true, '/attribution/perOrder per_order_of_newcomers'],
  // Steps and levels.
  ['rewards', rewards({ amount: steps('friends', '5', '5') }), '/rewards/0/amount/steps/1/from steps_not_ascending'],
  ['rewards', rewards({ amount: steps('payments', '1.5') }), '/rewards/0/amount/steps/0/from amount_too_many_decimals'],
  ['rewards', rewards({ amount: steps('turnover', '1') }), '/rewards/0/amount/currency missing_field'],
  [
    'rewards',
    rewards({ amount: { ...steps('turnover', '1'), currency: 'ZZZ' } }),
    '/rewards/0/amount/currency unknown_currency',
  ],
  [
    'rewards',
    rewards({ amount: { ...steps('turnover', '1'), currency: 'RUB' }, on: { registration: true } }),
    '/rewards/0/amount share_without_order',
  ],
  [
    'rewards',
    rewards({ amount: { by: 'friends', steps: [{ from: '1', amount: '0' }] } }),
    '/rewards/0/amount/steps/0/amount zero_amount',
  ],
  [
    'rewards',
    rewards({ amount: { by: 'friends', steps: [{ from: '1', amount: byLines({}) }] } }),
    '/rewards/0/amount/steps/0/amount/lines/0 nothing_for_line',
  ],
  [
    'rewards',
    rewards({ amount: { by: 'friends', steps: [{ from: '1', amount: { ...share, of: 'tips' } }] } }),
    '/rewards/0/amount/steps/0/amount/of schema',
  ],
  [
    'rewards',
    rewards({
      amount: { by: 'friends', steps: [{ from: '1', amount: byLines({ where: { fact: 'x' }, percent: '1' }) }] },
    }),
    '/rewards/0/amount/steps/0/amount/lines/0/where not_a_condition',
  ],
  ['rewards', rewards({ amount: { by: 'friends', steps: [] } }), '/rewards/0/amount/steps too_few_items'],
  ['rewards', rewards({ level: 6 }), '/rewards/0/level too_great'],
  ['rewards', rewards({ to: 'friend', level: 2 }), '/rewards/0/level level_of_friend'],
  ['rewards', rewards({ level: 2, amount: steps('friends', '1') }), '/rewards/0/amount scale_of_level'],
  // What one person may be given.
  ['rewards', rewards({ perPerson: { amount: '1' } }), '/rewards/0/perPerson/amount limit_below_reward'],
  ['rewards', rewards({ perPerson: { amount: '0' } }), '/rewards/0/perPerson/amount zero_amount'],
  ['rewards', rewards({ perPerson: { amount: '2.5' } }), '/rewards/0/perPerson/amount amount_too_many_decimals'],
  ['rewards', rewards({ perPerson: { amount: '2', every: 'hour' } }), '/rewards/0/perPerson/every schema'],
  ['timeZone', 'Moscow', '/timeZone unknown_time_zone'],
  ['rewards', rewards({ expires: { endOf: 'day', after: 0 } }), '/rewards/0/expires/after expires_the_same_day'],
  ['rewards', rewards({ expires: { endOf: 'month', after: 121 } }), '/rewards/0/expires/after expires_too_late'],
  ['rewards', rewards({ expires: { endOf: 'year', after: 11 } }), '/rewards/0/expires/after expires_too_late'],
  ['rewards', rewards({ expires: { endOf: 'day', after: 3_651 } }), '/rewards/0/expires/after too_great'],
  ['rewards', rewards({ expires: { endOf: 'day', after: -1 } }), '/rewards/0/expires/after too_small'],
  ['rewards', rewards({ expires: { endOf: 'week', after: 1 } }), '/rewards/0/expires/endOf schema'],
  ['rewards', rewards({ expires: { endOf: 'day' } }), '/rewards/0/expires/after missing_field'],
  [
    'rewards',
    rewards({ expires: { endOf: 'day', after: 7, remindDays: [7, 3] } }),
    '/rewards/0/expires/remindDays/0 reminder_too_early',
  ],
  [
    'rewards',
    rewards({ expires: { endOf: 'day', after: 9, remindDays: [3, 3] } }),
    '/rewards/0/expires/remindDays repeated_item',
  ],
  [
    'rewards',
    rewards({ expires: { endOf: 'day', after: 9, remindDays: [91] } }),
    '/rewards/0/expires/remindDays/0 too_great',
  ],
  [
    'rewards',
    rewards({ expires: { endOf: 'day', after: 9, remindDays: [1, 2, 3, 4, 5, 6] } }),
    '/rewards/0/expires/remindDays too_many_items',
  ],
  // Days and dates.
  ['rewards', rewards({ holdDays: 31 }), '/rewards/0/holdDays correction_before_hold_ends'],
  ['attribution.windowDays', 13, '/invite/manual/backDateDays back_date_beyond_window'],
  ['attribution.windowDays', 0, '/attribution/windowDays too_small'],
  ['correctionDays', 366, '/correctionDays too_great'],
  ['startsAt', 'tomorrow', '/startsAt wrong_format'],
  ['friend.knownForDays', -1, '/friend/knownForDays too_small'],
  // The cap.
  ['cap', { unit: 'lesson', amount: '1' }, '/cap/amount cap_below_reward'],
  ['cap', { unit: 'point', amount: '10' }, '/cap/unit cap_without_reward'],
  ['cap', { unit: 'gold', amount: '10' }, '/cap/unit unknown_unit', '/cap/unit cap_without_reward'],
  ['cap', { unit: 'lesson', amount: '0' }, '/cap/amount zero_amount', '/cap/amount cap_below_reward'],
  // Invitations.
  ['invite', {}, '/invite no_invite', '/attribution/precedence/0 precedence_not_invited'],
  ['attribution.precedence', ['link', 'link'], '/attribution/precedence repeated_item'],
  ['attribution.precedence', ['mail'], '/attribution/precedence/0 not_one_of'],
  ['invite.code', { length: 5 }, '/invite/code/length too_small'],
  ['invite.link', link({ destination: 'ftp://a.example/' }), '/invite/link/destination link_not_http'],
  ['invite.link', link({ destination: 'https://u:p@a.example/' }), '/invite/link/destination link_with_password'],
  ['invite.link', link({ destination: 'https://b.example/' }), '/invite/link/destination link_host_not_allowed'],
  ['invite.link', link({ allowedHosts: [] }), '/invite/link/destination link_host_not_allowed'],
  ...['https://b.example', 'b.example/', 'b.example:8080', '*.example', 'b example', '', '.', '-b', 'b..c', 'u@b'].map(
    (host): [string, unknown, string] => [
      'invite.link',
      link({ allowedHosts: ['a.example', host] }),
      '/invite/link/allowedHosts/1 bad_host',
    ],
  ),
  // Conditions.
  ['order.conditions', { count: 'page', is: 'gt', value: 0 }, '/order/conditions forgeable_field'],
  ['friend.conditions', { not: { count: 'screen', is: 'gt', value: 0 } }, '/friend/conditions/not forgeable_field'],
  ['order.conditions', { fact: 'total', is: 'contains', value: '1' }, '/order/conditions operator_not_for_field'],
  ['order.conditions', { all: [] }, '/order/conditions not_a_condition'],
  [
    'order.conditions',
    { all: [{ not: { trait: 'a', is: 'like', value: 1 } }] },
    '/order/conditions/all/0/not not_a_condition',
  ],
  [
    'friend.conditions',
    { any: [{ fact: 'a', is: 'eq', value: 1, or: 2 }] },
    '/friend/conditions/any/0 not_a_condition',
  ],
  // What can never hold.
  ['order.conditions', { fact: 'total', is: 'lt', value: -5 }, '/order/conditions never_holds'],
  [
    'friend.conditions',
    { any: [{ fact: 'paid.money', is: 'in', value: [-1] }] },
    '/friend/conditions/any/0 never_holds',
  ],
  ['participant', { conditions: { count: 'Lead', is: 'lt', value: 0 } }, '/participant/conditions never_holds'],
  [
    'results',
    { keep: [], sales: { on: { order: 'each' }, conditions: { spent: 'RUB', is: 'lt', value: 0 } } },
    '/results/sales/conditions never_holds',
  ],
  [
    'order.conditions',
    { all: [atLeast(3_000), { fact: 'total', is: 'lt', value: 1_000 }] },
    '/order/conditions/all/1 excludes_another',
  ],
  ['order.conditions', { spent: 'RUB', is: 'gte', value: 'three' }, '/order/conditions wrong_type'],
  ['order.conditions', { all: [{ count: 'Lead', is: 'gte', value: '' }] }, '/order/conditions/all/0 wrong_type'],
  ['order.conditions', { fact: 'total', is: 'gte', value: 'three' }, '/order/conditions number_needed'],
  // The form.
  ['bonus', 1, '/bonus unknown_field'],
  ['clawBack', undefined, '/clawBack missing_field'],
  ['clawBack', 'sometimes', '/clawBack not_one_of'],
  ['name', { ru: 'Имя' }, '/name/en missing_field'],
  ['name', { ru: '', en: 'x'.repeat(501) }, '/name/ru too_short', '/name/en too_long'],
];

describe('a definition that contradicts itself is refused with its place (REF-18)', () => {
  test.each(refused)('%s: %j', (place, value, ...problems) => {
    const found = checkProgram(withChange(place, value), exponents);
    expect(found.map(({ path, code }) => `${path} ${code}`)).toEqual(problems);
    for (const { code, values } of found) {
      const { ru, en } = sayProblem(code, values);
      expect(ru).toMatch(/^[А-ЯЁ][^{}]+\.$/);
      expect(en).toMatch(/^[A-Z][^{}]+\.$/);
    }
  });

  test.each([null, [], 'program', 7])('%j is no definition at all', (definition) => {
    expect(checkProgram(definition, exponents).map(({ path, code }) => `${path} ${code}`)).toEqual(['/ wrong_type']);
  });

  test('every code is met above or is one that conditions have', () => {
    const met = new Set(refused.flatMap(([, , ...problems]) => problems.map((each) => each.split(' ')[1])));
    const elsewhere = {
      ...{ ...bonusProblemTexts.en, ...taskProblemTexts.en },
      ...{ ...choiceProblemTexts.en, ...fulfilmentProblemTexts.en },
    };
    const unmet = programProblemCodes.filter((code) => !met.has(code) && !Object.hasOwn(elsewhere, code));
    // How many rewards there are, and what limits ask for, is known of a workspace and not of a definition.
    expect(unmet).toEqual(['too_many_rewards', 'registration_of_known', 'limit_asks_for_sums']);
    const registered = withChange('rewards', rewards({ on: { registration: true } })) as { friend: object };
    const known = { ...registered, friend: { ...registered.friend, knownForDays: null } };
    expect(checkProgram(known, exponents)).toMatchObject([{ path: '/rewards/0/on', code: 'registration_of_known' }]);
    expect(checkTotal(programLimits.rewardsOfAllPrograms)).toEqual([]);
    expect(checkTotal(programLimits.rewardsOfAllPrograms + 1)).toMatchObject([{ code: 'too_many_rewards' }]);
    expect(
      checkProgram({ ...languageSchool, startsAt: '2026-02-01T00:00:00Z', endsAt: '2026-02-01T00:00:00Z' }, exponents),
    ).toMatchObject([{ path: '/endsAt', code: 'ends_before_start' }]);
  });

  test.each([
    ['rewards', rewards({ holdDays: null }), 'Нужно целое число.', 'A whole number is needed.'],
    ['friend.knownForDays', 'x', 'Нужно целое число.', 'A whole number is needed.'],
    ['friend.mayHavePaid', 1, 'Нужно «да» или «нет» (true или false).', 'Yes or no is needed (true or false).'],
    ['name', { ru: 1, en: 'x' }, 'Нужен текст.', 'A text is needed.'],
    ['attribution.precedence', 'link', 'Нужен список.', 'A list is needed.'],
    ['invite', 1, 'Нужен объект с полями.', 'An object with fields is needed.'],
  ])('%s: %j is said without the words of a schema', (place, value, ru, en) => {
    const [problem] = checkProgram(withChange(place, value), exponents);
    expect(problem && sayProblem(problem.code, problem.values)).toEqual({ ru, en });
  });

  test('alternatives are named together', () => {
    const [problem] = checkProgram(withChange('clawBack', 'sometimes'), exponents);
    expect(problem?.values).toEqual({ wanted: 'full_refund, any_refund, proportional, never' });
  });
});

test.each<[string, object]>([
  ['the recipe itself', {}],
  ['equal rewards with different holds', { rewards: rewards({}, { holdDays: 14 }) }],
  ['a hold as long as the correction window', { correctionDays: 60, rewards: rewards({ holdDays: 60 }) }],
  ['a cap of one reward', { cap: { unit: 'lesson', amount: '2' } }],
  ['a cap below one reward that gives a part', { cap: { unit: 'lesson', amount: '1', partly: true } }],
  ['a zone', { timeZone: 'Europe/Moscow' }],
  ['rewards until the end of their month', { rewards: rewards({ expires: { endOf: 'month', after: 0 } }) }],
  [
    'rewards for ten years without reminders',
    { rewards: rewards({ expires: { endOf: 'day', after: 3_650, remindDays: [] } }) },
  ],
  ['a step from nothing on', { rewards: rewards({ amount: steps('friends', '0', '5') }) }],
  ['a second level', { rewards: rewards({ level: 2 }) }],
  ['a host in capitals', { invite: { link: link({ allowedHosts: ['A.Example'] }) } }],
  [
    'a national host',
    { invite: { link: { destination: 'https://школа.рф/друзья', allowedHosts: ['Школа.рф', 'xn--80a'] } } },
  ],
])('%s is fine', (_name, change) => {
  expect(checkProgram({ ...languageSchool, ...change } satisfies ProgramDefinition, exponents)).toEqual([]);
});

test('a host is read as browsers write it', () => {
  expect(hostOf('Школа.РФ')).toBe(new URL('https://школа.рф').hostname);
  expect(hostOf('LOCALHOST')).toBe('localhost');
  expect(hostOf('127.0.0.1')).toBe('127.0.0.1');
});
