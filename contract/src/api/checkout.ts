import { type Static, Type } from 'typebox';
import { DecimalText, UnitName } from '../program-values.ts';
import type { SpendingLimit } from '../spending.ts';
import { ApiMoment, apiLimits, IdText, nullable, PageQuery, Sentence, UserId } from './common.ts';
import { ProgramProblem } from './referral.ts';

/** Limits of the checkout (INV-8). */
export const checkoutLimits = {
  lines: 100,
  codes: 5,
  fields: 30,
  text: 255,
  minutes: 10_080,
  minutesByDefault: 30,
} as const;

const Scalar = Type.Union([Type.String({ maxLength: checkoutLimits.text }), Type.Number(), Type.Boolean()]);
const Price = Type.Union([Type.Number({ minimum: 0 }), DecimalText], {
  description: 'In major units: a number, or a decimal text, which is never rounded',
});
const FieldName = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_.]{0,63}$' });

const OrderLine = Type.Intersect([
  Type.Object({ price: Price, quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) }),
  Type.Record(FieldName, Scalar, { maxProperties: checkoutLimits.fields }),
]);

const orderFields = {
  currency: Type.String({ pattern: '^[A-Za-z]{3}$' }),
  total: Type.Union([Type.Number({ minimum: 0 }), DecimalText], { description: 'Before codes and points' }),
  products: Type.Optional(
    Type.Array(OrderLine, {
      maxItems: checkoutLimits.lines,
      description: 'As in `Order Completed`: price and quantity, and whatever conditions ask about',
    }),
  ),
  properties: Type.Optional(
    Type.Record(FieldName, Scalar, {
      maxProperties: checkoutLimits.fields,
      description: 'Further properties of the order that conditions ask about',
    }),
  ),
  codes: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
      maxItems: checkoutLimits.codes,
      description: 'Promo codes as they were typed; earlier ones come first',
    }),
  ),
};

