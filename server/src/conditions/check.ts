import { type Conditions, type CountCondition, conditionLimits, type Leaf } from '@sarafan/contract';
import { operations } from './operators/table.ts';
import type { FieldInfo, Registry } from './registry.ts';
import { isLeaf, partsOf } from './tree.ts';
import type { Mode } from './view.ts';

const conditionProblemCodes = [
  'too_deep',
  'too_many_nodes',
  'unknown_field',
  'forgeable_field',
  'operator_not_for_field',
  'value_not_for_operator',
  'not_in_where',
] as const;
export type ConditionProblemCode = (typeof conditionProblemCodes)[number];

/** Something in a tree that would make it mean nothing, or not what it says. */
export interface ConditionProblem {
  readonly path: string;
  readonly code: ConditionProblemCode;
  /** The name of the trait, property or event; absent when the problem is the tree's shape. */
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
      return 'count' in node && node.where !== undefined ? [node.where] : [];
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
  if ('count' in leaf) return problemsOfCount(leaf, path, place);
  const field = 'trait' in leaf ? leaf.trait : leaf.fact;
  if (place.event !== undefined && 'trait' in leaf) return [{ path, code: 'not_in_where', field }];
  const operation = operations[leaf.is];
  const wrongValue: ConditionProblem[] = operation.takes(leaf.value)
    ? []
    : [{ path, code: 'value_not_for_operator', field }];
  const info = infoOf(leaf, place);
  const kind = info?.kind;
  const wrongKind = kind !== undefined && !operation.kinds.includes(kind);
  return [
    ...wrongValue,
    ...problemsOfField(info, path, field, place.mode),
    ...(wrongKind ? [{ path, code: 'operator_not_for_field', field } as const] : []),
  ];
}

function infoOf(leaf: Leaf, { registry, event }: Place): FieldInfo | undefined {
  if ('trait' in leaf) return registry.trait(leaf.trait);
  if ('count' in leaf) return registry.event(leaf.count);
  return event === undefined ? registry.fact(leaf.fact) : registry.propertyOf(event, leaf.fact);
}

function problemsOfCount(leaf: CountCondition, path: string, place: Place): ConditionProblem[] {
  const field = leaf.count;
  if (place.event !== undefined) return [{ path, code: 'not_in_where', field }];
  const own = problemsOfField(infoOf(leaf, place), path, field, place.mode);
  if (leaf.where === undefined) return own;
  const inside = path === '/' ? '/where' : `${path}/where`;
  return [...own, ...problemsOf(leaf.where, inside, { ...place, event: field })];
}

function problemsOfField(info: FieldInfo | undefined, path: string, field: string, mode: Mode): ConditionProblem[] {
  if (info === undefined) return [{ path, code: 'unknown_field', field }];
  return mode === 'trusted' && info.trust === 'public' ? [{ path, code: 'forgeable_field', field }] : [];
}
