import type { Conditions, CountCondition, Leaf, SumCondition } from '@sarafan/contract';
import { getOrInsert } from '../kit/values/group.ts';

/** A condition with where it stands in its tree. */
export interface PlacedLeaf {
  readonly path: string;
  readonly leaf: Leaf;
}

/** The direct parts of a node that combines others; a leaf has none. */
export function partsOf(tree: Conditions): readonly { readonly path: string; readonly part: Conditions }[] {
  if ('not' in tree) return [{ path: '/not', part: tree.not }];
  if ('all' in tree) return tree.all.map((part, index) => ({ path: `/all/${index}`, part }));
  if ('any' in tree) return tree.any.map((part, index) => ({ path: `/any/${index}`, part }));
  return [];
}

export function isLeaf(tree: Conditions): tree is Leaf {
  return !('all' in tree || 'any' in tree || 'not' in tree);
}

/** A count or a sum: it looks at many facts of one name. */
export function isAggregate(leaf: Leaf): leaf is CountCondition | SumCondition {
  return 'count' in leaf || 'sum' in leaf;
}

/** All leaves of a tree, in reading order; those inside a `where` are not among them. */
export function leavesOf(tree: Conditions): Leaf[] {
  return placedLeavesOf(tree).map(({ leaf }) => leaf);
}

export function placedLeavesOf(tree: Conditions, path = ''): PlacedLeaf[] {
  if (isLeaf(tree)) return [{ path: path === '' ? '/' : path, leaf: tree }];
  return partsOf(tree).flatMap((each) => placedLeavesOf(each.part, `${path}${each.path}`));
}

/** What facts must be remembered for a tree to be evaluated. */
export interface Requirements {
  readonly traits: readonly string[];
  readonly facts: readonly string[];
  readonly events: readonly EventRequirement[];
}

export interface EventRequirement {
  readonly event: string;
  /** The properties that `where` and a sum look at. */
  readonly fields: readonly string[];
}

export function requirements(tree: Conditions): Requirements {
  const traits = new Set<string>();
  const facts = new Set<string>();
  const events = new Map<string, Set<string>>();
  for (const leaf of leavesOf(tree)) {
    if ('trait' in leaf) traits.add(leaf.trait);
    else if ('fact' in leaf) facts.add(leaf.fact);
    else if ('spent' in leaf || 'brought' in leaf) continue;
    else {
      const fields = getOrInsert(events, 'count' in leaf ? leaf.count : leaf.sum, () => new Set());
      if ('sum' in leaf) fields.add(leaf.of);
      for (const field of leaf.where === undefined ? [] : requirements(leaf.where).facts) fields.add(field);
    }
  }
  return {
    traits: [...traits],
    facts: [...facts],
    events: [...events].map(([event, fields]) => ({ event, fields: [...fields] })),
  };
}
