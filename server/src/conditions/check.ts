import {
  type BroughtCondition,
  type Conditions,
  type CountCondition,
  conditionLimits,
  countedResults,
  type FactCondition,
  type Leaf,
  type SpentCondition,
  type SumCondition,
  type TraitCondition,
} from '@sarafan/contract';
import { currencyExponent } from '../kit/values/currencies.ts';
import { isList, isNumber } from './operators/operator.ts';
import { operations } from './operators/table.ts';
import { eventOf } from './places.ts';
import { broughtProblems, type FieldInfo, type Registry } from './registry.ts';
import { isAggregate, isLeaf, partsOf } from './tree.ts';
import type { Mode } from './view.ts';

const conditionProblemCodes = [
  'too_deep',
  'too_many_nodes',
  'unknown_field',
  'forgeable_field',
  'operator_not_for_field',
  'value_not_for_operator',
  'number_needed',
  'not_in_where',
  'not_summed',
  'unknown_currency',
  'brought_means_nothing',
  ...broughtProblems,
] as const;
export type ConditionProblemCode = (typeof conditionProblemCodes)[number];

/** Something in a tree that would make it mean nothing, or not what it says. */
export interface ConditionProblem {
  readonly path: string;
  readonly code: ConditionProblemCode;
  /** The name of the trait, property, event or program; absent when the problem is the tree's shape. */
  readonly field?: string;
}

/**
 * Checks a tree that has the schema's form. In the trusted mode it names every field that only a browser says: a
 * condition on it could never hold, and if it could, anybody with the public key could forge it.
 */
export function checkConditions(tree: Conditions, registry: Registry, mode: Mode = 'trusted'): ConditionProblem[] {
  const shape = shapeProblem(tree);
  return shape === undefined ? problemsOf(tree, '', { registry, mode }) : [{ path: '/', code: shape }];
}

/** Limits are checked first and level by level, so a tree that is made to exhaust the stack is refused by its depth. */
function shapeProblem(tree: Conditions): ConditionProblemCode | undefined {
  let level: readonly Conditions[] = [tree];
  let nodes = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > conditionLimits.depth) return 'too_deep';
    nodes += level.length;
    if (nodes > conditionLimits.nodes) return 'too_many_nodes';
    level = level.flatMap((node) => {
      if (!isLeaf(node)) return partsOf(node).map(({ part }) => part);
      return isAggregate(node) && node.where !== undefined ? [node.where] : [];
    });
  }
  return undefined;
}

interface Place {
  readonly registry: Registry;
  readonly mode: Mode;
  /** The event whose properties are looked at, inside a `where`. */
  readonly event?: string;
}

function problemsOf(tree: Conditions, path: string, place: Place): ConditionProblem[] {
  if (isLeaf(tree)) return problemsOfLeaf(tree, path === '' ? '/' : path, place);
  return partsOf(tree).flatMap((each) => problemsOf(each.part, `${path}${each.path}`, place));
}

function problemsOfLeaf(leaf: Leaf, path: string, place: Place): ConditionProblem[] {
  if (isAggregate(leaf)) return problemsOfAggregate(leaf, path, place);
  if ('spent' in leaf) return problemsOfSpent(leaf, path, place);
  if ('brought' in leaf) return problemsOfBrought(leaf, path, place);
  const field = 'trait' in leaf ? leaf.trait : leaf.fact;
  if (place.event !== undefined && 'trait' in leaf) return [{ path, code: 'not_in_where', field }];
  const operation = operations[leaf.is];
  const info = infoOf(leaf, place);
  const kind = info?.kind;
  const wrong = valueProblem(leaf, kind === 'number');
  const wrongValue: ConditionProblem[] = wrong === undefined ? [] : [{ path, code: wrong, field }];
  const wrongKind = kind !== undefined && !operation.kinds.includes(kind);
  return [
    ...wrongValue,
    ...problemsOfField(info, path, field, place.mode),
    ...(wrongKind ? [{ path, code: 'operator_not_for_field', field } as const] : []),
  ];
}

/** A text is greater or less than nothing, and no number is equal to it. */
function valueProblem({ is, value }: Leaf, isOfNumber: boolean): ConditionProblemCode | undefined {
  const operation = operations[is];
  const isMeasured = operation.kinds.every((kind) => kind === 'number');
  if (!operation.takes(value)) return isMeasured ? 'number_needed' : 'value_not_for_operator';
  if (!isOfNumber || is === 'exists' || is === 'contains') return undefined;
  const values = isList(value) ? value : [value];
  return values.every(isNumber) ? undefined : 'number_needed';
}

function infoOf(leaf: TraitCondition | FactCondition, { registry, event }: Place): FieldInfo | undefined {
  if ('trait' in leaf) return registry.trait(leaf.trait);
  return event === undefined ? registry.fact(leaf.fact) : registry.propertyOf(event, leaf.fact);
}

function problemsOfAggregate(leaf: CountCondition | SumCondition, path: string, place: Place): ConditionProblem[] {
  const field = eventOf(leaf);
  if (place.event !== undefined) return [{ path, code: 'not_in_where', field }];
  const own = problemsOfField(place.registry.event(field), path, field, place.mode);
  const summed = 'sum' in leaf ? problemsOfSummed(leaf, path, place) : [];
  if (leaf.where === undefined) return [...own, ...summed];
  const inside = path === '/' ? '/where' : `${path}/where`;
  return [...own, ...summed, ...problemsOf(leaf.where, inside, { ...place, event: field })];
}

/** Only numbers add up, and money of several currencies does not: of orders it is asked what was spent. */
function problemsOfSummed({ sum, of }: SumCondition, path: string, { registry, mode }: Place): ConditionProblem[] {
  const info = registry.propertyOf(sum, of);
  const isNumber = info?.kind === undefined || info.kind === 'number';
  if (info !== undefined && (!isNumber || info.isMoney === true)) return [{ path, code: 'not_summed', field: of }];
  return problemsOfField(info, path, of, mode);
}

function problemsOfSpent({ spent }: SpentCondition, path: string, place: Place): ConditionProblem[] {
  if (place.event !== undefined) return [{ path, code: 'not_in_where', field: 'spent' }];
  if (place.registry.spent !== true) return [{ path, code: 'unknown_field', field: 'spent' }];
  return currencyExponent(spent) === undefined ? [{ path, code: 'unknown_currency', field: spent }] : [];
}

function problemsOfBrought(leaf: BroughtCondition, path: string, { registry, event }: Place): ConditionProblem[] {
  const { brought, program } = leaf;
  if (event !== undefined) return [{ path, code: 'not_in_where', field: 'brought' }];
  if (registry.brought === undefined) return [{ path, code: 'brought_means_nothing' }];
  const isMoney = !countedResults.some((each) => each === brought);
  if (isMoney && currencyExponent(brought) === undefined) return [{ path, code: 'unknown_currency', field: brought }];
  const code = registry.brought(leaf);
  return code === undefined ? [] : [{ path, code, field: program }];
}

function problemsOfField(info: FieldInfo | undefined, path: string, field: string, mode: Mode): ConditionProblem[] {
  if (info === undefined) return [{ path, code: 'unknown_field', field }];
  return mode === 'trusted' && info.trust === 'public' ? [{ path, code: 'forgeable_field', field }] : [];
}
