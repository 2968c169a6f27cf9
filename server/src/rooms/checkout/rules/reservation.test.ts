import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterRefund, meetReservation, type Reservation, type ReservationState } from './reservation.ts';

function reservationOf(more: Partial<Reservation> = {}): Reservation {
  return {
    ...{ id: 'rsv_1' as Reservation['id'], key: 'k', hash: 'h', order: 'o', currency: 'RUB', totalMinor: '100000' },
    ...{ state: 'redeemed', reservedAt: 0, expiresAt: 1, claims: [] },
    ...more,
  };
}

/** Points that paid for an order, after refunds of so much money. */
const points = (minor: string, refundedMinor = '0', returned = '0'): Pick<Reservation, 'points'> => {
  return { points: { unit: 'points', minor, paysMinor: `${minor}00`, returned, refundedMinor } };
};
const off = (minor: string): Pick<Reservation, 'claims'> => {
  return { claims: [{ claim: {}, promotion: 'p', code: 'c', minor, state: 'claimed' }] };
};

describe('a refund of an order that points paid for (CHK-6)', () => {
  test.each<[string, Partial<Reservation>, bigint | undefined, bigint | undefined]>([
    ['the whole order', points('250'), undefined, 250n],
    ['half of it', points('250'), 50_000n, 125n],
    ['rounded down', points('250'), 99_999n, 249n],
    ['what is left after a part', points('250', '50000', '125'), undefined, 125n],
    ['more than the order', points('250'), 200_000n, 250n],
    ['nothing of it', points('250'), 0n, 0n],
    ['of what was left after a code', { ...points('200'), ...off('20000') }, 40_000n, 100n],
    ['all that was left after a code', { ...points('200'), ...off('20000') }, 80_000n, 200n],
    ['no points were paid', {}, undefined, undefined],
  ])('%s', (_what, more, refunded, expected) => {
    expect(afterRefund(reservationOf(more), refunded)?.back).toBe(expected);
  });

  test('refunds in whatever parts give back what was paid when they come to the order, and never more', () => {
    const parts = fc.array(fc.bigInt(0n, 60_000n), { maxLength: 8 });
    fc.assert(
      fc.property(fc.bigInt(1n, 1_000n), parts, (paid, all) => {
        let reservation = reservationOf(points(String(paid)));
        let returned = 0n;
        for (const refunded of all) {
          const after = afterRefund(reservation, refunded);
          if (after === undefined) throw new Error('There are points');
          expect(after.back).toBeGreaterThanOrEqual(0n);
          returned += after.back;
          reservation = { ...reservation, points: after.points };
        }
        const sum = all.reduce((total, each) => total + each, 0n);
        expect(returned).toBe(sum >= 100_000n ? paid : (paid * sum) / 100_000n);
      }),
    );
  });
});

describe('a checkout that is asked for again', () => {
  test.each<[string, ReservationState, Partial<Reservation>, unknown]>([
    ['while it is open', 'reserved', {}, 'same'],
    ['after it was paid', 'redeemed', {}, 'same'],
    ['with another cart under its key', 'reserved', { hash: 'other' }, 'other_input'],
    ['under another key while it is open', 'asked', { key: 'other' }, 'order_reserved'],
    ['under another key after it was paid', 'redeemed', { key: 'other' }, 'order_paid'],
    ['after its time', 'expired', {}, undefined],
    ['after it was released, with another cart', 'released', { hash: 'other' }, undefined],
    ['of another order', 'reserved', { order: 'other' }, undefined],
  ])('%s', (_what, state, again, expected) => {
    const met = meetReservation([reservationOf({ state })], reservationOf(again));
    expect(met === undefined ? undefined : 'same' in met ? 'same' : met.refused).toBe(expected);
  });
});
