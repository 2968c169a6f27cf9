import type { PlainAmount, ProgramDefinition, Reward, Scale } from '@sarafan/contract';
import fc from 'fast-check';
import { dayMs, isoMoment } from '../../../server/src/kit/values/time.ts';
import { checkProgram } from '../../../server/src/rooms/referral/rules/check.ts';

/** Decimals of the units that drawn programs reward in. */
export const exponents: ReadonlyMap<string, number> = new Map([
  ['point', 2],
  ['lesson', 0],
  ['dust', 6],
]);

export const events = ['Level Reached', 'Lesson Attended'] as const;
export const categories = ['mobile', 'kitchen', 'books'] as const;

type Tree = NonNullable<ProgramDefinition['order']['conditions']>;

const is = fc.constantFrom('eq', 'neq', 'gt', 'gte', 'lt', 'lte');
const small = fc.integer({ min: 0, max: 5 });
const withinDays = fc.integer({ min: 1, max: 40 });
const touch = fc.constant('touch' as const);

const onLine = fc.record({
  fact: fc.constant('category'),
  is: fc.constantFrom('eq', 'neq'),
  value: fc.constantFrom(...categories),
});

const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.record({ trait: fc.constant('city'), is: fc.constantFrom('eq', 'neq'), value: fc.constantFrom('Omsk', 'Perm') }),
  fc.record({ fact: fc.constantFrom('total', 'paid.money'), is, value: fc.integer({ min: 0, max: 50 }) }),
  fc.record({ fact: fc.constant('level'), is, value: small }),
  fc.record(
    { count: fc.constantFrom('Order Completed', ...events), is, value: small, before: touch, withinDays },
    { requiredKeys: ['count', 'is', 'value'] },
  ),
  fc.record(
    {
      sum: fc.constantFrom(...events),
      of: fc.constant('level'),
      is,
      value: fc.integer({ min: 0, max: 20 }),
      withinDays,
    },
    { requiredKeys: ['sum', 'of', 'is', 'value'] },
  ),
  fc.record(
    {
      spent: fc.constantFrom('RUB', 'USD'),
      is,
      value: fc.integer({ min: 0, max: 100 }),
      of: fc.constantFrom('money', 'total'),
      since: touch,
      withinDays,
    },
    { requiredKeys: ['spent', 'is', 'value'] },
  ),
);

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
}));

const percent = fc.integer({ min: 1, max: 1_000_000 }).map((parts) => (parts / 10_000).toFixed(4));
const rates = fc.constantFrom<Record<string, string>>({ RUB: '1' }, { RUB: '0.3333', USD: '70' }, { USD: '1' });
const round = fc.constantFrom('down', 'half_up');
const atMost = fc.constantFrom('5', '1000');
const lines = fc.array(
  fc.oneof(
    fc.record({ where: onLine, percent }, { requiredKeys: ['percent'] }),
    fc.record({ where: onLine, amount: fc.integer({ min: 1, max: 20 }).map(String) }),
  ),
  { minLength: 1, maxLength: 3 },
);

const plain: fc.Arbitrary<PlainAmount> = fc.oneof(
  fc.integer({ min: 1, max: 500 }).map(String),
  fc.record(
    { percent, of: fc.constantFrom('money', 'total', 'subtotal'), rates, atMost, round },
    { requiredKeys: ['percent', 'of', 'rates'] },
  ),
  fc.record(
    { lines, of: fc.constantFrom('money', 'price'), rates, atMost, round },
    { requiredKeys: ['lines', 'of', 'rates'] },
  ),
);

const every = fc.constantFrom('day', 'week', 'month', 'year');

