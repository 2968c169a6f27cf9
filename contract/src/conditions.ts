import { type Static, Type } from 'typebox';

/** Limits of one tree of conditions (INV-8). */
export const conditionLimits = {
  depth: 8,
  nodes: 100,
  text: 500,
  list: 100,
  /** A count is compared with at most so much; what is remembered for it is one position more. */
  count: 1_000,
} as const;

export const operators = ['eq', 'neq', 'in', 'gt', 'gte', 'lt', 'lte', 'exists', 'contains'] as const;
export type Operator = (typeof operators)[number];

const Scalar = Type.Union([Type.String({ maxLength: conditionLimits.text }), Type.Number(), Type.Boolean()]);
const Value = Type.Union([Scalar, Type.Array(Scalar, { minItems: 1, maxItems: conditionLimits.list })]);
const Name = Type.String({ minLength: 1, maxLength: 255 });
const Is = Type.Union(
  operators.map((operator) => Type.Literal(operator)),
  { description: 'How the value is compared' },
);

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
          is: Is,
          value: Type.Integer({ minimum: 0, maximum: conditionLimits.count }),
        },
        { additionalProperties: false },
      ),
    ]),
  },
  'Conditions',
);

export type ConditionValue = string | number | boolean | readonly (string | number | boolean)[];

export interface TraitCondition {
  readonly trait: string;
  readonly is: Operator;
  readonly value: ConditionValue;
}

export interface FactCondition {
  readonly fact: string;
  readonly is: Operator;
  readonly value: ConditionValue;
}

/** How many facts of this name the person has before the fact that is judged (or before the invitation). */
export interface CountCondition {
  readonly count: string;
  readonly where?: Conditions;
  readonly before?: 'touch';
  readonly is: Operator;
  readonly value: number;
}

export type Leaf = TraitCondition | FactCondition | CountCondition;

export type Conditions =
  | { readonly all: readonly Conditions[] }
  | { readonly any: readonly Conditions[] }
  | { readonly not: Conditions }
  | Leaf;

export type ConditionsJson = Static<typeof ConditionsSchema>;
