import type { Conditions } from '@sarafan/contract';
import { getOrInsert } from '../kit/values/group.ts';
import { isJsonObject, type Json, type JsonObject, ownValue } from '../kit/values/json.ts';
import type { Trust } from '../kit/values/position.ts';
import { decimalOf } from './decimal.ts';
import { evaluate } from './evaluate.ts';
import { type Aggregate, aggregateKey, comparePlaces, eventOf, type Kept, keptFor, placeOf } from './places.ts';
import { isAggregate, leavesOf } from './tree.ts';
import type { CountState, Mode, Position, RememberedPlace, View } from './view.ts';

/** A fact as counts see it. */
export interface CountedFact {
  readonly name: string;
  readonly trust: Trust;
  readonly position: Position;
  readonly properties: JsonObject;
}

/**
 * The incremental evaluator of counts and sums: remembers a fact for each that asks for it, in whatever order facts
 * come. A count compared with n needs to know the earliest n + 1 places and no more, a sum or a window so many as the
 * contract names, so what is kept is bounded by the conditions and not by the person's history. The same state is
 * returned when nothing changed. The trusted mode takes no public facts. A fact comes once: repeats have been removed.
 */
export function foldCounts(
  trees: readonly Conditions[],
  state: CountState,
  fact: CountedFact,
  mode: Mode = 'trusted',
): CountState {
  let next = state;
  for (const leaf of aggregatesOf(trees, fact.name)) {
    const place = placeFor(leaf, fact, mode);
    if (place === undefined) continue;
    const key = aggregateKey(leaf, mode);
    const known = Object.hasOwn(next, key) ? (next[key] ?? []) : [];
    const places = insertPlace(known, place, keptFor(leaf));
    if (places !== known) next = { ...next, [key]: places };
  }
  return next;
}

/** The batch evaluator of counts and sums: the state of a whole history at once, with every place and no bound. */
export function countAll(
  trees: readonly Conditions[],
  facts: readonly CountedFact[],
  mode: Mode = 'trusted',
): CountState {
  const asked = trees.flatMap(leavesOf).filter(isAggregate);
  const state = asked.map((leaf): [string, readonly RememberedPlace[]] => {
    const places = facts.flatMap((fact) => placeFor(leaf, fact, mode) ?? []);
    return [aggregateKey(leaf, mode), places.sort(comparePlaces)];
  });
  return Object.fromEntries(state);
}

/** The counts of several profiles of one person. */
export function mergeCounts(states: readonly CountState[]): CountState {
  const [first = {}, ...others] = states;
  if (others.length === 0) return first;
  const merged: Record<string, readonly RememberedPlace[]> = { ...first };
  for (const state of others) {
    for (const [key, places] of Object.entries(state)) {
      merged[key] = [...(merged[key] ?? []), ...places].sort(comparePlaces);
    }
  }
  return merged;
}

function insertPlace(
  places: readonly RememberedPlace[],
  place: RememberedPlace,
  { limit, latest }: Kept,
): readonly RememberedPlace[] {
  const found = places.findIndex((other) => comparePlaces(other, place) >= 0);
  const at = found < 0 ? places.length : found;
  const present = places[at];
  if (present !== undefined && comparePlaces(present, place) === 0) return places;
  const isFull = places.length >= limit;
  if (isFull && at === (latest ? 0 : places.length)) return places;
  const inserted = [...places.slice(0, at), place, ...places.slice(at)];
  if (!isFull) return inserted;
  return latest ? inserted.slice(-limit) : inserted.slice(0, limit);
}

const indexes = new WeakMap<readonly Conditions[], ReadonlyMap<string, readonly Aggregate[]>>();

/** Counts and sums by the event they look at, so that a fact meets only the conditions that ask for it. */
function aggregatesOf(trees: readonly Conditions[], event: string): readonly Aggregate[] {
  const known = indexes.get(trees);
  if (known !== undefined) return known.get(event) ?? [];
  const index = new Map<string, Aggregate[]>();
  for (const leaf of trees.flatMap(leavesOf).filter(isAggregate))
    getOrInsert(index, eventOf(leaf), () => []).push(leaf);
  indexes.set(trees, index);
  return index.get(event) ?? [];
}

/** What is remembered of a fact for a count or a sum; undefined when it is none of theirs. */
function placeFor(leaf: Aggregate, fact: CountedFact, mode: Mode): RememberedPlace | undefined {
  if (eventOf(leaf) !== fact.name || (mode === 'trusted' && fact.trust !== 'server')) return undefined;
  if (leaf.where !== undefined && !evaluate(leaf.where, viewOfFact(fact), mode).holds) return undefined;
  if ('count' in leaf) return placeOf(fact.position);
  const amount = decimalOf(readPath(fact.properties, leaf.of));
  return amount === undefined ? undefined : placeOf(fact.position, amount);
}

/** `where` sees the properties of the counted fact and nothing else. */
function viewOfFact(fact: CountedFact): View {
  return {
    trait: () => undefined,
    fact: (path) => {
      const value = readPath(fact.properties, path);
      return value === undefined ? undefined : { value, trust: fact.trust };
    },
    counts: {},
    at: fact.position,
  };
}

/** A property by its name or its dotted path; own properties only. */
export function readPath(object: JsonObject, path: string): Json | undefined {
  const direct = ownValue(object, path);
  if (direct !== undefined) return direct;
  let value: Json | undefined = object;
  for (const step of path.split('.')) {
    if (!isJsonObject(value)) return undefined;
    value = ownValue(value, step);
  }
  return value;
}
