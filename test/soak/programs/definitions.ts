import type { PlainAmount, ProgramDefinition, Reward, Scale } from '@sarafan/contract';
import fc from 'fast-check';
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

const reward: fc.Arbitrary<Reward> = fc.record(
  {
    to: fc.constantFrom('referrer', 'friend'),
    unit: fc.constantFrom(...exponents.keys()),
    amount,
    holdDays: fc.constantFrom(0, 14),
    on,
    conditions: tree,
    level: fc.constantFrom(1, 2, 3),
    perPerson,
  },
  { requiredKeys: ['to', 'unit', 'amount', 'holdDays'] },
);

/** Programs of every kind that the checker lets pass. */
export const definitions: fc.Arbitrary<ProgramDefinition> = fc
  .record(
    {
      name: fc.constant<ProgramDefinition['name']>({ ru: 'Любая программа', en: 'Any program' }),
      invite: fc.constant<ProgramDefinition['invite']>({ link: { allowedHosts: [] }, code: { length: 8 } }),
      attribution: fc.record({
        pick: fc.constantFrom('first', 'last'),
        precedence: fc.constantFrom<('link' | 'code')[]>([], ['link'], ['code', 'link']),
        windowDays: fc.constantFrom(10, 60, 3_650),
      }),
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
      clawBack: fc.constantFrom('full_refund', 'any_refund', 'proportional', 'never'),
      rewards: fc.array(reward, { minLength: 1, maxLength: 5 }),
    },
    { requiredKeys: ['name', 'invite', 'attribution', 'friend', 'order', 'clawBack', 'rewards'] },
  )
  .filter((definition: ProgramDefinition) => checkProgram(definition, exponents).length === 0);
