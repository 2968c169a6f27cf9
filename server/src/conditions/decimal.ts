import { Decimal } from 'decimal.js';
import type { Json } from '../kit/values/json.ts';

/** A text that can only be a number. A leading zero makes it a code or a telephone number, and then it is a text. */
const decimalForm = /^-?(0|[1-9]\d{0,29})(\.\d{1,30})?$/;

/** The exact decimal that a JSON number (by its shortest form) or a decimal text stands for. */
export function decimalOf(value: Json | undefined): Decimal | undefined {
  if (typeof value === 'number') return new Decimal(value);
  return typeof value === 'string' && decimalForm.test(value) ? new Decimal(value) : undefined;
}

/** Below zero, zero or above zero as numbers compare; undefined when one of them is no number. */
export function compareNumbers(left: Json | undefined, right: Json | undefined): number | undefined {
  // Two JSON numbers stand in the order of their shortest decimals, so most comparisons need no arithmetic.
  if (typeof left === 'number' && typeof right === 'number') return left === right ? 0 : left < right ? -1 : 1;
  const [leftDecimal, rightDecimal] = [decimalOf(left), decimalOf(right)];
  return leftDecimal === undefined || rightDecimal === undefined ? undefined : leftDecimal.cmp(rightDecimal);
}

/** True when two values say the same: 2500, "2500" and "2500.00" do. Lists and what is unknown equal nothing. */
export function isSame(actual: Json | undefined, value: Json | undefined): boolean {
  if (actual === undefined || actual === null || typeof actual === 'object' || typeof value === 'object') return false;
  if (actual === value) return true;
  return compareNumbers(actual, value) === 0;
}
