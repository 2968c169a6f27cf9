import type { ConditionValue } from '@sarafan/contract';
import type { Json } from '../../kit/values/json.ts';
import { decimalOf } from '../decimal.ts';

/** What must be true of a value, an operator and its `not` told apart: sentences and opposites are found by it. */
export const relations = [
  'eq',
  'neq',
  'in',
  'notIn',
  'gt',
  'gte',
  'lt',
  'lte',
  'exists',
  'missing',
  'contains',
  'notContains',
] as const;
export type Relation = (typeof relations)[number];

/** What kind of value a field has; rooms register it, and the checker holds conditions to it. */
export const fieldKinds = ['text', 'number', 'boolean', 'list'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** An operator of the language. What is unknown satisfies none of them but `neq` and `exists: false`. */
export interface Operation {
  holds(actual: Json | undefined, value: ConditionValue): boolean;
  /** True when a condition may name such a value. */
  takes(value: ConditionValue): boolean;
  /** The kinds of field that it says something about. */
  readonly kinds: readonly FieldKind[];
  /** What it demands, and what `not` makes of it. */
  relation(value: ConditionValue): { readonly wanted: Relation; readonly opposite: Relation };
}

export function isList(value: ConditionValue): value is readonly (string | number | boolean)[] {
  return Array.isArray(value);
}

/** A number, or a text that is one. */
export function isNumber(value: ConditionValue): boolean {
  return decimalOf(value) !== undefined;
}
