import type { Samples } from './sample.ts';

export const discount = {
  name: { ru: 'Скидка', en: 'A discount' },
  kind: 'shared',
  discount: { percent: '10' },
} as const;

const cart = { userId: 'basket-owner', currency: 'RUB', total: 1_000 } as const;

/** Promotions, and the checkout at which their codes are used. */
export const checkoutSamples: Samples = {
  'GET /promotions': () => ({ url: '/promotions', abroad: 'own' }),
  'POST /promotions': () => ({ url: '/promotions', payload: { definition: discount }, abroad: 'own' }),
  'POST /promotions/check': () => ({ url: '/promotions/check', payload: { definition: discount }, abroad: 'own' }),
  'GET /promotions/alarms': ({ gifts }) => ({ url: `/promotions/alarms?promotion=${gifts}`, abroad: 'empty' }),
  'POST /promotions/alarms/:alarm/close': ({ alarm }) => ({
    url: `/promotions/alarms/${alarm}/close`,
    payload: { note: 'A typing error' },
    abroad: 'unknown',
  }),
  'GET /promotions/:promotion': ({ promotion }) => ({ url: `/promotions/${promotion}`, abroad: 'unknown' }),
  'PUT /promotions/:promotion': ({ promotion }) => ({
    url: `/promotions/${promotion}`,
    payload: { definition: { ...discount, perPerson: 2 } },
    abroad: 'unknown',
  }),
  'POST /promotions/:promotion/status': ({ promotion }) => ({
    url: `/promotions/${promotion}/status`,
    payload: { status: 'paused' },
    abroad: 'unknown',
  }),
  'GET /promotions/:promotion/codes': ({ coupons }) => ({ url: `/promotions/${coupons}/codes`, abroad: 'unknown' }),
  'GET /promotions/:promotion/codes.csv': ({ coupons }) => ({
    url: `/promotions/${coupons}/codes.csv`,
    abroad: 'unknown',
  }),
  'POST /promotions/:promotion/codes': ({ gifts, friendUserId }) => ({
    url: `/promotions/${gifts}/codes`,
    payload: { userId: friendUserId },
    abroad: 'unknown',
  }),
  'GET /promotions/:promotion/uses': ({ promotion }) => ({ url: `/promotions/${promotion}/uses`, abroad: 'unknown' }),
  'GET /promotions/:promotion/batches': ({ coupons }) => ({
    url: `/promotions/${coupons}/batches`,
    abroad: 'unknown',
  }),
  'POST /promotions/:promotion/batches': ({ coupons }) => ({
    url: `/promotions/${coupons}/batches`,
    payload: { count: 3 },
    abroad: 'unknown',
  }),
  'POST /checkout/quotes': () => ({ url: '/checkout/quotes', payload: cart, abroad: 'own' }),
  'POST /checkout/reservations': () => ({
    url: '/checkout/reservations',
    payload: { ...cart, order: 'basket', key: 'first' },
    abroad: 'own',
  }),
  'GET /checkout/reservations': ({ friend }) => ({
    url: `/checkout/reservations?person=${friend}`,
    abroad: 'unknown',
  }),
  'GET /checkout/reservations/:reservation': ({ reserved }) => ({
    url: `/checkout/reservations/${reserved}`,
    abroad: 'unknown',
  }),
  'POST /checkout/reservations/:reservation/redeem': ({ reserved }) => ({
    url: `/checkout/reservations/${reserved}/redeem`,
    abroad: 'unknown',
  }),
  'POST /checkout/reservations/:reservation/release': ({ alsoReserved }) => ({
    url: `/checkout/reservations/${alsoReserved}/release`,
    abroad: 'unknown',
  }),
  'GET /checkout/limits': () => ({ url: '/checkout/limits', abroad: 'own' }),
  'POST /checkout/limits/:unit/check': () => ({
    url: '/checkout/limits/points/check',
    payload: { limit: { rates: { RUB: '1' }, rules: [{ percent: '25' }] } },
    abroad: 'own',
  }),
  'PUT /checkout/limits/:unit': () => ({
    url: '/checkout/limits/points',
    payload: { limit: { rates: { RUB: '1' }, rules: [{ percent: '25' }] } },
    abroad: 'own',
  }),
};
