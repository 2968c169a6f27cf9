import { comparePositions, type FactPosition } from '../../../kit/values/position.ts';
import type { Order, Refund } from './order.ts';
import type { ReferralView } from './part.ts';
import type { ProgramVersion } from './versions.ts';

/** Refunds of an order; one in another currency says nothing about it. */
function refundsOf(view: ReferralView, order: Order): readonly Refund[] {
  return view.refunds.filter(({ orderId, currency }) => {
    return orderId === order.id && (currency ?? order.currency) === order.currency;
  });
}

/** What was refunded of an order, at most all of it, in minor units of its currency. */
export function refundedMinor(view: ReferralView, order: Order): bigint {
  const total = BigInt(order.totalMinor);
  let sum = 0n;
  for (const { amountMinor } of refundsOf(view, order)) {
    if (amountMinor === undefined) return total;
    sum += BigInt(amountMinor);
  }
  return sum > total ? total : sum;
}

/** True when the program takes rewards for this order back, all of them, because of its refunds. */
export function isRefunded(version: ProgramVersion, view: ReferralView, order: Order): boolean {
  if (refundsOf(view, order).length === 0) return false;
  switch (version.definition.clawBack) {
    case 'never':
      return false;
    case 'any_refund':
      return true;
    case 'full_refund':
    case 'proportional':
      return refundedMinor(view, order) >= BigInt(order.totalMinor);
  }
}

/** The refund by which the program took rewards for this order back. */
export function refundedAt(version: ProgramVersion, view: ReferralView, order: Order): FactPosition | undefined {
  if (!isRefunded(version, view, order)) return undefined;
  return refundsOf(view, order)
    .map(({ at }) => at)
    .toSorted(comparePositions)
    .at(-1);
}

/** True when a refund changed what rewards for this order come to. */
export function isReduced(version: ProgramVersion, view: ReferralView, order: Order): boolean {
  if (version.definition.clawBack !== 'proportional') return isRefunded(version, view, order);
  return refundsOf(view, order).length > 0;
}
