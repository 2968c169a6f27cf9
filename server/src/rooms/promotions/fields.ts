import type { FieldInfo, Registry } from '../../conditions/index.ts';

const orderCompleted = 'Order Completed';

/** Calls that only browsers make: nobody vouches for them, so no condition at checkout counts them. */
const browserCalls: ReadonlySet<string> = new Set(['page', 'screen']);

/** What is remembered of each order that a person paid; of other properties nobody knows how they were. */
const remembered: Readonly<Record<string, FieldInfo>> = {
  total: { trust: 'server', kind: 'number', isMoney: true },
  currency: { trust: 'server' },
  coupon: { trust: 'server' },
  order_id: { trust: 'server' },
};

const server: FieldInfo = { trust: 'server' };

/**
 * The fields that conditions at checkout may name: traits of the person, properties of the order that is checked out,
 * counts and sums of the person's facts, what they spent before. All are words of servers.
 */
export const checkoutFields: Registry = {
  trait: () => server,
  fact: (path) => (path === 'total' ? { trust: 'server', kind: 'number' } : server),
  event: (name) => ({ trust: browserCalls.has(name) ? 'public' : 'server' }),
  spent: true,
  propertyOf: (event, path) => (event === orderCompleted ? remembered[path] : server),
};

/** The fields that a condition on a line may name. */
export const lineFields: Registry = {
  trait: () => undefined,
  fact: (path) => (path === 'price' || path === 'quantity' ? { trust: 'server', kind: 'number' } : server),
  event: () => undefined,
  propertyOf: () => undefined,
};
