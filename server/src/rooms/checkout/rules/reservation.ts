import type { reservationStates } from '@sarafan/contract';
import { derivedId, type Id, type Lane, laneOfSubject, type SubjectId } from '../../../kit/values/ids.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { Claim } from '../../promotions/index.ts';

export type ReservationId = Id<'rsv'>;
export type ReservationState = (typeof reservationStates)[number];

/**
 * What is kept for an order until it is paid: points, in the person's lane, and uses of promotions, which their own
 * lanes granted.
 *
 *   (absent) ── reserve ──► asked ── all codes granted ──► reserved ── redeem, or the order is paid ──► redeemed
 *                           asked ── one declined ───────► refused            redeemed ── refund ────► returned
 *                           asked, reserved ── release ──► released
 *                           asked, reserved ── its time is over ──► expired
 *
 * Without codes it is reserved at once. A code that is granted when it is wanted no longer is given back. Amounts are
 * minor units as decimal texts, so that a reservation is JSON.
 */
export type Reservation = {
  readonly id: ReservationId;
  /** The shop's name for this checkout of the order, and what was asked for under it. */
  readonly key: string;
  readonly hash: string;
  readonly order: string;
  readonly currency: string;
  readonly totalMinor: string;
  readonly state: ReservationState;
  readonly reservedAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly claims: readonly ReservedClaim[];
  readonly points?: ReservedPoints;
  /** Why a code could not be had. */
  readonly refused?: JsonObject;
  /** The order was paid before its codes were granted. */
  readonly paid?: true;
  /** Commands that wait for the answers of codes. */
  readonly waiting?: readonly Waiting[];
};

export type ReservedClaim = {
  /** The claim as facts carry it. */
  readonly claim: JsonObject;
  readonly promotion: string;
  readonly code: string;
  readonly minor: string;
  readonly state: 'asked' | 'claimed' | 'declined';
};

export type ReservedPoints = {
  readonly unit: string;
  readonly minor: string;
  readonly paysMinor: string;
  /** What refunds gave back, and how much money of the order they were. */
  readonly returned: string;
  readonly refundedMinor: string;
};

export type Waiting = { readonly lane: Lane; readonly messageId: string };

/** What is reserved anew, after it ended, is another reservation. The id leads to the person's lane. */
export function reservationIdOf(person: SubjectId, order: string, key: string, asking: string): ReservationId {
  const hex = laneOfSubject(person).toString(16).padStart(2, '0');
  return `rsv_${hex}${derivedId('rsv', person, order, key, asking).slice(4)}` as ReservationId;
}

/** The lane of the person whose reservation it is; undefined for a text that is no reservation's id. */
export function laneOfReservation(text: string): Lane | undefined {
  return /^rsv_[0-9a-f]{2}[0-9a-hjkmnp-tv-z]{16}$/.test(text) ? Number.parseInt(text.slice(4, 6), 16) : undefined;
}

export const isOpen = ({ state }: Reservation): boolean => state === 'asked' || state === 'reserved';
const isPaid = ({ state }: Reservation): boolean => state === 'redeemed' || state === 'returned';

/** What a shop's repeat of a reservation meets: the same one, or what stands against a new one. */
export type Met =
  | { readonly same: Reservation }
  | { readonly refused: 'other_input' | 'order_reserved' | 'order_paid'; readonly by: Reservation };

/** Looks for what is kept for the order already. Undefined: nothing stands against reserving. */
export function meetReservation(
  known: readonly Reservation[],
  { order, key, hash }: Pick<Reservation, 'order' | 'key' | 'hash'>,
): Met | undefined {
  const ofOrder = known.filter((each) => each.order === order);
  const same = ofOrder.findLast((each) => each.key === key);
  if (same !== undefined && (isOpen(same) || isPaid(same))) {
    return same.hash === hash ? { same } : { refused: 'other_input', by: same };
  }
  const paid = ofOrder.find(isPaid);
  if (paid !== undefined) return { refused: 'order_paid', by: paid };
  const open = ofOrder.find(isOpen);
  return open === undefined ? undefined : { refused: 'order_reserved', by: open };
}

/** Which uses the reservation has been granted: they are redeemed with it, or given back. */
export function granted({ claims }: Reservation): readonly ReservedClaim[] {
  return claims.filter(({ state }) => state === 'claimed');
}

/** A claim was answered. */
export function withAnswer(reservation: Reservation, id: Claim['id'], isGranted: boolean): Reservation {
  const claims = reservation.claims.map((each): ReservedClaim => {
    return each.claim['id'] === id ? { ...each, state: isGranted ? 'claimed' : 'declined' } : each;
  });
  return { ...reservation, claims };
}

/** The points of an order after a refund, and how many of them come back now. */
export interface Refunded {
  readonly points: ReservedPoints;
  readonly back: bigint;
}

/**
 * What a refund of an order gives back of its points: in proportion to all that was refunded by now of what the order
 * came to after its codes, rounded down, and never more than were paid. Undefined amount: all of it.
 */
export function afterRefund(reservation: Reservation, amountMinor: bigint | undefined): Refunded | undefined {
  const { points, totalMinor, claims } = reservation;
  if (points === undefined) return undefined;
  const off = claims.reduce((sum, { minor }) => sum + BigInt(minor), 0n);
  const base = BigInt(totalMinor) - off;
  const all = amountMinor === undefined ? base : BigInt(points.refundedMinor) + amountMinor;
  const refunded = all < base ? all : base;
  const paid = BigInt(points.minor);
  const returned = refunded >= base ? paid : (paid * refunded) / base;
  const next = { ...points, returned: String(returned), refundedMinor: String(refunded) };
  return { points: next, back: returned - BigInt(points.returned) };
}
