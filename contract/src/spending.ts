import { type Static, Type } from 'typebox';
import { ConditionsSchema } from './conditions.ts';
import { DecimalText, programLimits } from './program-values.ts';
import { PercentText } from './promotion.ts';

/** Limits of spending limits (INV-8). */
export const spendingLimits = { rules: 20 } as const;

const SpendingRule = Type.Object(
  {
    conditions: Type.Optional(ConditionsSchema),
    percent: Type.String({ ...PercentText, description: 'What part of what is left to pay after promo codes' }),
    atMost: Type.Optional(Type.String({ ...DecimalText, description: 'No more of the unit on one order' })),
    minimum: Type.Optional(
      Type.String({ ...DecimalText, description: 'The total that an order needs at least, in its currency' }),
    ),
  },
  { additionalProperties: false },
);
export type SpendingRule = Static<typeof SpendingRule>;

/** What part of an order a unit may pay. Of the rules the first whose conditions hold decides. */
export const SpendingLimit = Type.Object(
  {
    rates: Type.Record(Type.String({ pattern: '^[A-Z]{3}$' }), DecimalText, {
      maxProperties: programLimits.rates,
      description: 'What one unit pays, by the currency of the order: {"RUB": "1"}',
    }),
    rules: Type.Array(SpendingRule, {
      maxItems: spendingLimits.rules,
      description: 'Where no rule fits, nothing of the unit pays for an order',
    }),
  },
  { additionalProperties: false },
);
export type SpendingLimit = Static<typeof SpendingLimit>;

/**
 * What became of a limit that came with something else: set: there was none; stands: this very limit stood already;
 * left: somebody had set another one, which stays; unfit: it asks for a sum that no program keeps, so it was not set.
 */
export const limitOutcomes = ['set', 'stands', 'left', 'unfit'] as const;

export const LimitBrought = Type.Object(
  { unit: Type.String(), outcome: Type.Enum([...limitOutcomes]) },
  { additionalProperties: false },
);
export type LimitBrought = Static<typeof LimitBrought>;
