import type { Conditions, Operator } from '@sarafan/contract';
import { compareNumbers, decimalOf } from './decimal.ts';
import { isList } from './operators/operator.ts';
import { operations } from './operators/table.ts';
import { isLeaf, type PlacedLeaf, partsOf } from './tree.ts';

/** A comparison that leaves nothing of what one before it asks of the same property. */
export interface Exclusion extends PlacedLeaf {
  readonly other: PlacedLeaf['leaf'];
}

/** The conditions of a tree that must all hold, in reading order. Below `any` and `not` none has to by itself. */
export function conjunctsOf(tree: Conditions, path = ''): PlacedLeaf[] {
  if (isLeaf(tree)) return [{ path: path === '' ? '/' : path, leaf: tree }];
  return 'all' in tree ? partsOf(tree).flatMap((each) => conjunctsOf(each.part, `${path}${each.path}`)) : [];
}

/** Of conditions that must all hold of one fact, those that no value meets together with one before them. */
export function exclusionsIn(conjuncts: readonly PlacedLeaf[]): Exclusion[] {
  const bounds = conjuncts.flatMap(boundOf);
  return bounds.flatMap((bound, index): Exclusion[] => {
    const earlier = bounds.slice(0, index).find((each) => each.fact === bound.fact && excludes(each, bound));
    return earlier === undefined ? [] : [{ path: bound.path, leaf: bound.leaf, other: earlier.leaf }];
  });
}

type Scalar = string | number | boolean;

/** A comparison of a property with numbers: with one, or with those of a list. */
interface Bound extends PlacedLeaf {
  readonly fact: string;
  readonly is: Operator;
  readonly numbers: readonly Scalar[];
}

const bounding: ReadonlySet<Operator> = new Set(['eq', 'in', 'gt', 'gte', 'lt', 'lte']);

function boundOf({ path, leaf }: PlacedLeaf): Bound[] {
  if (!('fact' in leaf) || !bounding.has(leaf.is)) return [];
  const { fact, is, value } = leaf;
  const numbers: readonly Scalar[] = isList(value) ? value : [value];
  const isNumeric = isList(value) === (is === 'in') && numbers.every((each) => decimalOf(each) !== undefined);
  return isNumeric ? [{ path, leaf, fact, is, numbers }] : [];
}

function excludes(one: Bound, other: Bound): boolean {
  if (isNaming(one)) return !one.numbers.some((each) => isWithin(other, each));
  if (isNaming(other)) return !other.numbers.some((each) => isWithin(one, each));
  const [lower, upper] = isLower(one) ? [one, other] : [other, one];
  if (!isLower(lower) || isLower(upper)) return false;
  const apart = compareNumbers(lower.numbers[0], upper.numbers[0]) ?? -1;
  return apart > 0 || (apart === 0 && (lower.is === 'gt' || upper.is === 'lt'));
}

const isNaming = ({ is }: Bound): boolean => is === 'eq' || is === 'in';
const isLower = ({ is }: Bound): boolean => is === 'gt' || is === 'gte';

function isWithin({ is, numbers }: Bound, number: Scalar): boolean {
  const [value = number] = numbers;
  return operations[is].holds(number, is === 'in' ? numbers : value);
}
