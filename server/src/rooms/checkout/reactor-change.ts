import type { DecideInput, Decision, DerivedFact, Outcome } from '../../engine/reactor.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { claimIn, factAbout, redeemPromotion, releasePromotion } from '../promotions/index.ts';
import { asideFact } from '../rewards/index.ts';
import type { CheckoutDefinitions } from './rules/definitions.ts';
import { type CheckoutPart, emptyCheckout, withReservation, withUses } from './rules/part.ts';
import { granted, isOpen, type Reservation, type ReservedClaim } from './rules/reservation.ts';

export type Input = DecideInput<CheckoutPart, CheckoutDefinitions>;

/**
 * What is kept for the person's orders, in the order in which it was made. It lies with the person's own profile: who
 * checks out has a user id, and such a profile neither joins another person nor leaves.
 */
export function keptBy(input: Input): readonly Reservation[] {
  return ownPart(input).reservations;
}

export function ownPart({ parts, fact }: Input): CheckoutPart {
  return parts.get(fact.subject) ?? emptyCheckout;
}

/** What came of a reservation, as its decision tells it. */
export interface Told {
  readonly outcome: string;
  readonly detail?: JsonObject;
  readonly facts?: readonly DerivedFact[];
  /** Uses of promotions that count for the person from now on, or no longer. */
  readonly uses?: { readonly promotions: readonly string[]; readonly by: 1 | -1 };
}

/** A reservation is new or has changed: its part, its row, its timer, its decision, and answers to who waits for it. */
export function changed(input: Input, reservation: Reservation, told: Told): Outcome<CheckoutPart> {
  const { waiting = [], ...settled } = reservation;
  // Whoever asked is answered once it is known whether the codes could be had.
  const isSettled = reservation.state !== 'asked';
  const kept: Reservation = isSettled ? settled : reservation;
  const before = ownPart(input);
  const counted = told.uses === undefined ? before : withUses(before, told.uses.promotions, told.uses.by);
  const dueAt = isOpen(kept) ? kept.expiresAt : null;
  const decision: Decision = {
    about: kept.id,
    outcome: told.outcome,
    detail: { order: kept.order, ...summaryOf(kept), ...told.detail },
  };
  return {
    parts: new Map([[input.fact.subject, withReservation(counted, kept)]]),
    timers: [{ key: kept.id, dueAt }],
    effects: [{ reservation: { ...kept } }],
    decisions: [decision],
    facts: told.facts ?? [],
    answers: isSettled ? waiting.map((each) => ({ ...each, reply: answerOf(input, kept) })) : [],
  };
}

export function replyOf({ fact }: Input, reservation: Reservation): NonNullable<Outcome<CheckoutPart>['reply']> {
  const result = { reservation: { ...reservation }, person: fact.subject };
  if (reservation.state !== 'refused') return { status: 'done', result };
  const reason = reservation.refused?.['reason'];
  return { status: 'refused', reason: typeof reason === 'string' ? reason : 'refused', result };
}

/** The answer to who asked to reserve: what ended meanwhile was not kept for them. */
function answerOf(input: Input, reservation: Reservation): ReturnType<typeof replyOf> {
  const reply = replyOf(input, reservation);
  const { state } = reservation;
  return state === 'released' || state === 'expired' ? { ...reply, status: 'refused', reason: `is_${state}` } : reply;
}

function summaryOf({ points, claims }: Reservation): JsonObject {
  return {
    codes: claims.map(({ code }) => code),
    ...(points === undefined ? {} : { unit: points.unit, points: points.minor }),
  };
}

/** Everything that is kept goes back where it came from; a code that is still being asked for goes back later. */
export function givingBack(input: Input, reservation: Reservation): Pick<Told, 'facts' | 'uses'> {
  const { timestamp, subject: profile } = input.fact;
  const { id, points, claims } = reservation;
  const facts: DerivedFact[] = granted(reservation).map((each) => aboutClaim(releasePromotion, each, timestamp));
  if (points !== undefined) {
    const aside = { about: id, key: id, profile, unit: points.unit, amountMinor: BigInt(points.minor) };
    facts.push(asideFact(profile, { kind: 'put_back', ...aside }, timestamp));
  }
  return { facts, uses: { promotions: claims.map(({ promotion }) => promotion), by: -1 } };
}

/** The order is paid: points go to the shop, and uses of promotions are final. */
export function redeeming(input: Input, reservation: Reservation): Pick<Told, 'facts'> {
  const { timestamp, subject: profile } = input.fact;
  const { id, points } = reservation;
  const facts: DerivedFact[] = granted(reservation).map((each) => aboutClaim(redeemPromotion, each, timestamp));
  if (points === undefined) return { facts };
  const aside = { about: id, key: id, profile, unit: points.unit, amountMinor: BigInt(points.minor) };
  return { facts: [...facts, asideFact(profile, { kind: 'pay', ...aside }, timestamp)] };
}

export function aboutClaim(name: string, { claim: json }: ReservedClaim, timestamp: number): DerivedFact {
  const claim = claimIn({ claim: json });
  return factAbout(name, claim.promotion, claim, timestamp);
}
