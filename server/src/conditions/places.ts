import type { CountCondition } from '@sarafan/contract';
import { hashOfText } from '../kit/values/hash.ts';
import { canonicalJson } from '../kit/values/json.ts';
import { comparePositions } from '../kit/values/position.ts';
import type { CountState, Mode, Position } from './view.ts';

/**
 * How many facts the state knows before a place, at most one more than the count is compared with: what is remembered
 * tells no more, and so every state of the same history gives the same answer.
 */
export function countBefore(leaf: CountCondition, state: CountState, before: Position, mode: Mode = 'trusted'): number {
  const key = countKey(leaf, mode);
  const places = Object.hasOwn(state, key) ? (state[key] ?? []) : [];
  const later = places.findIndex((place) => comparePositions(place, before) >= 0);
  return Math.min(later < 0 ? places.length : later, leaf.value + 1);
}

const keys = new WeakMap<CountCondition, string>();

/**
 * What a count is remembered under: the same question in two programs is remembered once, and what browsers said is
 * remembered apart, so that no flood of public facts can drive a trusted one out.
 */
export function countKey(leaf: CountCondition, mode: Mode = 'trusted'): string {
  const known = keys.get(leaf);
  if (known !== undefined) return mode === 'open' ? `open:${known}` : known;
  const key = hashOfText(canonicalJson([leaf.count, leaf.where ?? null, leaf.value])).slice(0, 16);
  keys.set(leaf, key);
  return countKey(leaf, mode);
}
