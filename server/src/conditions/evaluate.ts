import type { Conditions, Leaf } from '@sarafan/contract';
import type { Json } from '../kit/values/json.ts';
import { compare } from './compare.ts';
import { countBefore } from './count.ts';
import type { View } from './view.ts';

/** The condition that decided against: where it stands in the tree, and what was found instead. */
export interface Failure {
  readonly path: string;
  readonly leaf: Leaf;
  /** Null when nothing is known. */
  readonly actual: Json;
  /** A value was there, but only a browser vouches for it. */
  readonly untrusted: boolean;
  /** The condition had to fail and did not. */
  readonly negated: boolean;
}

export interface Evaluation {
  readonly holds: boolean;
  readonly failed?: Failure;
}

/** Evaluates a tree. The same tree and view always give the same answer, and the first failed condition with it. */
export function evaluate(tree: Conditions, view: View): Evaluation {
  return evaluateAt(tree, view, '', false);
}

/** `wanted` is turned by `not`: a leaf below it decides against when it holds. */
function evaluateAt(tree: Conditions, view: View, path: string, negated: boolean): Evaluation {
  if ('not' in tree) return evaluateAt(tree.not, view, `${path}/not`, !negated);
  if ('all' in tree) {
    return negated
      ? firstThatHolds(tree.all, view, `${path}/all`, negated)
      : allHold(tree.all, view, `${path}/all`, negated);
  }
  if ('any' in tree) {
    return negated
      ? allHold(tree.any, view, `${path}/any`, negated)
      : firstThatHolds(tree.any, view, `${path}/any`, negated);
  }
  return evaluateLeaf(tree, view, path, negated);
}

function allHold(trees: readonly Conditions[], view: View, path: string, negated: boolean): Evaluation {
  for (const [index, tree] of trees.entries()) {
    const evaluation = evaluateAt(tree, view, `${path}/${index}`, negated);
    if (!evaluation.holds) return evaluation;
  }
  return { holds: true };
}

function firstThatHolds(trees: readonly Conditions[], view: View, path: string, negated: boolean): Evaluation {
  let failed: Evaluation = { holds: false };
  for (const [index, tree] of trees.entries()) {
    const evaluation = evaluateAt(tree, view, `${path}/${index}`, negated);
    if (evaluation.holds) return evaluation;
    if (failed.failed === undefined) failed = evaluation;
  }
  return failed;
}

function evaluateLeaf(leaf: Leaf, view: View, path: string, negated: boolean): Evaluation {
  const found = findActual(leaf, view);
  // What only a browser says is as good as unknown: a public key decides nothing.
  const trusted = found?.trust === 'server' ? found.value : undefined;
  const holds = compare(trusted, leaf.is, leaf.value) !== negated;
  if (holds) return { holds };
  const untrusted = found !== undefined && found.trust !== 'server';
  return { holds, failed: { path: path === '' ? '/' : path, leaf, actual: found?.value ?? null, untrusted, negated } };
}

function findActual(leaf: Leaf, view: View): ReturnType<View['fact']> {
  if ('trait' in leaf) return view.trait(leaf.trait);
  if ('fact' in leaf) return view.fact(leaf.fact);
  const before = leaf.before === 'touch' ? view.touchedAt : view.at;
  if (before === undefined) return undefined;
  return { value: countBefore(leaf, view.counts, before), trust: 'server' };
}
