import type { Conditions, Leaf } from '@sarafan/contract';

/** All leaves of a tree, in reading order; those inside a count's `where` are not among them. */
export function leavesOf(tree: Conditions): Leaf[] {
  if ('all' in tree) return tree.all.flatMap(leavesOf);
  if ('any' in tree) return tree.any.flatMap(leavesOf);
  if ('not' in tree) return leavesOf(tree.not);
  return [tree];
}

/** What facts must be remembered for a tree to be evaluated. */
export interface Requirements {
  readonly traits: readonly string[];
  readonly facts: readonly string[];
  readonly events: readonly string[];
}

export function requirements(tree: Conditions): Requirements {
  const leaves = leavesOf(tree);
  return {
    traits: [...new Set(leaves.flatMap((leaf) => ('trait' in leaf ? [leaf.trait] : [])))],
    facts: [...new Set(leaves.flatMap((leaf) => ('fact' in leaf ? [leaf.fact] : [])))],
    events: [...new Set(leaves.flatMap((leaf) => ('count' in leaf ? [leaf.count] : [])))],
  };
}
