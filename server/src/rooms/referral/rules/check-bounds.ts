import type { Conditions, ProgramDefinition, Reward } from '@sarafan/contract';
import { conjunctsOf, type Exclusion, exclusionsIn, type Foregone, foregoneIn } from '../../../conditions/index.ts';
import { checkTree } from './check-rewards.ts';
import { orderNumbers } from './order.ts';

interface Foreseen {
  readonly path: string;
  readonly code: Foregone;
}

/** Conditions of a definition that never hold, or always do: what is paid, spent or counted is never below zero. */
export function foregoneOf(definition: ProgramDefinition): Foreseen[] {
  return treesOf(definition).flatMap(({ path, tree, ofOrders }): Foreseen[] => {
    if (isTooLarge(path, tree)) return [];
    return foregoneIn(tree, (fact) => ofOrders && numbers.has(fact)).map(({ path: at, code }) => {
      return { path: placed(path, at), code };
    });
  });
}

/** Conditions of a definition that no fact meets together with another one before them. */
export function exclusionsOf(definition: ProgramDefinition): Exclusion[] {
  const { friend, order, rewards, results } = definition;
  const asked = (path: string, tree: Conditions | undefined) => {
    return tree === undefined || isTooLarge(path, tree)
      ? []
      : conjunctsOf(tree).map(({ path: at, leaf }) => ({ path: placed(path, at), leaf }));
  };
  const [ofFriend, ofOrder] = [
    asked('/friend/conditions', friend.conditions),
    asked('/order/conditions', order.conditions),
  ];
  const causes = [
    ...rewards.map(({ on, conditions }, index) => ({ on, conditions, path: `/rewards/${index}/conditions` })),
    ...(['leads', 'sales'] as const).flatMap((name) => {
      const counted = results?.[name];
      return counted === undefined ? [] : [{ ...counted, path: `/results/${name}/conditions` }];
    }),
  ];
  // One fact is held against what is asked of the friend, of an order, and for the reward.
  const groups = causes.map(({ on, conditions, path }) => [
    ...ofFriend,
    ...(isOrder(on) ? ofOrder : []),
    ...asked(path, conditions),
  ]);
  const found = [...groups, ofOrder].flatMap(exclusionsIn);
  return [...new Map(found.toReversed().map((each) => [each.path, each])).values()].toReversed();
}

/** A tree beyond the limits is not walked. */
function isTooLarge(path: string, tree: Conditions): boolean {
  return checkTree(path, tree).some(({ code }) => code === 'too_deep' || code === 'too_many_nodes');
}

const placed = (path: string, at: string): string => (at === '/' ? path : `${path}${at}`);

const numbers: ReadonlySet<string> = new Set(orderNumbers);

interface PlacedTree {
  readonly path: string;
  readonly tree: Conditions;
  /** The fact that is judged is an order; a property of another fact may be any number. */
  readonly ofOrders: boolean;
}

function treesOf({ participant, friend, order, rewards, results }: ProgramDefinition): PlacedTree[] {
  const trees = [
    { path: '/participant/conditions', tree: participant?.conditions, ofOrders: false },
    { path: '/friend/conditions', tree: friend.conditions, ofOrders: rewards.every(({ on }) => isOrder(on)) },
    { path: '/order/conditions', tree: order.conditions, ofOrders: true },
    ...rewards.map(({ conditions, on }, index) => {
      return { path: `/rewards/${index}/conditions`, tree: conditions, ofOrders: isOrder(on) };
    }),
    ...(['leads', 'sales'] as const).map((name) => {
      const counted = results?.[name];
      const ofOrders = counted !== undefined && isOrder(counted.on);
      return { path: `/results/${name}/conditions`, tree: counted?.conditions, ofOrders };
    }),
  ];
  return trees.flatMap(({ path, tree, ofOrders }) => (tree === undefined ? [] : [{ path, tree, ofOrders }]));
}

const isOrder = (on: Reward['on']): boolean => on === undefined || 'order' in on;
