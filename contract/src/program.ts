import { type Static, Type } from 'typebox';
import { ConditionsSchema } from './conditions.ts';
import { Bonus, Results } from './program-bonuses.ts';
import { Qualification } from './program-qualification.ts';
import { Reward } from './program-rewards.ts';
import { Tasks } from './program-tasks.ts';
import { DecimalText, Every, LocalisedText, Moment, Partly, programLimits, UnitName } from './program-values.ts';

export const touchChannels = ['link', 'code', 'manual'] as const;
export type TouchChannel = (typeof touchChannels)[number];

const Invite = Type.Object(
  {
    link: Type.Optional(
      Type.Object(
        {
          destination: Type.Optional(
            Type.String({
              maxLength: 2_000,
              description: 'The page of your site where an invite link leads; absent: the program\u2019s own landing',
            }),
          ),
          landing: Type.Optional(
            Type.Boolean({
              description:
                'True: an invite link leads to the program\u2019s own landing, and goes on to the destination',
            }),
          ),
          allowedHosts: Type.Array(Type.String({ maxLength: 253 }), {
            maxItems: programLimits.hosts,
            description: 'Names of sites that an invite link may lead to; the destination\u2019s is one of them',
          }),
        },
        { additionalProperties: false },
      ),
    ),
    code: Type.Optional(
      Type.Object({ length: Type.Integer({ minimum: 6, maximum: 12 }) }, { additionalProperties: false }),
    ),
    manual: Type.Optional(
      Type.Object(
        {
          backDateDays: Type.Integer({
            minimum: 0,
            maximum: programLimits.backDateDays,
            description: 'How far back support may date a binding',
          }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

const Attribution = Type.Object(
  {
    pick: Type.Union([Type.Literal('first'), Type.Literal('last')], {
      description: 'Which invitation counts when there are several',
    }),
    precedence: Type.Array(Type.Union([Type.Literal('link'), Type.Literal('code'), Type.Literal('manual')]), {
      maxItems: 3,
      uniqueItems: true,
      description: 'Channels that go before others whatever the time; empty: only time counts',
    }),
    perOrder: Type.Optional(
      Type.Boolean({
        description: 'True: each order is for whoever’s code was entered at it, and without a code for nobody',
      }),
    ),
    windowDays: Type.Integer({
      minimum: 1,
      maximum: programLimits.windowDays,
      description: 'How long after the invitation the payment still counts',
    }),
  },
  { additionalProperties: false },
);

const Exclusive = Type.Object(
  {
    group: Type.String({
      pattern: '^[a-z][a-z0-9_-]{0,31}$',
      description: 'Programs of one group exclude one another, for instance "promotions"',
    }),
    alwaysPays: Type.Optional(
      Type.Array(Type.Enum([...touchChannels]), {
        minItems: 1,
        maxItems: 3,
        uniqueItems: true,
        description: 'Whoever invited by these channels is rewarded whichever promotion the friend has chosen',
      }),
    ),
    coupons: Type.Optional(
      Type.Boolean({ description: 'True: a coupon on the order that is no code of the group is another promotion' }),
    ),
  },
  {
    additionalProperties: false,
    description:
      'Of the programs of a group one is chosen for each order: that of the code entered last, else of the last link',
  },
);

const Friend = Type.Object(
  {
    knownForDays: Type.Union([Type.Null(), Type.Integer({ minimum: 0, maximum: 3_650 })], {
      description: 'A person known for longer before the invitation is not new; null: only a payment makes one not new',
    }),
    mayHavePaid: Type.Optional(
      Type.Boolean({ description: 'True: whoever paid before the invitation is welcome, too; false when absent' }),
    ),
    conditions: Type.Optional(ConditionsSchema),
  },
  { additionalProperties: false },
);

/** A referral program as data: it cannot run code, loop, or cost more than its limits. */
export const ProgramDefinition = Type.Object(
  {
    name: LocalisedText,
    startsAt: Type.Optional(Moment),
    endsAt: Type.Optional(Moment),
    timeZone: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'Where days, weeks, months and years of its limits begin: a name such as Europe/Moscow; else UTC',
      }),
    ),
    invite: Invite,
    attribution: Attribution,
    participant: Type.Optional(Qualification),
    exclusive: Type.Optional(Exclusive),
    friend: Friend,
    order: Type.Object(
      {
        conditions: Type.Optional(ConditionsSchema),
      },
      { additionalProperties: false, description: 'What an order must be that is rewarded' },
    ),
    clawBack: Type.Union(
      [Type.Literal('full_refund'), Type.Literal('any_refund'), Type.Literal('proportional'), Type.Literal('never')],
      { description: 'Proportional: a reward that is a share of the order follows what was not refunded' },
    ),
    correctionDays: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: programLimits.correctionDays,
        description:
          'Days for which late facts correct rewards; later a person decides. 30 when absent; no hold lasts longer',
      }),
    ),
    rewards: Type.Array(Reward, { minItems: 1, maxItems: programLimits.rewards }),
    tasks: Type.Optional(Tasks),
    results: Type.Optional(Results),
    bonuses: Type.Optional(Type.Array(Bonus, { minItems: 1, maxItems: programLimits.bonuses })),
    cap: Type.Optional(
      Type.Object(
        { unit: UnitName, amount: DecimalText, every: Every, partly: Partly },
        { additionalProperties: false, description: 'What all persons together may be granted' },
      ),
    ),
  },
  { additionalProperties: false },
);

export type ProgramDefinition = Static<typeof ProgramDefinition>;
