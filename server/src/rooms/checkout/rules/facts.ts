/** Commands of the checkout. */
export const reserveCheckout = 'Reserve Checkout';
export const redeemReservation = 'Redeem Reservation';
export const releaseReservation = 'Release Reservation';
