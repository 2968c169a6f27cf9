import { type Static, Type } from 'typebox';
import { ConditionsSchema } from './conditions.ts';
import { DecimalText, LocalisedText, Moment } from './program-values.ts';

/** Limits of promotions (INV-8). */
export const promotionLimits = {
  /** Of one workspace, ended ones included. */
  promotions: 1_000,
  noteCharacters: 200,
  uses: 100_000_000,
  perPerson: 1_000,
  codesOfBatch: 10_000,
  /** Of one promotion. */
  batches: 100,
  alarmPersons: 1_000,
  alarmMinutes: 10_080,
} as const;

/**
 * Whose a promotion's codes are. shared: one code, for whoever hears of it (a campaign's, a blogger's). single: as many
 * codes as are made, each used once by whoever has it. personal: each is one person's and used once.
 */
export const promotionKinds = ['shared', 'single', 'personal'] as const;
export type PromotionKind = (typeof promotionKinds)[number];

export const promotionStatuses = ['active', 'paused', 'ended'] as const;
export type PromotionStatus = (typeof promotionStatuses)[number];

/** More than nothing and at most everything, to a hundredth of a percent. */
export const PercentText = Type.String({ pattern: '^(100(\\.0{1,2})?|[0-9]{1,2}(\\.[0-9]{1,2})?)$' });

const where = Type.Optional(ConditionsSchema);

const ShareOff = Type.Object(
  {
    percent: PercentText,
    atMost: Type.Optional(Type.String({ ...DecimalText, description: 'No more than so much off one order' })),
    where,
  },
  { additionalProperties: false },
);
const AmountOff = Type.Object({ amount: DecimalText, where }, { additionalProperties: false });

/** The forms of what is a union, so that a fault is told in the form that was meant. */
export const discountForms = { share: ShareOff, amount: AmountOff } as const;

/** What a code gives at checkout, to whom and how often. It is data: a change is a new version. */
export const PromotionDefinition = Type.Object(
  {
    name: LocalisedText,
    note: Type.Optional(
      Type.String({ maxLength: promotionLimits.noteCharacters, description: 'Whose it is, for instance a blogger' }),
    ),
    kind: Type.Enum([...promotionKinds], { description: 'Whose the codes are; it never changes' }),
    discount: Type.Union([ShareOff, AmountOff], {
      description:
        'A share or a fixed amount off the order; with `where`, off the lines that fit it. A share of lines is ' +
        'rounded down line by line, a fixed amount is never more than there is to pay',
    }),
    currency: Type.Optional(
      Type.String({
        pattern: '^[A-Z]{3}$',
        description: 'Of all amounts here; orders in another are refused. Absent: orders in any, and no amounts',
      }),
    ),
    minimum: Type.Optional(Type.String({ ...DecimalText, description: 'The total that an order needs at least' })),
    conditions: Type.Optional(ConditionsSchema),
    from: Type.Optional(Moment),
    until: Type.Optional(Moment),
    perPerson: Type.Optional(Type.Integer({ minimum: 1, maximum: promotionLimits.perPerson })),
    uses: Type.Optional(Type.Integer({ minimum: 1, maximum: promotionLimits.uses, description: 'Of all together' })),
    budget: Type.Optional(
      Type.String({ ...DecimalText, description: 'All discounts together never exceed it, reserved ones included' }),
    ),
    together: Type.Optional(Type.Boolean({ description: 'True: it may stand beside other codes on one order' })),
    alarm: Type.Optional(
      Type.Object(
        {
          persons: Type.Integer({ minimum: 2, maximum: promotionLimits.alarmPersons }),
          minutes: Type.Integer({ minimum: 1, maximum: promotionLimits.alarmMinutes }),
          pause: Type.Boolean({ description: 'True: the promotion is also paused' }),
        },
        {
          additionalProperties: false,
          description: 'An alarm is raised when so many persons try its codes in so many minutes',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
export type PromotionDefinition = Static<typeof PromotionDefinition>;
export type Discount = PromotionDefinition['discount'];
