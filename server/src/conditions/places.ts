import { type CountCondition, conditionLimits, type SumCondition } from '@sarafan/contract';
import { Decimal } from 'decimal.js';
import { hashOfText } from '../kit/values/hash.ts';
import { canonicalJson } from '../kit/values/json.ts';
import { comparePositions, timeOf } from '../kit/values/position.ts';
import { dayMs } from '../kit/values/time.ts';
import type { CountState, Mode, Position, RememberedPlace } from './view.ts';

/** A condition on many facts of one name, of which the state remembers places. */
export type Aggregate = CountCondition | SumCondition;

/** The name of the facts that are looked at. */
export function eventOf(leaf: Aggregate): string {
  return 'count' in leaf ? leaf.count : leaf.sum;
}

/** How many places are remembered, and whether the latest: a window looks back, everything else from the start. */
export interface Kept {
  readonly limit: number;
  readonly latest: boolean;
}

export function keptFor(leaf: Aggregate): Kept {
  const isWindow = leaf.withinDays !== undefined;
  const limit = 'count' in leaf && !isWindow ? leaf.value + 1 : conditionLimits.remembered;
  return { limit, latest: isWindow };
}

/** Of what was remembered by several profiles together, as much as one of them would have remembered. */
function remembered(leaf: Aggregate, state: CountState, mode: Mode): readonly RememberedPlace[] {
  const key = aggregateKey(leaf, mode);
  const places = Object.hasOwn(state, key) ? (state[key] ?? []) : [];
  const { limit, latest } = keptFor(leaf);
  if (places.length <= limit) return places;
  return latest ? places.slice(-limit) : places.slice(0, limit);
}

/** Where a window that ends at a place begins; without a window everything is inside. */
function isInside({ withinDays }: Aggregate, end: Position): (place: RememberedPlace) => boolean {
  if (withinDays === undefined) return () => true;
  const from = timeOf(end) - withinDays * dayMs;
  return (place) => timeOf(positionIn(place)) > from;
}

/**
 * How many facts the state knows before a place, at most one more than the count is compared with: what is remembered
 * tells no more, and so every state of the same history gives the same answer.
 */
export function countBefore(leaf: CountCondition, state: CountState, before: Position, mode: Mode = 'trusted'): number {
  const inside = isInside(leaf, before);
  const counted = remembered(leaf, state, mode).filter(
    (place) => comparePositions(positionIn(place), before) < 0 && inside(place),
  );
  return Math.min(counted.length, leaf.value + 1);
}

/** What a property comes to over the facts up to a place, which is one of them; before the invitation, without it. */
export function sumUpTo(leaf: SumCondition, state: CountState, at: Position, mode: Mode = 'trusted'): string {
  const inside = isInside(leaf, at);
  const limit = leaf.before === 'touch' ? -1 : 0;
  const summed = remembered(leaf, state, mode).filter(
    (place) => comparePositions(positionIn(place), at) <= limit && inside(place),
  );
  return summed.reduce((sum, place) => sum.plus(amountIn(place)), new Decimal(0)).toFixed();
}

/** Between a place and its amount: it is in no message id, and sorts before everything that is. */
const mark = '\u0001';

export function placeOf(position: Position, amount?: Decimal): RememberedPlace {
  return amount === undefined ? position : `${position}${mark}${amount.toFixed()}`;
}

function positionIn(place: RememberedPlace): Position {
  const end = place.lastIndexOf(mark);
  // What stands before the mark was a position when it was remembered.
  return (end < 0 ? place : place.slice(0, end)) as Position;
}

function amountIn(place: RememberedPlace): string {
  return place.slice(place.lastIndexOf(mark) + 1);
}

export function comparePlaces(left: RememberedPlace, right: RememberedPlace): number {
  return comparePositions(positionIn(left), positionIn(right));
}

const keys = new WeakMap<Aggregate, string>();

/**
 * What an aggregate is remembered under: the same question in two programs is remembered once, and what browsers said
 * is remembered apart, so that no flood of public facts can drive a trusted one out.
 */
export function aggregateKey(leaf: Aggregate, mode: Mode = 'trusted'): string {
  const known = keys.get(leaf);
  if (known !== undefined) return mode === 'open' ? `open:${known}` : known;
  const key = hashOfText(canonicalJson(questionOf(leaf))).slice(0, 16);
  keys.set(leaf, key);
  return aggregateKey(leaf, mode);
}

function questionOf(leaf: Aggregate): Parameters<typeof canonicalJson>[0] {
  const where = leaf.where ?? null;
  const { limit, latest } = keptFor(leaf);
  if ('count' in leaf) return latest ? [leaf.count, where, 'latest'] : [leaf.count, where, limit - 1];
  return [leaf.sum, where, leaf.of, latest ? 'latest' : 'earliest'];
}
