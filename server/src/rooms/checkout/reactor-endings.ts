import type { Outcome } from '../../engine/reactor.ts';
import { isJsonObject, textIn } from '../../kit/values/json.ts';
import { claimIn, releasePromotion } from '../promotions/index.ts';
import { aboutClaim, changed, givingBack, type Input, keptBy, redeeming, replyOf } from './reactor-change.ts';
import type { CheckoutPart } from './rules/part.ts';
import { isOpen, type Reservation, withAnswer } from './rules/reservation.ts';

function find(input: Input, id: string): Reservation | undefined {
  return keptBy(input).find((each) => each.id === id);
}

/** A promotion answered a claim. When all have answered, everything is kept, or everything goes back. */
export function answered(input: Input, isGranted: boolean): Outcome<CheckoutPart> {
  const { fact } = input;
  const claim = claimIn(fact.properties);
  const found = find(input, claim.reservation);
  const claimed = found?.claims.find((each) => each.claim['id'] === claim.id);
  if (found === undefined || claimed === undefined) return {};
  const next = withAnswer(found, claim.id, isGranted);
  if (found.state !== 'asked') {
    // Nobody waits for it any more, so what was granted goes back at once.
    const facts = isGranted ? [aboutClaim(releasePromotion, claimed, fact.timestamp)] : [];
    return { facts };
  }
  const told = fact.properties?.['refused'];
  const refused = next.refused ?? (isGranted || !isJsonObject(told) ? undefined : { ...told, code: claim.code });
  const known: Reservation = refused === undefined ? next : { ...next, refused };
  if (known.claims.some(({ state }) => state === 'asked')) return changed(input, known, { outcome: 'code_answered' });
  if (refused !== undefined) {
    const ended = { ...known, state: 'refused' as const };
    return changed(input, ended, { outcome: 'reservation_refused', detail: { refused }, ...givingBack(input, known) });
  }
  if (known.paid === true) return redeemed(input, known);
  return changed(input, { ...known, state: 'reserved' }, { outcome: 'reservation_made' });
}

/** The order is paid: what was kept for it is spent. */
export function redeemed(input: Input, kept: Reservation): Outcome<CheckoutPart> {
  const next = { ...kept, state: 'redeemed' as const };
  return changed(input, next, { outcome: 'reservation_redeemed', ...redeeming(input, kept) });
}

/** The shop says that the order is paid. Once more is answered alike. */
export function redeem(input: Input): Outcome<CheckoutPart> {
  const kept = find(input, textIn(input.fact.properties, 'reservation'));
  if (kept === undefined) return unknown;
  const { state } = kept;
  if (state === 'redeemed' || state === 'returned') return { reply: replyOf(input, kept) };
  if (state !== 'reserved') return refused(state);
  const outcome = redeemed(input, kept);
  return { ...outcome, reply: replyOf(input, { ...kept, state: 'redeemed' }) };
}

/** The shop wants nothing kept any more. Once more is answered alike. */
export function release(input: Input): Outcome<CheckoutPart> {
  const kept = find(input, textIn(input.fact.properties, 'reservation'));
  if (kept === undefined) return unknown;
  if (kept.state === 'released') return { reply: replyOf(input, kept) };
  if (!isOpen(kept)) return refused(kept.state);
  const next = { ...kept, state: 'released' as const };
  const outcome = changed(input, next, { outcome: 'reservation_released', ...givingBack(input, kept) });
  return { ...outcome, reply: replyOf(input, next) };
}

/** Its time is over: everything goes back. */
export function expire(input: Input): Outcome<CheckoutPart> {
  const kept = find(input, textIn(input.fact.properties, 'key'));
  if (kept === undefined || !isOpen(kept)) return {};
  const next = { ...kept, state: 'expired' as const };
  return changed(input, next, { outcome: 'reservation_expired', ...givingBack(input, kept) });
}

const unknown: Outcome<CheckoutPart> = { reply: { status: 'refused', reason: 'unknown_reservation' } };

function refused(state: string): Outcome<CheckoutPart> {
  return { reply: { status: 'refused', reason: `is_${state}` } };
}
