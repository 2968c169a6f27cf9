import type { BroughtCondition, Conditions } from '@sarafan/contract';
import { type CountState, countAll, type Known, mergeCounts, readPath, type View } from '../../../conditions/index.ts';
import { formatAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import { type Json, ownValue } from '../../../kit/values/json.ts';
import { type FactPosition, trustOf } from '../../../kit/values/position.ts';
import type { TraitValue } from '../../people/index.ts';
import type { CheckoutOrder } from '../../promotions/index.ts';
import type { PaidHistory } from '../../referral/index.ts';

/** What is known of who checks out. */
export interface KnownPerson {
  readonly traits: ReadonlyMap<string, TraitValue>;
  readonly counts: readonly CountState[];
  readonly paid: PaidHistory;
  /** What friends have brought by a place in history. */
  readonly brought: (leaf: BroughtCondition, at: FactPosition) => Known | undefined;
}

/**
 * What conditions at checkout look at: the order as the shop's server tells it, what servers said of the person, what
 * the person did and paid before, what friends have brought. Orders are known from the beginning; other facts are
 * counted since a condition asks.
 */
export function checkoutView(
  order: CheckoutOrder,
  { traits, counts, paid, brought }: KnownPerson,
  conditions: readonly Conditions[],
  at: FactPosition,
): View {
  const own: Readonly<Record<string, Json>> = {
    total: formatAmount(order.totalMinor, currencyExponent(order.currency) ?? 2),
    currency: order.currency,
  };
  return {
    trait(name) {
      const known = traits.get(name);
      return known === undefined ? undefined : { value: known.value, trust: trustOf(known.at) };
    },
    fact(path) {
      const value = ownValue(own, path) ?? readPath(order.fields, path);
      return value === undefined || value === null ? undefined : { value, trust: 'server' };
    },
    counts: { ...countAll(conditions, paid.orders), ...mergeCounts(counts) },
    spent: (leaf) => paid.spent(leaf, at),
    brought: (leaf) => brought(leaf, at),
    at,
  };
}
