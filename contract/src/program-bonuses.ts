import { type Static, Type } from 'typebox';
import { ConditionsSchema } from './conditions.ts';
import { Expires } from './program-expiry.ts';
import { Fulfil } from './program-fulfilment.ts';
import { RewardTrigger } from './program-rewards.ts';
import {
  AfterDays,
  Approval,
  bonusPeriods,
  countedResults,
  DecimalText,
  programLimits,
  UnitName,
} from './program-values.ts';

/** What a bonus goes by. */
export const resultNames = ['leads', 'sales', 'friends', 'turnover', 'conversion', 'chain', 'team'] as const;
export type ResultName = (typeof resultNames)[number];

const Counting = Type.Object(
  { on: RewardTrigger, conditions: Type.Optional(ConditionsSchema) },
  { additionalProperties: false },
);

/** What counts as a result of whoever invites, so that bonuses and spending limits may go by it. */
export const Results = Type.Object(
  {
    leads: Type.Optional(
      Type.Object(Counting.properties, {
        additionalProperties: false,
        description: 'What makes a lead; absent: that a server has named a newcomer',
      }),
    ),
    sales: Type.Optional(
      Type.Object(Counting.properties, {
        additionalProperties: false,
        description: 'What makes a sale, whose money is turnover; absent: each order',
      }),
    ),
    keep: Type.Optional(
      Type.Array(Type.Enum([...bonusPeriods]), {
        maxItems: bonusPeriods.length,
        uniqueItems: true,
        description:
          'Sums are kept also where no bonus goes by them: for all time, and by these periods. Spending limits and ' +
          'cabinets read them',
      }),
    ),
  },
  { additionalProperties: false },
);
export type Results = Static<typeof Results>;

const ForEach = Type.Object(
  {
    each: Type.Enum([...countedResults], { description: 'So much for each of these' }),
    amount: DecimalText,
  },
  { additionalProperties: false },
);

const ShareOfTurnover = Type.Object(
  {
    percent: Type.String({
      pattern: '^(100(\\.0{1,4})?|[0-9]{1,2}(\\.[0-9]{1,4})?)$',
      description: 'Of the turnover, as a decimal text',
    }),
    rate: Type.String({ ...DecimalText, description: 'What one unit of the currency is worth in the unit' }),
  },
  { additionalProperties: false },
);

const BonusAmount = Type.Union([DecimalText, ForEach, ShareOfTurnover], {
  description: 'A fixed amount in major units, so much for each result, or a share of the turnover',
});
export type BonusAmount = Static<typeof BonusAmount>;

const BonusStep = Type.Object(
  {
    from: Type.Optional(Type.String({ ...DecimalText, description: 'From so much on' })),
    above: Type.Optional(Type.String({ ...DecimalText, description: 'From more than so much on' })),
    unit: UnitName,
    amount: BonusAmount,
  },
  { additionalProperties: false, description: 'Either from or above; the last step that is reached stands' },
);
export type BonusStep = Static<typeof BonusStep>;

/** A reward of whoever invites for all that they have brought, and not for one friend. */
export const Bonus = Type.Object(
  {
    by: Type.Enum([...resultNames], {
      description:
        'leads, sales: how many; friends: how many have bought; turnover: of sales, in money; conversion: sales in a ' +
        'hundred leads; chain: how many people the longest chain of invitations through this person has; team: ' +
        'how many people it is with all whom they invited, and whom those invited',
    }),
    every: Type.Optional(
      Type.Enum([...bonusPeriods], {
        description:
          'For what each period has brought, when it is over; absent: for all time, as soon as it is reached',
      }),
    ),
    afterDays: AfterDays,
    approval: Approval,
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$', description: 'Of the turnover' })),
    steps: Type.Array(BonusStep, { minItems: 1, maxItems: programLimits.steps }),
    holdDays: Type.Integer({ minimum: 0, maximum: programLimits.holdDays }),
    expires: Expires,
    fulfil: Fulfil,
  },
  { additionalProperties: false },
);
export type Bonus = Static<typeof Bonus>;

/** The forms of what a bonus gives, by what tells them apart. */
export const bonusForms = { fixed: DecimalText, each: ForEach, percent: ShareOfTurnover } as const;
