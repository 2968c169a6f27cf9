import { createHash } from 'node:crypto';
import type { Conditions, CountCondition } from '@sarafan/contract';
import { canonicalJson, type Json, type JsonObject } from '../kit/values/json.ts';
import { evaluate } from './evaluate.ts';
import { leavesOf } from './tree.ts';
import { comparePlaces, type CountState, type Position, type View } from './view.ts';

/** A fact as counts see it. */
export interface CountedFact {
  readonly name: string;
  readonly trust: 'public' | 'server';
  readonly position: Position;
  readonly properties: JsonObject;
}

/**
 * Remembers a fact for every count that asks for it. A count compared with n needs to know n + 1 places and no more, so
 * what is kept is bounded by the conditions and not by the person's history. The same state is returned when nothing
 * changed. Public facts are not counted: conditions read what servers vouch for.
 */
export function foldCounts(trees: readonly Conditions[], state: CountState, fact: CountedFact): CountState {
  if (fact.trust !== 'server') return state;
  let next = state;
  for (const tree of trees) {
    for (const leaf of countsIn(tree)) {
      if (leaf.count !== fact.name || !matches(leaf, fact)) continue;
      const key = countKey(leaf);
      const places = insertPlace(next[key] ?? [], fact.position, leaf.value + 1);
      if (places !== next[key]) next = { ...next, [key]: places };
    }
  }
  return next;
}

function insertPlace(places: readonly Position[], place: Position, limit: number): readonly Position[] {
  const at = places.findIndex((other) => comparePlaces(other, place) >= 0);
  if (at < 0) return places.length < limit ? [...places, place] : places;
  const present = places[at];
  if (present !== undefined && comparePlaces(present, place) === 0) return places;
  return [...places.slice(0, at), place, ...places.slice(at)].slice(0, limit);
}

/** How many facts the state knows before a place: exact up to the count's comparison, a lower bound beyond. */
export function countBefore(leaf: CountCondition, state: CountState, before: Position): number {
  const places = state[countKey(leaf)] ?? [];
  let count = 0;
  while (count < places.length && comparePlaces(places[count] as Position, before) < 0) count += 1;
  return count;
}

/** The counts of several profiles of one person. */
export function mergeCounts(states: readonly CountState[]): CountState {
  const [first = {}, ...others] = states;
  if (others.length === 0) return first;
  const merged: Record<string, readonly Position[]> = { ...first };
  for (const state of others) {
    for (const [key, places] of Object.entries(state)) {
      merged[key] = [...(merged[key] ?? []), ...places].sort(comparePlaces);
    }
  }
  return merged;
}

const keys = new WeakMap<CountCondition, string>();

/** What a count is remembered under: the same question in two programs is remembered once. */
export function countKey(leaf: CountCondition): string {
  const known = keys.get(leaf);
  if (known !== undefined) return known;
  const text = canonicalJson([leaf.count, (leaf.where ?? null) as unknown as Json, leaf.value]);
  const key = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  keys.set(leaf, key);
  return key;
}

const countLeaves = new WeakMap<object, readonly CountCondition[]>();

function countsIn(tree: Conditions): readonly CountCondition[] {
  const known = countLeaves.get(tree);
  if (known !== undefined) return known;
  const counts = leavesOf(tree).filter((leaf) => 'count' in leaf);
  countLeaves.set(tree, counts);
  return counts;
}

function matches(leaf: CountCondition, fact: CountedFact): boolean {
  if (leaf.where === undefined) return true;
  const view: View = {
    trait: () => undefined,
    fact: (path) => {
      const value = readPath(fact.properties, path);
      return value === undefined ? undefined : { value, trust: fact.trust };
    },
    counts: {},
    at: fact.position,
  };
  return evaluate(leaf.where, view).holds;
}

/** A property by its dotted path; own properties only. */
export function readPath(object: JsonObject, path: string): Json | undefined {
  if (Object.hasOwn(object, path)) return object[path];
  let value: Json | undefined = object;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, step)) return undefined;
    value = (value as JsonObject)[step];
  }
  return value;
}
