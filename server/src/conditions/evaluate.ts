import type { Conditions, Leaf } from '@sarafan/contract';
import { canonicalJson, type Json } from '../kit/values/json.ts';
import { operations } from './operators/table.ts';
import { countBefore, sumUpTo } from './places.ts';
import { isLeaf, partsOf } from './tree.ts';
import type { Known, Mode, View } from './view.ts';

/** The condition that decided against: where it stands in the tree and what was found instead; JSON that is stored. */
export type Failure = {
  readonly path: string;
  readonly leaf: Leaf;
  /** Null when nothing is known; a count stops at one more than it is compared with. */
  readonly actual: Json;
  /** A value was there, but only a browser vouches for it. */
  readonly untrusted: boolean;
  /** The condition had to fail and did not. */
  readonly negated: boolean;
};

/** A value that a condition looked at. */
export type Seen = {
  readonly path: string;
  readonly actual: Json;
};

export interface Evaluation {
  readonly holds: boolean;
  readonly failed?: Failure;
  /** What was looked at, in order, at most `seenLimit`. */
  readonly seen: readonly Seen[];
}

const seenLimit = 20;
const seenTextLimit = 200;

/**
 * Evaluates a tree. The same tree and view always give the same answer, and the first failed condition with it. Of
 * `any` that is the first of its alternatives; below `not` it is a condition that held and should not have.
 */
export function evaluate(tree: Conditions, view: View, mode: Mode = 'trusted'): Evaluation {
  const seen: Seen[] = [];
  const failed = failureIn(tree, { view, mode, seen }, '', false);
  return failed === undefined ? { holds: true, seen } : { holds: false, failed, seen };
}

interface Run {
  readonly view: View;
  readonly mode: Mode;
  readonly seen: Seen[];
}

/** Undefined when the tree holds. Every `not` turns `negated`, and with it what `all` and `any` mean below. */
function failureIn(tree: Conditions, run: Run, path: string, negated: boolean): Failure | undefined {
  if (isLeaf(tree)) return failureOf(tree, run, path === '' ? '/' : path, negated);
  const turned = 'not' in tree ? !negated : negated;
  const oneIsEnough = ('any' in tree && !negated) || ('all' in tree && negated);
  let first: Failure | undefined;
  for (const { part, path: step } of partsOf(tree)) {
    const failure = failureIn(part, run, `${path}${step}`, turned);
    if (oneIsEnough && failure === undefined) return undefined;
    if (!oneIsEnough && failure !== undefined) return failure;
    first ??= failure;
  }
  return first;
}

function failureOf(leaf: Leaf, { view, mode, seen }: Run, path: string, negated: boolean): Failure | undefined {
  const found = findActual(leaf, view, mode);
  const untrusted = mode === 'trusted' && found !== undefined && found.trust !== 'server';
  const counted = untrusted ? undefined : found?.value;
  const actual = bounded(found?.value ?? null);
  if (seen.length < seenLimit) seen.push({ path, actual });
  const holds = operations[leaf.is].holds(counted, leaf.value) !== negated;
  return holds ? undefined : { path, leaf, actual, untrusted, negated };
}

function findActual(leaf: Leaf, view: View, mode: Mode): Known | undefined {
  if ('trait' in leaf) return view.trait(leaf.trait);
  if ('fact' in leaf) return view.fact(leaf.fact);
  if ('spent' in leaf) return leaf.since === 'touch' && view.touchedAt === undefined ? undefined : view.spent?.(leaf);
  if ('brought' in leaf) return view.brought?.(leaf);
  const at = leaf.before === 'touch' ? view.touchedAt : view.at;
  if (at === undefined) return undefined;
  // Aggregates of the trusted mode hold trusted facts only, and those of the open mode are not asked to.
  const value = 'count' in leaf ? countBefore(leaf, view.counts, at, mode) : sumUpTo(leaf, view.counts, at, mode);
  return { value, trust: 'server' };
}

/** What a decision keeps of a value: enough to explain it, not enough to fill the store. */
function bounded(value: Json): Json {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : canonicalJson(value);
  if (text.length <= seenTextLimit) return value;
  return `${text.slice(0, seenTextLimit)}…`;
}
