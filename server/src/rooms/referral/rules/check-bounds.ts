import type { Conditions, ProgramDefinition, Reward } from '@sarafan/contract';
import { type Foregone, foregoneIn } from '../../../conditions/index.ts';
import { checkTree } from './check-rewards.ts';
import { orderNumbers } from './order.ts';

interface Foreseen {
  readonly path: string;
  readonly code: Foregone;
}

/** Conditions of a definition that never hold, or always do: what is paid, spent or counted is never below zero. */
export function foregoneOf(definition: ProgramDefinition): Foreseen[] {
  return treesOf(definition).flatMap(({ path, tree, ofOrders }): Foreseen[] => {
    // A tree beyond the limits is not walked.
    const isTooLarge = checkTree(path, tree).some(({ code }) => code === 'too_deep' || code === 'too_many_nodes');
    if (isTooLarge) return [];
    return foregoneIn(tree, (fact) => ofOrders && numbers.has(fact)).map(({ path: at, code }) => {
      return { path: at === '/' ? path : `${path}${at}`, code };
    });
  });
}

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