export const QuoteRequest = Type.Object(
  {
    userId: UserId,
    ...orderFields,
    points: Type.Optional(
      Type.Object(
        {
          unit: UnitName,
          amount: Type.Optional(Type.String({ ...DecimalText, description: 'Absent: as much as may be spent' })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type QuoteRequest = Static<typeof QuoteRequest>;

export const NewReservation = Type.Object(
  {
    userId: UserId,
    order: Type.String({ minLength: 1, maxLength: checkoutLimits.text, description: 'Its id in the shop, `order_id`' }),
    key: Type.String({
      minLength: 1,
      maxLength: checkoutLimits.text,
      description: 'Your name for this checkout of the order: a repeat under it reserves nothing twice',
    }),
    ...orderFields,
    points: Type.Optional(Type.Object({ unit: UnitName, amount: DecimalText }, { additionalProperties: false })),
    toPay: Type.Optional(
      Type.String({ ...DecimalText, description: 'What was quoted: another sum is refused instead of reserved' }),
    ),
    minutes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: checkoutLimits.minutes,
        description: `How long it is kept: ${checkoutLimits.minutesByDefault} minutes when absent`,
      }),
    ),
  },
  { additionalProperties: false },
);
export type NewReservation = Static<typeof NewReservation>;

const refusedFields = {
  reason: Type.String({ description: 'A stable name, for programs' }),
  sentence: Type.Object(Sentence.properties, { ...Sentence, description: 'For the buyer' }),
};
const Refused = nullable(
  Type.Object(refusedFields, { additionalProperties: false, description: 'The first thing that stood against it' }),
);

const QuotedCode = Type.Object(
  {
    typed: Type.String(),
    code: nullable(Type.String()),
    promotion: nullable(Type.String()),
    discount: Type.String(),
    lines: Type.Array(Type.String(), { description: 'The discount on each product, in their order' }),
    refused: Refused,
  },
  { additionalProperties: false },
);

/** What decided how much of a unit may be spent. */
export const spendingBinds = ['asked', 'balance', 'at_most', 'percent'] as const;

const QuotedPoints = Type.Object(
  {
    unit: Type.String(),
    balance: Type.String(),
    most: Type.String({ description: 'As much may be spent on this order' }),
    accepted: Type.String({ description: 'What was asked for, or as much as may be spent' }),
    pays: Type.String({ description: 'What it pays, in the currency of the order' }),
    binds: nullable(Type.Enum([...spendingBinds], { description: 'What decided how much is accepted' })),
    sentence: nullable(Sentence),
    skipped: Type.Array(
      Type.Object(
        { rule: Type.Integer({ minimum: 1, description: 'Its place, from 1' }), sentence: Sentence },
        { additionalProperties: false },
      ),
      { description: 'Rules before the one that decided, each with the condition that did not hold' },
    ),
    refused: Refused,
  },
  { additionalProperties: false },
);

export const Quote = Type.Object(
  {
    currency: Type.String(),
    total: Type.String(),
    codes: Type.Array(QuotedCode),
    discount: Type.String({ description: 'Of all accepted codes together' }),
    points: nullable(QuotedPoints),
    toPay: Type.String({ description: 'What is left to pay in money' }),
  },
  { additionalProperties: false },
);
export type Quote = Static<typeof Quote>;

/**
 * asked: its codes are still being asked for. refused: a code could not be had, and nothing is kept. returned: a refund
 * of the order gave points back.
 */
export const reservationStates = [
  'asked',
  'reserved',
  'redeemed',
  'released',
  'expired',
  'refused',
  'returned',
] as const;
const State = Type.Enum([...reservationStates]);

export const ReservationParams = Type.Object({ reservation: IdText });

export const ReservationQuery = Type.Object(
  {
    ...PageQuery.properties,
    person: Type.Optional(IdText),
    order: Type.Optional(Type.String({ minLength: 1, maxLength: checkoutLimits.text })),
    state: Type.Optional(State),
  },
  { additionalProperties: false },
);

export const Reservation = Type.Object(
  {
    reservation: Type.String(),
    person: Type.String(),
    order: Type.String(),
    key: Type.String(),
    state: State,
    currency: Type.String(),
    total: Type.String(),
    codes: Type.Array(
      Type.Object(
        { code: Type.String(), promotion: Type.String(), discount: Type.String() },
        { additionalProperties: false },
      ),
    ),
    discount: Type.String(),
    points: nullable(
      Type.Object(
        {
          unit: Type.String(),
          amount: Type.String(),
          pays: Type.String(),
          returned: Type.String({ description: 'What refunds of the order gave back' }),
        },
        { additionalProperties: false },
      ),
    ),
    toPay: Type.String(),
    refused: nullable(
      Type.Object(
        { ...refusedFields, details: Sentence },
        {
          additionalProperties: false,
          description: 'Why; `details` has numbers that are for support and not for the buyer',
        },
      ),
    ),
    reservedAt: ApiMoment,
    expiresAt: ApiMoment,
    changedAt: ApiMoment,
  },
  { additionalProperties: false },
);
export type Reservation = Static<typeof Reservation>;

export const LimitParams = Type.Object({ unit: UnitName });

export const NewLimit = Type.Object(
  {
    limit: Type.Unknown({ 'x-schema': 'SpendingLimit', description: 'The limit as data' }),
    note: Type.Optional(Type.String({ maxLength: apiLimits.noteCharacters, description: 'Why, for the audit log' })),
  },
  { additionalProperties: false },
);

export const UnitLimit = Type.Object(
  {
    unit: Type.String(),
    version: Type.Integer(),
    savedAt: ApiMoment,
    limit: Type.Unsafe<SpendingLimit>({ 'x-schema': 'SpendingLimit' }),
    summary: Type.Array(Sentence, { description: 'Its rules in plain words, in their order' }),
  },
  { additionalProperties: false },
);
export type UnitLimit = Static<typeof UnitLimit>;

export const UnitLimits = Type.Object({ items: Type.Array(UnitLimit) }, { additionalProperties: false });

export const LimitToCheck = Type.Object({ limit: NewLimit.properties.limit }, { additionalProperties: false });

export const CheckedLimit = Type.Object(
  {
    problems: Type.Array(ProgramProblem, { description: 'Empty: it may be saved' }),
    summary: nullable(Type.Array(Sentence, { description: 'Its rules in plain words, in their order' })),
  },
  { additionalProperties: false },
);
export type CheckedLimit = Static<typeof CheckedLimit>;
