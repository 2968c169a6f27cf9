import type { DerivedFact, Outcome } from '../../engine/reactor.ts';
import { parseAmount } from '../../kit/values/amounts.ts';
import { currencyExponent } from '../../kit/values/currencies.ts';
import { type JsonObject, ownValue } from '../../kit/values/json.ts';
import { asideFact } from '../rewards/index.ts';
import { changed, type Input, keptBy, ownPart } from './reactor-change.ts';
import { redeemed } from './reactor-endings.ts';
import { type CheckoutPart, withReservation } from './rules/part.ts';
import { afterRefund, isOpen, type Reservation } from './rules/reservation.ts';

/**
 * A server says that an order was paid: what is kept for it is redeemed. An order that is paid after its reservation
 * ended takes nothing, since what was kept may be another's by now; the decision tells support of it.
 */
export function orderPaid(input: Input): Outcome<CheckoutPart> {
  const { fact } = input;
  const ofOrder = reservationsOf(input, fact.properties);
  const open = ofOrder.find(isOpen);
  if (open !== undefined && open.state === 'asked') {
    return { parts: new Map([[fact.subject, withReservation(ownPart(input), { ...open, paid: true })]]) };
  }
  if (open !== undefined) return redeemed(input, open);
  const last = ofOrder.at(-1);
  if (last === undefined || (last.state !== 'expired' && last.state !== 'released')) return {};
  const detail = { order: last.order, state: last.state };
  return { decisions: [{ about: last.id, outcome: 'paid_without_reservation', detail }] };
}

/** A server says that an order was refunded: points that paid for it come back, in proportion. Codes stay used. */
export function orderRefunded(input: Input): Outcome<CheckoutPart> {
  const { fact } = input;
  const paid = reservationsOf(input, fact.properties).find(({ state }) => {
    return state === 'redeemed' || state === 'returned';
  });
  if (paid === undefined) return {};
  const amount = refundedIn(fact.properties, paid.currency);
  const refunded = amount === 'unreadable' ? undefined : afterRefund(paid, amount);
  if (refunded === undefined) return {};
  const { points, back: amountMinor } = refunded;
  const { returned } = points;
  const reservation = { ...paid, state: 'returned' as const, points };
  const detail = { given: String(amountMinor), returned };
  if (amountMinor === 0n) return changed(input, reservation, { outcome: 'points_returned', detail });
  const facts: DerivedFact[] = [
    asideFact(
      fact.subject,
      {
        ...{ kind: 'pay_back' as const, about: reservation.id, key: `${reservation.id}:${returned}` },
        ...{ profile: fact.subject, unit: points.unit, amountMinor },
      },
      fact.timestamp,
    ),
  ];
  return changed(input, reservation, { outcome: 'points_returned', detail, facts });
}

function reservationsOf(input: Input, properties: JsonObject | undefined): Reservation[] {
  const told = ownValue(properties, 'order_id');
  const order = typeof told === 'number' ? String(told) : told;
  return typeof order === 'string' ? keptBy(input).filter((each) => each.order === order) : [];
}

/** How much a refund says; without a total it is the whole order, and one in another currency says nothing. */
function refundedIn(properties: JsonObject | undefined, currency: string): bigint | undefined | 'unreadable' {
  const told = ownValue(properties, 'currency');
  if (typeof told === 'string' && told.toUpperCase() !== currency) return 'unreadable';
  const total = ownValue(properties, 'total');
  if (total === undefined || total === null) return undefined;
  const parsed = parseAmount(total, currencyExponent(currency) ?? 2);
  return parsed.ok ? parsed.minor : 'unreadable';
}
