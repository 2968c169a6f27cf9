import { type Static, Type } from 'typebox';
import { ConditionsSchema, conditionLimits } from './conditions.ts';
import { Expires } from './program-expiry.ts';
import { TaskId } from './program-tasks.ts';
import {
  AfterDays,
  Approval,
  accrualPeriods,
  DecimalText,
  Every,
  Moment,
  Partly,
  programLimits,
  UnitName,
} from './program-values.ts';

export const whichOrders = ['first', 'first_matching', 'each'] as const;
export const whichEvents = ['first_matching', 'each'] as const;
export const percentBases = ['money', 'total', 'subtotal'] as const;
export const lineBases = ['money', 'price'] as const;
export const roundings = ['down', 'half_up'] as const;

const OrderTrigger = Type.Object(
  {
    order: Type.Enum([...whichOrders], {
      description:
        'first: the first order decides, whatever becomes of later ones; first_matching, each: of those that fit',
    }),
  },
  { additionalProperties: false },
);

const EventTrigger = Type.Object(
  {
    event: Type.String({ minLength: 1, maxLength: conditionLimits.name, description: 'Told by a server' }),
    which: Type.Enum([...whichEvents]),
  },
  { additionalProperties: false },
);

const RegistrationTrigger = Type.Object(
  { registration: Type.Literal(true, { description: 'A server named the friend, after the invitation' }) },
  { additionalProperties: false },
);

const InvitationTrigger = Type.Object(
  { invitation: Type.Literal(true, { description: 'A server named whoever was invited, newcomer or not' }) },
  { additionalProperties: false },
);

export const RewardTrigger = Type.Union([OrderTrigger, EventTrigger, RegistrationTrigger, InvitationTrigger], {
  description: 'What the friend is rewarded for; absent: the first order',
});
export type RewardTrigger = Static<typeof RewardTrigger>;

const Percent = Type.String({
  pattern: '^(100(\\.0{1,4})?|[0-9]{1,2}(\\.[0-9]{1,4})?)$',
  description: 'A decimal text, for instance "2.5"',
});

const Rates = Type.Record(Type.String({ pattern: '^[A-Z]{3}$' }), DecimalText, {
  minProperties: 1,
  maxProperties: programLimits.rates,
  description:
    'What one unit of a currency is worth in the unit of the reward: {"RUB": "1"}; other currencies earn nothing',
});

const Rounding = Type.Optional(
  Type.Enum([...roundings], { description: 'To the smallest part of the unit; down when absent' }),
);
const AtMost = Type.Optional(Type.String({ ...DecimalText, description: 'Never more than this for one order' }));

/** A share of an order. */
const ShareOfOrder = Type.Object(
  {
    percent: Percent,
    of: Type.Enum([...percentBases], {
      description: 'money: what was paid in money; total: whatever it was paid with; subtotal: before discounts',
    }),
    rates: Rates,
    atMost: AtMost,
    round: Rounding,
  },
  { additionalProperties: false },
);

const LineRule = Type.Object(
  {
    where: Type.Optional(ConditionsSchema),
    percent: Type.Optional(Percent),
    amount: Type.Optional(Type.String({ ...DecimalText, description: 'For each item' })),
  },
  {
    additionalProperties: false,
    description: 'Lines for which `where` holds (its `fact` is a property of the line) earn either percent or amount',
  },
);

/** A sum over the lines of an order (`products`), each by the first rule that fits it. */
const ShareOfLines = Type.Object(
  {
    lines: Type.Array(LineRule, { minItems: 1, maxItems: programLimits.lineRules }),
    of: Type.Enum([...lineBases], {
      description: 'money: each line’s share of what was paid in money; price: price times quantity',
    }),
    rates: Rates,
    atMost: AtMost,
    round: Rounding,
  },
  { additionalProperties: false },
);

const PlainAmount = Type.Union([DecimalText, ShareOfOrder, ShareOfLines], {
  description: 'A fixed amount in major units, a share of the order, or a sum over its lines',
});
export type PlainAmount = Static<typeof PlainAmount>;

export const standings = ['friends', 'payments', 'turnover'] as const;
export type StandingName = (typeof standings)[number];

/** An amount that grows with what whoever invites has brought by then, this cause included. */
const Scale = Type.Object(
  {
    by: Type.Enum([...standings], {
      description:
        'friends: how many of their friends have brought what this reward is for; payments: how often they have; ' +
        'turnover: what these orders came to in money',
    }),
    every: Every,
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$', description: 'Of the turnover' })),
    steps: Type.Array(
      Type.Object(
        { from: Type.String({ ...DecimalText, description: 'From so many, or so much, on' }), amount: PlainAmount },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: programLimits.steps },
    ),
  },
  { additionalProperties: false },
);
export type Scale = Static<typeof Scale>;

const RewardAmount = Type.Union([DecimalText, ShareOfOrder, ShareOfLines, Scale], {
  description: 'A plain amount, or steps of plain amounts',
});
export type RewardAmount = Static<typeof RewardAmount>;

/** The plain amounts that an amount may come to. */
export function plainAmountsOf(amount: RewardAmount): readonly PlainAmount[] {
  return typeof amount === 'object' && 'steps' in amount ? amount.steps.map((step) => step.amount) : [amount];
}

/** The forms of a union by what tells them apart, so that a checker can say what is wrong with the one meant. */
export const rewardForms = {
  amount: { fixed: DecimalText, lines: ShareOfLines, percent: ShareOfOrder, steps: Scale },
  on: { event: EventTrigger, registration: RegistrationTrigger, invitation: InvitationTrigger, order: OrderTrigger },
} as const;
export type ShareOfOrder = Static<typeof ShareOfOrder>;
export type ShareOfLines = Static<typeof ShareOfLines>;
export type LineRule = Static<typeof LineRule>;

/** The name of a choice, and of what can be chosen. */
export const ChoiceId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' });

const Choice = Type.Object(
  { id: ChoiceId, option: ChoiceId },
  {
    additionalProperties: false,
    description:
      'One of the rewards of a choice is given, as whoever it is for has chosen; until then the first in the list',
  },
);

export const Reward = Type.Object(
  {
    to: Type.Union([Type.Literal('referrer'), Type.Literal('friend')]),
    level: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: programLimits.levels,
        description: 'Of a reward to a referrer. 2: whoever invited the one who invited the friend, and so on up',
      }),
    ),
    unit: UnitName,
    amount: RewardAmount,
    holdDays: Type.Integer({ minimum: 0, maximum: programLimits.holdDays }),
    accrual: Type.Optional(
      Type.Object(
        { every: Type.Enum([...accrualPeriods]), afterDays: AfterDays, approval: Approval },
        {
          additionalProperties: false,
          description: 'Granted as pending, it may be used only when the period in which it was earned is over',
        },
      ),
    ),
    expires: Expires,
    on: Type.Optional(RewardTrigger),
    conditions: Type.Optional(ConditionsSchema),
    task: Type.Optional(
      Type.String({ ...TaskId, description: 'Only in the time of this task of the program, and out of its fund' }),
    ),
    choice: Type.Optional(Choice),
    from: Type.Optional(Type.String({ ...Moment, description: 'Only what happens from this moment on' })),
    until: Type.Optional(Type.String({ ...Moment, description: 'Only what happens before this moment' })),
    perPerson: Type.Optional(
      Type.Object(
        { amount: DecimalText, every: Every, partly: Partly },
        { additionalProperties: false, description: 'What one person may be given by this reward, whoever brings it' },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Reward = Static<typeof Reward>;
