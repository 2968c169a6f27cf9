import { decimalOf } from './decimal.ts';
import type { Failure } from './evaluate.ts';
import { relationOf } from './explain.ts';

/**
 * How much a number is short of what was demanded, written with as many decimals as the longer of the two; undefined
 * when it is not short of anything, or is no number.
 */
export function missingIn(failure: Failure): string | undefined {
  const relation = relationOf(failure);
  if (relation !== 'gte' && relation !== 'gt') return undefined;
  const { value } = failure.leaf;
  const wanted = typeof value === 'string' || typeof value === 'number' ? decimalOf(value) : undefined;
  const actual = decimalOf(failure.actual);
  if (wanted === undefined || actual === undefined || actual.gte(wanted)) return undefined;
  const decimals = Math.max(decimalsOf(value), decimalsOf(failure.actual));
  return wanted.minus(actual).toFixed(decimals);
}

function decimalsOf(value: unknown): number {
  return (/\.(\d+)$/.exec(String(value))?.[1] ?? '').length;
}
