import type { AcceptedFact } from '../../../server/src/engine/fact.ts';
import { TreeCheck } from '../../../server/src/engine/ingest/tree.ts';
import { isCallRefusal, type Reception, validateCall } from '../../../server/src/engine/ingest/validate.ts';
import { systemRandom } from '../../../server/src/kit/random.ts';
import type { WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import type { Json } from '../../../server/src/kit/values/json.ts';
import { Draws } from './draws.ts';
import { eventText, type TrackingEvent } from './events.ts';
import { categories } from './programs.ts';

/** What a benchmark's traffic is made of. */
export interface WorkloadOptions {
  readonly seed: number;
  /** Visitors with an anonymousId and customers with a userId, together. */
  readonly persons: number;
  /** Invite codes that friends may name. */
  readonly codes: readonly string[];
}

/** Six persons of ten are customers whom the shop's server names; the others are visitors whom only a browser knows. */
const customerShare = 0.6;

/** An event with whose key it comes. */
export interface Sent {
  readonly trust: 'public' | 'server';
  readonly event: TrackingEvent;
}

interface Paid {
  readonly orderId: string;
  readonly userId: string;
}

/**
 * A shop's traffic: 60% page, 25% product, 8% cart, 4% identify, 3% order, drawn from a seed. Pages are told by
 * browsers, everything else by the shop's server. Half of the identifies and a third of the orders name an invite code;
 * one order in ten is a refund of an earlier one, and one in twenty is paid for somebody else.
 */
export class Workload {
  readonly #draws: Draws;
  readonly #codes: readonly string[];
  readonly #customers: number;
  readonly #visitors: number;
  readonly #paid: Paid[] = [];
  #made = 0;

  constructor({ seed, persons, codes }: WorkloadOptions) {
    this.#draws = new Draws(seed);
    this.#codes = codes;
    this.#customers = Math.round(persons * customerShare);
    this.#visitors = persons - this.#customers;
  }

  /** One fact about every person, so that all of them are known before anything is measured. */
  introductions(): Sent[] {
    const customers = Array.from({ length: this.#customers }, (_, index) => this.#identify(customer(index), false));
    const visitors = Array.from({ length: this.#visitors }, (_, index) => this.#page(visitor(index)));
    return [...customers, ...visitors];
  }

  /** One fact about every customer that names an invite code, so that everybody is somebody's friend. */
  invitations(): Sent[] {
    return Array.from({ length: this.#customers }, (_, index) => this.#identify(customer(index), true));
  }

  next(count: number): Sent[] {
    return Array.from({ length: count }, () => this.#one());
  }

  /** Events of the same mix that are never sent to a server, so no later order is refunded for being among them. */
  sample(count: number): TrackingEvent[] {
    const paid = this.#paid.length;
    const events = this.next(count).map((sent) => sent.event);
    this.#paid.length = paid;
    return events;
  }

  #one(): Sent {
    const draw = this.#draws.unit();
    if (draw < 0.6) return this.#page(visitor(this.#draws.below(this.#visitors)));
    const userId = customer(this.#draws.below(this.#customers));
    if (draw < 0.85) return this.#track('Product Viewed', userId, this.#product());
    if (draw < 0.93)
      return this.#track('Cart Viewed', userId, { cart_id: this.#draws.hex(8), products: [this.#product()] });
    if (draw < 0.97) return this.#identify(userId, this.#draws.chance(0.5));
    return this.#draws.chance(0.1) ? this.#refund(userId) : this.#order(userId);
  }

  #common(): Pick<TrackingEvent, 'messageId' | 'timestamp'> {
    this.#made += 1;
    // The shop's clock goes on by a millisecond an event and began an hour ago, so nothing lies in the future.
    const timestamp = new Date(began + (this.#made % hourMs)).toISOString();
    return { messageId: this.#draws.hex(32), timestamp };
  }

  #page(anonymousId: string): Sent {
    const properties = { title: 'English for beginners', path: `/courses/${this.#draws.below(500)}` };
    return { trust: 'public', event: { type: 'page', name: 'Course', ...this.#common(), anonymousId, properties } };
  }

  #track(event: string, userId: string, properties: Readonly<Record<string, unknown>>): Sent {
    return { trust: 'server', event: { type: 'track', event, ...this.#common(), userId, properties } };
  }

  #product(): Readonly<Record<string, unknown>> {
    const category = this.#draws.pick(categories);
    return { product_id: `sku-${this.#draws.below(10_000)}`, category, price: 1 + this.#draws.below(5_000) };
  }

  #identify(userId: string, invited: boolean): Sent {
    const traits = {
      email: `${userId}@example.com`,
      city: this.#draws.pick(['Kazan', 'Omsk', 'Perm', 'Tula']),
      age: 16 + this.#draws.below(50),
      legal_form: this.#draws.chance(0.1) ? 'company' : 'person',
      ...(invited && this.#codes.length > 0 ? { referral_code: this.#draws.pick(this.#codes) } : {}),
    };
    return { trust: 'server', event: { type: 'identify', ...this.#common(), userId, traits } };
  }

  #order(userId: string): Sent {
    const orderId = `order-${this.#draws.hex(10)}`;
    this.#paid.push({ orderId, userId });
    const properties = {
      order_id: orderId,
      total: 100 + this.#draws.below(9_900),
      currency: 'RUB',
      ...(this.#codes.length > 0 && this.#draws.chance(0.33) ? { coupon: this.#draws.pick(this.#codes) } : {}),
      ...(this.#draws.chance(0.05) ? { learner_id: customer(this.#draws.below(this.#customers)) } : {}),
    };
    return this.#track('Order Completed', userId, properties);
  }

  #refund(userId: string): Sent {
    if (this.#paid.length === 0) return this.#order(userId);
    const { orderId, userId: payer } = this.#draws.pick(this.#paid);
    return this.#track('Order Refunded', payer, { order_id: orderId });
  }
}

const hourMs = 3_600_000;
const began = Date.now() - hourMs;

export function customer(index: number): string {
  return `user-${String(index).padStart(7, '0')}`;
}

function visitor(index: number): string {
  return `browser-${String(index).padStart(7, '0')}`;
}

/** The facts that the tracking API makes of these events, in their order. */
export function factsOf(workspace: WorkspaceId, sent: readonly Sent[], draws: Draws): AcceptedFact[] {
  const common: Omit<Reception, 'sender'> = {
    receivedAt: Date.now(),
    type: undefined,
    history: false,
    sentAt: undefined,
    sharedContext: undefined,
    tree: new TreeCheck(false),
    random: systemRandom,
  };
  return sent.map(({ trust, event }) => {
    const call = JSON.parse(eventText(event, draws)) as Json;
    const outcome = validateCall(call, { ...common, sender: { workspace, trust } });
    if (isCallRefusal(outcome)) throw new Error(`An event was refused: ${outcome.code}`);
    return outcome;
  });
}