const scale: fc.Arbitrary<Scale> = fc
  .record(
    {
      by: fc.constantFrom('friends', 'payments', 'turnover'),
      every,
      currency: fc.constantFrom('RUB', 'USD'),
      steps: fc.array(plain, { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['by', 'currency', 'steps'] },
  )
  .map(({ steps, ...rest }) => ({
    ...rest,
    steps: steps.map((amount, index) => ({ from: String(index * 2), amount })),
  }));

const amount: fc.Arbitrary<Reward['amount']> = fc.oneof(
  { weight: 3, arbitrary: plain },
  { weight: 1, arbitrary: scale },
);

/** Within what histories tell. */
const day = fc.integer({ min: 0, max: 60 }).map((days) => isoMoment(days * dayMs));

const perPerson = fc.record(
  { amount: fc.constantFrom('500', '9000'), every, partly: fc.constant(true) },
  { requiredKeys: ['amount', 'partly'] },
);

const on: fc.Arbitrary<NonNullable<Reward['on']>> = fc.oneof(
  fc.record({ order: fc.constantFrom('first', 'first_matching', 'each') }),
  fc.record({ event: fc.constantFrom(...events), which: fc.constantFrom('first_matching', 'each') }),
  fc.constant({ registration: true } as const),
  fc.constant({ invitation: true } as const),
);

const anyReward: fc.Arbitrary<Reward> = fc.record(
  {
    to: fc.constantFrom('referrer', 'friend'),
    unit: fc.constantFrom(...exponents.keys()),
    amount,
    holdDays: fc.constantFrom(0, 14),
    on,
    conditions: tree,
    level: fc.constantFrom(1, 2, 3),
    perPerson,
    accrual: fc.record({ every: fc.constantFrom('week', 'month'), afterDays: small }, { requiredKeys: ['every'] }),
    expires: fc.constantFrom({ endOf: 'day', after: 30 }, { endOf: 'month', after: 12 }, { endOf: 'year', after: 1 }),
  },
  { requiredKeys: ['to', 'unit', 'amount', 'holdDays'] },
);

const march: NonNullable<ProgramDefinition['tasks']>[number] = { id: 'march', name: { ru: 'Март', en: 'March' } };

/** Without what contradicts itself: shares of what is no order, and levels of friends or of amounts by steps. */
const reward: fc.Arbitrary<Reward> = anyReward.map(({ level, ...rest }) => {
  const isPlain = typeof rest.amount === 'string' || !('steps' in rest.amount);
  const isForOrder = rest.on === undefined || 'order' in rest.on;
  const amount = isForOrder ? rest.amount : '5';
  const canRise = rest.to === 'referrer' && (isPlain || !isForOrder) && level !== undefined;
  return { ...rest, amount, ...(canRise ? { level } : {}) };
});

type Task = NonNullable<ProgramDefinition['tasks']>[number];

/** What only some programs say, each seldom, so that most of them still owe something. */
interface More {
  readonly isChosen: boolean;
  readonly perOrder: boolean;
  readonly task: Task | null;
  readonly from: string | null;
}

const seldom = (weight: number) =>
  fc.oneof({ weight, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const more: fc.Arbitrary<More> = fc.record({
  isChosen: seldom(2),
  perOrder: seldom(5),
  task: fc.option(fc.constantFrom<Task>(march, { ...march, forAll: true }), { freq: 1 }),
  from: fc.option(day, { freq: 1 }),
});

/** The first reward for a task, from a moment on, as one of two to choose from, or all of that. */
function withMore(definition: ProgramDefinition, { isChosen, perOrder, task, from }: More): ProgramDefinition {
  const [drawn, ...others] = definition.rewards;
  if (drawn === undefined) return definition;
  const { level: _level, ...first } = drawn;
  const asked = task === null && !isChosen ? drawn : first;
  const own: Reward = { ...asked, ...(task === null ? {} : { task: task.id }), ...(from === null ? {} : { from }) };
  const options: Reward[] = [
    { ...own, choice: { id: 'gift', option: 'one' } },
    { ...own, unit: 'dust', amount: '7', choice: { id: 'gift', option: 'two' } },
  ];
  const known = perOrder ? { friend: { ...definition.friend, knownForDays: null, mayHavePaid: true } } : {};
  return {
    ...definition,
    ...(task === null ? {} : { tasks: [task] }),
    ...known,
    ...(perOrder ? { attribution: { ...definition.attribution, perOrder } } : {}),
    rewards: [...(isChosen ? options : [own]), ...others],
  };
}

const bases: fc.Arbitrary<ProgramDefinition> = fc.record(
  {
    name: fc.constant<ProgramDefinition['name']>({ ru: 'Любая программа', en: 'Any program' }),
    invite: fc.constant<ProgramDefinition['invite']>({ link: { allowedHosts: [] }, code: { length: 8 } }),
    attribution: fc.record({
      pick: fc.constantFrom('first', 'last'),
      precedence: fc.constantFrom<('link' | 'code')[]>([], ['link'], ['code', 'link']),
      windowDays: fc.constantFrom(10, 60, 3_650),
    }),
    timeZone: fc.constantFrom('Europe/Moscow', 'Asia/Kamchatka'),
    exclusive: fc.record(
      {
        group: fc.constant('promotions'),
        alwaysPays: fc.constant<('link' | 'code')[]>(['link']),
        coupons: fc.boolean(),
      },
      { requiredKeys: ['group'] },
    ),
    friend: fc.record(
      { knownForDays: fc.constantFrom(0, 5, 3_650), mayHavePaid: fc.boolean(), conditions: tree },
      { requiredKeys: ['knownForDays'] },
    ),
    order: fc.record({ conditions: tree }, { requiredKeys: [] }),
    correctionDays: fc.constantFrom(90, 120),
    clawBack: fc.constantFrom('full_refund', 'any_refund', 'proportional', 'never'),
    rewards: fc.array(reward, { minLength: 1, maxLength: 5 }),
  },
  { requiredKeys: ['name', 'invite', 'attribution', 'friend', 'order', 'correctionDays', 'clawBack', 'rewards'] },
);

/** Programs of every kind that the checker lets pass. */
export const definitions: fc.Arbitrary<ProgramDefinition> = fc
  .tuple(bases, more)
  .map(([definition, added]) => withMore(definition, added))
  .filter((definition: ProgramDefinition) => checkProgram(definition, exponents).length === 0);
