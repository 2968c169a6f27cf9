import type { Conditions, ConditionValue, Leaf, Operator } from '@sarafan/contract';
import { decimalOf } from './decimal.ts';
import { isList } from './operators/operator.ts';
import { placedLeavesOf } from './tree.ts';

/** What a comparison comes to whatever happens: it never holds, or it always does and says nothing. */
export type Foregone = 'never_holds' | 'always_holds';

export interface ForegoneLeaf {
  readonly path: string;
  readonly code: Foregone;
}

/**
 * Comparisons of a number that is never below zero with one that makes them foregone. Counts and what was spent are
 * such numbers; `isNeverNegative` says which properties of the fact are. The tree has to be within the limits.
 */
export function foregoneIn(tree: Conditions, isNeverNegative: (fact: string) => boolean): ForegoneLeaf[] {
  return placedLeavesOf(tree).flatMap(({ path, leaf }): ForegoneLeaf[] => {
    const code = isCompared(leaf, isNeverNegative) ? foregone(leaf.is, leaf.value) : undefined;
    return code === undefined ? [] : [{ path, code }];
  });
}

function isCompared(leaf: Leaf, isNeverNegative: (fact: string) => boolean): boolean {
  return 'fact' in leaf ? isNeverNegative(leaf.fact) : 'count' in leaf || 'spent' in leaf;
}

function foregone(is: Operator, value: ConditionValue): Foregone | undefined {
  if (isList(value)) {
    const isBelow = value.length > 0 && value.every((each) => decimalOf(each)?.lt(0) === true);
    return is === 'in' && isBelow ? 'never_holds' : undefined;
  }
  const decimal = decimalOf(value);
  if (decimal === undefined) return undefined;
  const isBelow = decimal.lt(0);
  switch (is) {
    case 'gte':
      return decimal.lte(0) ? 'always_holds' : undefined;
    case 'gt':
    case 'neq':
      return isBelow ? 'always_holds' : undefined;
    case 'lt':
      return decimal.lte(0) ? 'never_holds' : undefined;
    case 'lte':
    case 'eq':
      return isBelow ? 'never_holds' : undefined;
    case 'in':
    case 'exists':
    case 'contains':
      return undefined;
  }
}
