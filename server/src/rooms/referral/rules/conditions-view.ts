import type { SpentCondition } from '@sarafan/contract';
import { type Known, mergeCounts, type View } from '../../../conditions/index.ts';
import { formatAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import { ownValue } from '../../../kit/values/json.ts';
import { comparePositions, type FactPosition, timeOf, trustOf } from '../../../kit/values/position.ts';
import { dayMs } from '../../../kit/values/time.ts';
import { type Order, ownFields, paidBy } from './order.ts';
import { type Happening, type ReferralView, traitAt } from './part.ts';
import { refundedMinor } from './refunds.ts';

/** What a reward may be for: an order, an event, or that a server has named the friend. */
export interface Cause {
  /** Of an order its own id; of anything else a name that no shop gives an order. */
  readonly id: string;
  readonly at: FactPosition;
  readonly order?: Order;
  readonly happening?: Happening;
}

/** What conditions may look at: values of servers only, as they stood at the cause. */
export function conditionView(view: ReferralView, touchedAt: FactPosition, cause: Cause): View {
  const { at, order, happening } = cause;
  const own = order === undefined ? {} : ownFields(order);
  const fields = order?.fields ?? happening?.fields ?? {};
  const trust = trustOf(order?.at ?? happening?.at ?? at);
  return {
    trait(name) {
      const value = traitAt(view, name, at);
      return value === undefined ? undefined : { value: value.value, trust: trustOf(value.at) };
    },
    fact(path) {
      const value = ownValue(own, path) ?? ownValue(fields, path);
      return value === undefined || value === null ? undefined : { value, trust };
    },
    counts: mergeCounts(view.counts),
    spent: (leaf) => spentBy(view, leaf, at, touchedAt),
    at,
    touchedAt,
  };
}

/** Orders up to the judged place, less their refunds, whenever those came: what was given back was not spent. */
export function spentBy(view: ReferralView, leaf: SpentCondition, at: FactPosition, touchedAt: FactPosition): Known {
  const { spent: currency, of = 'money', since, withinDays } = leaf;
  const from = withinDays === undefined ? Number.NEGATIVE_INFINITY : timeOf(at) - withinDays * dayMs;
  const counted = view.orders.filter((order) => {
    if (order.learner !== undefined || order.currency !== currency || comparePositions(order.at, at) > 0) return false;
    if (since === 'touch' && timeOf(order.at) < timeOf(touchedAt)) return false;
    return timeOf(order.at) > from;
  });
  const minor = counted.reduce((sum, order) => {
    const base = BigInt(of === 'total' ? order.totalMinor : (paidBy(order).money ?? 0));
    const left = base - refundedMinor(view, order);
    return sum + (left > 0n ? left : 0n);
  }, 0n);
  return { value: formatAmount(minor, currencyExponent(currency) ?? 2), trust: 'server' };
}
