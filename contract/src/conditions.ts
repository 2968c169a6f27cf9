import { type Static, Type } from 'typebox';
import { type BonusPeriod, bonusPeriods, countedResults } from './program-values.ts';

/** Limits of one tree of conditions (INV-8). Depth and nodes are counted by the server's checker. */
export const conditionLimits = {
  /** Levels of all, any, not and `where`, the condition itself included. */
  depth: 8,
  nodes: 100,
  text: 500,
  list: 100,
  name: 255,
  /** A count is compared with at most so much; what is remembered for it is one position more. */
  count: 1_000,
  /** So many facts are remembered for a sum or for a window: the earliest, or for a window the latest. */
  remembered: 1_000,
  days: 3_650,
} as const;

export const operators = ['eq', 'neq', 'in', 'gt', 'gte', 'lt', 'lte', 'exists', 'contains'] as const;
export type Operator = (typeof operators)[number];

/** A count is a number, so it is only compared with one. */
export const countOperators = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte'] as const satisfies readonly Operator[];
export type CountOperator = (typeof countOperators)[number];

const Scalar = Type.Union([Type.String({ maxLength: conditionLimits.text }), Type.Number(), Type.Boolean()]);
const Value = Type.Union([Scalar, Type.Array(Scalar, { minItems: 1, maxItems: conditionLimits.list })], {
  description: 'A list for `in`, true or false for `exists`; numbers may be decimal texts, which are never rounded',
});
const Name = Type.String({ minLength: 1, maxLength: conditionLimits.name });
const Amount = Type.Union([Type.Number(), Type.String({ pattern: '^-?[0-9]{1,15}(\\.[0-9]{1,6})?$' })], {
  description: 'A number, or a decimal text, which is never rounded',
});
const Touch = Type.Literal('touch');
const Days = Type.Integer({
  minimum: 1,
  maximum: conditionLimits.days,
  description: 'Only of so many days up to the fact that is judged (or up to the invitation)',
});
const Is = Type.Enum([...operators], { description: 'How the value is compared' });
const CountIs = Type.Enum([...countOperators], { description: 'How the count is compared' });

export const spentOf = ['money', 'total'] as const;

/**
 * The one condition language: traits of the person, properties of the fact that is judged, counts and sums of the
 * person's facts, what the person has spent, what friends have brought, combined by all, any and not.
 */
export const ConditionsSchema = Type.Cyclic(
  {
    Conditions: Type.Union([
      Type.Object(
        { all: Type.Array(Type.Ref('Conditions'), { minItems: 1, maxItems: conditionLimits.nodes }) },
        { additionalProperties: false },
      ),
      Type.Object(
        { any: Type.Array(Type.Ref('Conditions'), { minItems: 1, maxItems: conditionLimits.nodes }) },
        { additionalProperties: false },
      ),
      Type.Object({ not: Type.Ref('Conditions') }, { additionalProperties: false }),
      Type.Object({ trait: Name, is: Is, value: Value }, { additionalProperties: false }),
      Type.Object({ fact: Name, is: Is, value: Value }, { additionalProperties: false }),
      Type.Object(
        {
          count: Name,
          where: Type.Optional(Type.Ref('Conditions')),
          before: Type.Optional(Touch),
          withinDays: Type.Optional(Days),
          is: CountIs,
          value: Type.Integer({ minimum: 0, maximum: conditionLimits.count }),
        },
        { additionalProperties: false },
      ),
      Type.Object(
        {
          sum: Name,
          of: Name,
          where: Type.Optional(Type.Ref('Conditions')),
          before: Type.Optional(Touch),
          withinDays: Type.Optional(Days),
          is: CountIs,
          value: Amount,
        },
        { additionalProperties: false },
      ),
      Type.Object(
        {
          spent: Type.String({ pattern: '^[A-Z]{3}$', description: 'The currency: orders in others do not count' }),
          of: Type.Optional(Type.Enum([...spentOf], { description: 'Money only, when absent' })),
          since: Type.Optional(Touch),
          withinDays: Type.Optional(Days),
          is: CountIs,
          value: Amount,
        },
        { additionalProperties: false },
      ),
      Type.Object(
        {
          brought: Type.String({
            pattern: `^([A-Z]{3}|${countedResults.join('|')})$`,
            description: 'How many leads, sales or friends who have bought; a currency: the turnover in it',
          }),
          program: Type.String({ minLength: 1, maxLength: 64, description: 'Its key or its id' }),
          every: Type.Optional(
            Type.Enum([...bonusPeriods], { description: 'In the present period; for all time when absent' }),
          ),
          is: CountIs,
          value: Amount,
        },
        { additionalProperties: false },
      ),
    ]),
  },
  'Conditions',
);

export type ConditionValue = string | number | boolean | readonly (string | number | boolean)[];

// Conditions are aliases and not interfaces, because only an alias counts as JSON for the compiler.

export type TraitCondition = {
  readonly trait: string;
  readonly is: Operator;
  readonly value: ConditionValue;
};

export type FactCondition = {
  readonly fact: string;
  readonly is: Operator;
  readonly value: ConditionValue;
};

/**
 * How many facts of this name the person has before the fact that is judged (or before the invitation). `where` looks
 * at the properties of each counted fact.
 */
export type CountCondition = {
  readonly count: string;
  readonly where?: Conditions;
  readonly before?: 'touch';
  readonly withinDays?: number;
  readonly is: CountOperator;
  readonly value: number;
};

/**
 * What a property comes to over the person's facts of this name, the one that is judged included (or over those before
 * the invitation). A fact whose property is no number counts for nothing.
 */
export type SumCondition = {
  readonly sum: string;
  readonly of: string;
  readonly where?: Conditions;
  readonly before?: 'touch';
  readonly withinDays?: number;
  readonly is: CountOperator;
  readonly value: number | string;
};

/**
 * What the person has paid for orders in one currency, in major units, the order that is judged included and refunds
 * taken off, whenever they came. `since` leaves out what was before the invitation.
 */
export type SpentCondition = {
  readonly spent: string;
  readonly of?: (typeof spentOf)[number];
  readonly since?: 'touch';
  readonly withinDays?: number;
  readonly is: CountOperator;
  readonly value: number | string;
};

/**
 * What the person's friends have brought to a program by now: paid orders under the person's code, less refunds, in
 * major units of a currency; or how many. `every`: only in the calendar period that the judged moment lies in.
 */
export type BroughtCondition = {
  readonly brought: string;
  readonly program: string;
  readonly every?: BonusPeriod;
  readonly is: CountOperator;
  readonly value: number | string;
};

export type Leaf = TraitCondition | FactCondition | CountCondition | SumCondition | SpentCondition | BroughtCondition;

export type Conditions =
  | { readonly all: readonly Conditions[] }
  | { readonly any: readonly Conditions[] }
  | { readonly not: Conditions }
  | Leaf;

export type ConditionsJson = Static<typeof ConditionsSchema>;
