import type { SpentCondition } from '@sarafan/contract';
import type { CountedFact, Known } from '../../../conditions/index.ts';
import type { FactPosition } from '../../../kit/values/position.ts';
import { spentBy } from './conditions-view.ts';
import { ownFields } from './order.ts';
import { type ReferralPart, viewOf } from './part.ts';

/** What a person has paid for, whenever it was told: other rooms' conditions ask about it. */
export interface PaidHistory {
  /** Each order once, with the properties that every order has. */
  readonly orders: readonly CountedFact[];
  /** Up to a place, refunds taken off. */
  spent(leaf: SpentCondition, at: FactPosition): Known;
}

export function paidHistory(parts: Iterable<ReferralPart>): PaidHistory {
  const view = viewOf(parts, new Map());
  const orders = view.orders
    .filter((order) => order.credited !== true)
    .map((order): CountedFact => {
      const { total, currency, coupon } = ownFields(order);
      const properties = { order_id: order.id, total, currency, ...(coupon === null ? {} : { coupon }) };
      return { name: 'Order Completed', trust: 'server', position: order.at, properties };
    });
  return { orders, spent: (leaf, at) => spentBy(view, leaf, at, at) };
}
