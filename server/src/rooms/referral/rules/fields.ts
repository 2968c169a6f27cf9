import type { Registry } from '../../../conditions/index.ts';
import { orderCompleted, orderRefunded } from './facts.ts';
import { orderNumbers } from './order.ts';

/** What the room reads of an order by itself, in major units; every other property is looked at as it was sent. */
const numbers: ReadonlySet<string> = new Set(orderNumbers);

/** Calls that only browsers make: nobody vouches for them, so conditions of a program may not count them. */
const browserCalls: ReadonlySet<string> = new Set(['page', 'screen']);

/** The fields that the conditions of a program may name. Orders come from servers, and so do the traits they read. */
export const programFields: Registry = {
  trait: () => ({ trust: 'server' }),
  fact: (path) => (numbers.has(path) ? { trust: 'server', kind: 'number' } : { trust: 'server' }),
  event: (name) => ({ trust: browserCalls.has(name) ? 'public' : 'server' }),
  spent: true,
  propertyOf: (event, path) =>
    (event === orderCompleted || event === orderRefunded) && path === 'total'
      ? { trust: 'server', kind: 'number', isMoney: true }
      : { trust: 'server' },
};
