import { type Static, Type } from 'typebox';

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
const Is = Type.Enum([...operators], { description: 'How the value is compared' });
const CountIs = Type.Enum([...countOperators], { description: 'How the count is compared' });

/**
 * The one condition language: traits of the person, properties of the fact that is judged, and counts of earlier facts,
 * combined by all, any and not.
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
          before: Type.Optional(Type.Literal('touch')),
          is: CountIs,
          value: Type.Integer({ minimum: 0, maximum: conditionLimits.count }),
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
  readonly is: CountOperator;
  readonly value: number;
};

export type Leaf = TraitCondition | FactCondition | CountCondition;

export type Conditions =
  | { readonly all: readonly Conditions[] }
  | { readonly any: readonly Conditions[] }
  | { readonly not: Conditions }
  | Leaf;

export type ConditionsJson = Static<typeof ConditionsSchema>;
