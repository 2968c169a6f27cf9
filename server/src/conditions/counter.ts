import type { Conditions, CountCondition } from '@sarafan/contract';
import { isJsonObject, type Json, type JsonObject, ownValue } from '../kit/values/json.ts';
import { comparePositions, type Trust } from '../kit/values/position.ts';
import { evaluate } from './evaluate.ts';
import { countKey } from './places.ts';
import { leavesOf } from './tree.ts';
import type { CountState, Mode, Position, View } from './view.ts';

/** A fact as counts see it. */
export interface CountedFact {
  readonly name: string;
  readonly trust: Trust;
  readonly position: Position;
  readonly properties: JsonObject;
}

/**
 * The incremental evaluator of counts: remembers a fact for every count that asks for it, in whatever order facts come.
 * A count compared with n needs to know the earliest n + 1 places and no more, so what is kept is bounded by the
 * conditions and not by the person's history. The same state is returned when nothing changed. The trusted mode does
 * not count public facts. A fact comes once: repeats have been removed before.
 */
export function foldCounts(
  trees: readonly Conditions[],
  state: CountState,
  fact: CountedFact,
  mode: Mode = 'trusted',
): CountState {
  let next = state;
  for (const leaf of countsOf(trees, fact.name)) {
    if (!isCounted(leaf, fact, mode)) continue;
    const key = countKey(leaf, mode);
    const known = Object.hasOwn(next, key) ? (next[key] ?? []) : [];
    const places = insertPlace(known, fact.position, leaf.value + 1);
    if (places !== known) next = { ...next, [key]: places };
  }
  return next;
}

/** The batch evaluator of counts: the state of a whole history at once, with every place and no bound. */
export function countAll(
  trees: readonly Conditions[],
  facts: readonly CountedFact[],
  mode: Mode = 'trusted',
): CountState {
  const counts = trees.flatMap(leavesOf).filter((leaf) => 'count' in leaf);
  const state = counts.map((leaf): [string, readonly Position[]] => {
    const places = facts.filter((fact) => isCounted(leaf, fact, mode)).map((fact) => fact.position);
    return [countKey(leaf, mode), places.sort(comparePositions)];
  });
  return Object.fromEntries(state);
}

/** The counts of several profiles of one person. */
export function mergeCounts(states: readonly CountState[]): CountState {
  const [first = {}, ...others] = states;
  if (others.length === 0) return first;
  const merged: Record<string, readonly Position[]> = { ...first };
  for (const state of others) {
    for (const [key, places] of Object.entries(state)) {
      merged[key] = [...(merged[key] ?? []), ...places].sort(comparePositions);
    }
  }
  return merged;
}

function insertPlace(places: readonly Position[], place: Position, limit: number): readonly Position[] {
  const at = places.findIndex((other) => comparePositions(other, place) >= 0);
  if (at < 0) return places.length < limit ? [...places, place] : places;
  const present = places[at];
  if (present !== undefined && comparePositions(present, place) === 0) return places;
  return [...places.slice(0, at), place, ...places.slice(at)].slice(0, limit);
}

const indexes = new WeakMap<readonly Conditions[], ReadonlyMap<string, readonly CountCondition[]>>();

/** Counts by the event they count, so that a fact meets only the conditions that ask for it. */
function countsOf(trees: readonly Conditions[], event: string): readonly CountCondition[] {
  const known = indexes.get(trees);
  if (known !== undefined) return known.get(event) ?? [];
  const index = new Map<string, CountCondition[]>();
  for (const leaf of trees.flatMap(leavesOf)) {
    if (!('count' in leaf)) continue;
    const counts = index.get(leaf.count);
    if (counts === undefined) index.set(leaf.count, [leaf]);
    else counts.push(leaf);
  }
  indexes.set(trees, index);
  return index.get(event) ?? [];
}

function isCounted(leaf: CountCondition, fact: CountedFact, mode: Mode): boolean {
  if (leaf.count !== fact.name || (mode === 'trusted' && fact.trust !== 'server')) return false;
  return leaf.where === undefined || evaluate(leaf.where, viewOfFact(fact), mode).holds;
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
