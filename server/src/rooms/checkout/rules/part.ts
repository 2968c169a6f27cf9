import type { CountState } from '../../../conditions/index.ts';
import type { Layered } from '../../../kit/values/imports.ts';
import { reservationLimits } from '../limits.ts';
import { isOpen, type Reservation } from './reservation.ts';

/** What the checkout remembers of one profile. What imports told of it is counted apart. */
export interface CheckoutPart extends Layered<CountState> {
  readonly counts: CountState;
  /** How often promotions are used, reserved uses included. */
  readonly uses: Readonly<Record<string, number>>;
  /** In the order in which they were made. */
  readonly reservations: readonly Reservation[];
}

export const emptyCheckout: CheckoutPart = { counts: {}, uses: {}, reservations: [] };

/** A reservation that is new or has changed; the oldest ended ones are forgotten. */
export function withReservation(part: CheckoutPart, next: Reservation): CheckoutPart {
  const known = part.reservations.some(({ id }) => id === next.id);
  const all = known
    ? part.reservations.map((each) => (each.id === next.id ? next : each))
    : [...part.reservations, next];
  const ended = all.filter((each) => !isOpen(each));
  const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - reservationLimits.ended)));
  return { ...part, reservations: all.filter((each) => !forgotten.has(each)) };
}

/** Counts uses of promotions, or takes them back. */
export function withUses(part: CheckoutPart, promotions: readonly string[], by: 1 | -1): CheckoutPart {
  if (promotions.length === 0) return part;
  const uses: Record<string, number> = { ...part.uses };
  for (const promotion of promotions) {
    const left = (uses[promotion] ?? 0) + by;
    if (left > 0) uses[promotion] = left;
    else delete uses[promotion];
  }
  return { ...part, uses };
}

/** How often all profiles together use a promotion. */
export function usesIn(parts: Iterable<CheckoutPart>, promotion: string): number {
  let sum = 0;
  for (const { uses } of parts) sum += uses[promotion] ?? 0;
  return sum;
}

/** The counts of all profiles, imports included. */
export function countsIn(parts: Iterable<CheckoutPart>): CountState[] {
  return [...parts].flatMap((part) => [part.counts, ...Object.values(part.imported ?? {})]);
}
