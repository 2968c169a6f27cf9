import { Decimal } from 'decimal.js';
import type { ConditionValue, Operator } from '@sarafan/contract';
import type { Json } from '../kit/values/json.ts';
import { unreachable } from '../kit/values/unreachable.ts';

/** Compares what is known with what a condition names. Amounts are compared as decimals, never as binary fractions. */
export function compare(actual: Json | undefined, is: Operator, value: ConditionValue): boolean {
  switch (is) {
    case 'exists':
      return (actual !== undefined && actual !== null) === (value !== false);
    case 'eq':
      return isEqual(actual, value);
    case 'neq':
      return !isEqual(actual, value);
    case 'in':
      return Array.isArray(value) && value.some((each) => isEqual(actual, each));
    case 'contains':
      return containsValue(actual, value);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return isOrdered(actual, is, value);
    default:
      return unreachable(is);
  }
}

function isEqual(actual: Json | undefined, value: ConditionValue): boolean {
  if (actual === undefined || actual === null || Array.isArray(value)) return false;
  if (typeof actual === 'boolean' || typeof value === 'boolean') return actual === value;
  const left = decimalOf(actual);
  const right = decimalOf(value as Json);
  if (left !== undefined && right !== undefined) return left.eq(right);
  return actual === value;
}

function containsValue(actual: Json | undefined, value: ConditionValue): boolean {
  if (typeof actual === 'string') return typeof value === 'string' && actual.includes(value);
  return Array.isArray(actual) && actual.some((each: Json) => isEqual(each, value));
}

function isOrdered(actual: Json | undefined, is: 'gt' | 'gte' | 'lt' | 'lte', value: ConditionValue): boolean {
  const left = decimalOf(actual);
  const right = decimalOf(value as Json);
  if (left === undefined || right === undefined) return false;
  const order = left.cmp(right);
  return is === 'gt' ? order > 0 : is === 'gte' ? order >= 0 : is === 'lt' ? order < 0 : order <= 0;
}

const decimalForm = /^-?\d{1,30}(\.\d{1,30})?$/;

function decimalOf(value: Json | undefined): Decimal | undefined {
  if (typeof value === 'number') return new Decimal(value);
  return typeof value === 'string' && decimalForm.test(value) ? new Decimal(value) : undefined;
}
