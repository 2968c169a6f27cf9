import type { Conditions, Leaf, ProgramDefinition, RewardAmount } from '@sarafan/contract';
import { conjunctsOf } from '../../../conditions/index.ts';
import { currencyOfUnit, type NamedUnit } from './unit-words.ts';

/**
 * The currency of a program's orders, as far as its definition tells: by the condition on it, else by what shares are
 * reckoned in, else by the units of its rewards. Undefined where that is none or several.
 */
export function orderCurrency(
  { order, rewards }: ProgramDefinition,
  units: ReadonlyMap<string, NamedUnit>,
): string | undefined {
  const asked = leavesOf(order.conditions).flatMap((leaf) => {
    return 'fact' in leaf && leaf.fact === 'currency' && leaf.is === 'eq' ? [String(leaf.value).toUpperCase()] : [];
  });
  const reckoned = rewards.flatMap(({ amount }) => currenciesIn(amount));
  const given = rewards.flatMap(({ unit }) => currencyOfUnit(units.get(unit)) ?? []);
  const [told = []] = [asked, reckoned, given].filter((each) => each.length > 0);
  const [only, ...others] = new Set(told);
  return others.length === 0 ? only : undefined;
}

/** The conditions of a tree that must hold whatever else does. */
export function leavesOf(tree: Conditions | undefined): Leaf[] {
  return tree === undefined ? [] : conjunctsOf(tree).map(({ leaf }) => leaf);
}

function currenciesIn(amount: RewardAmount): string[] {
  if (typeof amount === 'string') return [];
  if (!('steps' in amount)) return Object.keys(amount.rates);
  const { currency, steps } = amount;
  return [...(currency === undefined ? [] : [currency]), ...steps.flatMap((step) => currenciesIn(step.amount))];
}
