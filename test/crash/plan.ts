import type { JsonObject } from '../../server/src/kit/values/json.ts';
import { dayMs, type EpochMs, minuteMs } from '../../server/src/kit/values/time.ts';
import { Draws } from '../soak/ledger/draws.ts';
import type { Codes, SchoolEvent } from './events.ts';

/**
 * Draws what a language school's systems would send about its students' friends: sign-ups with a code, payments in
 * money, by gift certificate and in both, repeated tellings, refunds, visitors who are named later, parents who pay.
 * Moments lie minutes apart in the past, so no delay of a retry changes the order in which things happened.
 */
export function drawSchool(options: {
  readonly seed: number;
  readonly events: number;
  readonly codes: Codes;
  readonly now: EpochMs;
}): SchoolEvent[] {
  const draws = new Draws(options.seed);
  const scripts: SchoolEvent[][] = [];
  for (let drawn = 0; drawn < options.events; ) {
    const script = new FriendScript(draws, scripts.length, options).draw();
    scripts.push(script);
    drawn += script.length;
  }
  return interleave(draws, scripts);
}

/** Friends come and go at once: events of some hundred of them are mixed, each friend's in their order. */
function interleave(draws: Draws, scripts: SchoolEvent[][]): SchoolEvent[] {
  const waiting = [...scripts];
  const open = waiting.splice(0, 100);
  const sent: SchoolEvent[] = [];
  while (open.length > 0) {
    const index = draws.below(open.length);
    const [event, ...rest] = open[index] ?? [];
    if (event !== undefined) sent.push(event);
    if (rest.length > 0) open[index] = rest;
    else open.splice(index, 1, ...waiting.splice(0, 1));
  }
  return sent;
}

type Payment = 'money' | 'certificate' | 'mixed' | 'plain';

class FriendScript {
  readonly #draws: Draws;
  readonly #codes: readonly [string, string][];
  readonly #friend: string;
  readonly #events: SchoolEvent[] = [];
  #at: EpochMs;
  #orders = 0;

  constructor(draws: Draws, number: number, options: { readonly codes: Codes; readonly now: EpochMs }) {
    this.#draws = draws;
    this.#codes = [...options.codes];
    // Now and then a student, each once, uses a code, perhaps the student's own.
    const student = number % 20 === 7 ? this.#codes[Math.floor(number / 20)]?.[0] : undefined;
    this.#friend = student ?? `friend-${number}`;
    this.#at = options.now - (200 + draws.below(20)) * dayMs;
  }

  draw(): SchoolEvent[] {
    const draws = this.#draws;
    const kind = draws.below(10);
    if (kind === 0) this.#knownBefore();
    if (kind === 1) this.#pay(draws.pick(['money', 'certificate'] as const));
    if (kind === 2) this.#visit();
    else if (kind !== 3) this.#identify({ referral_code: this.#code(), ...this.#legalForm() });
    if (draws.chance(15)) this.#identify({ referral_code: this.#code() });
    if (draws.chance(5)) this.#at += 95 * dayMs;
    if (kind === 4) this.#payForChild();
    else if (draws.chance(90)) this.#pay(draws.pick(['money', 'money', 'plain', 'certificate', 'mixed'] as const));
    if (draws.chance(20)) this.#pay('money');
    if (draws.chance(30)) this.#track('Lesson Booked', { tariff: draws.pick(['4', '8', '64']) });
    // The same message again, as a queue that delivers at least once would send it.
    if (draws.chance(10) && this.#events.length > 0) this.#events.push(draws.pick(this.#events));
    return this.#events;
  }

  #knownBefore(): void {
    this.#identify({ name: 'Known before' });
    this.#at += this.#draws.pick([10, 40]) * dayMs;
  }

  #moment(): EpochMs {
    this.#at += (1 + this.#draws.below(300)) * minuteMs;
    return this.#at;
  }

  #add(event: Omit<SchoolEvent, 'messageId' | 'timestamp'>): void {
    const messageId = `${this.#friend}-${this.#at}-${this.#events.length}`;
    this.#events.push({ ...event, messageId, timestamp: this.#moment() });
  }

  #identify(traits: JsonObject, anonymousId?: string): void {
    const ids = { userId: this.#friend, ...(anonymousId === undefined ? {} : { anonymousId }) };
    const email = `${this.#friend}@example.com`;
    this.#add({ by: 'server', type: 'identify', name: 'identify', ...ids, traits: { email, ...traits } });
  }

  #track(name: string, properties: JsonObject): void {
    this.#add({ by: 'server', type: 'track', name, userId: this.#friend, properties });
  }

  #code(): string {
    return this.#draws.pick(this.#codes)[1];
  }

  #legalForm(): JsonObject {
    return this.#draws.chance(10) ? { legal_form: this.#draws.pick(['company', 'sole_trader', 'person']) } : {};
  }

  /** A visitor looks around and enters a code; the school's server tells later who it was. */
  #visit(): void {
    const anonymousId = `browser-of-${this.#friend}-${this.#at}`;
    for (let pages = this.#draws.below(3); pages >= 0; pages -= 1) {
      this.#add({ by: 'browser', type: 'page', name: 'page', anonymousId });
    }
    const properties = { code: this.#code() };
    this.#add({ by: 'server', type: 'track', name: 'Referral Code Entered', anonymousId, properties });
    if (this.#draws.chance(90)) this.#identify({}, anonymousId);
  }

  #pay(how: Payment, more: JsonObject = {}): void {
    this.#orders += 1;
    const order_id = `order-${this.#friend}-${this.#at}-${this.#orders}`;
    const total = 1_000 + this.#draws.below(50) * 100;
    const coupon = this.#draws.chance(5) ? { coupon: this.#code() } : {};
    const order = { order_id, total, currency: 'RUB', ...paymentsOf(how, total), ...coupon, ...more };
    this.#track('Order Completed', order);
    // Told again by another system of the school, under another message id.
    if (this.#draws.chance(10)) this.#track('Order Completed', order);
    if (this.#draws.chance(15)) this.#refund(order_id, total);
  }

  #refund(order_id: string, total: number): void {
    const kind = this.#draws.below(3);
    if (kind === 0) this.#track('Order Refunded', { order_id });
    else this.#track('Order Refunded', { order_id, total: 400, currency: 'RUB' });
    if (kind === 2) this.#track('Order Refunded', { order_id, total: total - 400, currency: 'RUB' });
  }

  /** A parent, known under an id of their own, pays for the friend. */
  #payForChild(): void {
    const child = this.#friend;
    const from = this.#events.length;
    this.#pay(this.#draws.pick(['money', 'plain'] as const), { learner_id: child });
    for (let index = from; index < this.#events.length; index += 1) {
      const event = this.#events[index];
      if (event !== undefined) this.#events[index] = { ...event, userId: `parent-of-${child}` };
    }
  }
}

function paymentsOf(how: Payment, total: number): JsonObject {
  switch (how) {
    case 'plain':
      return {};
    case 'money':
      return { payments: [{ method: 'money', amount: total }] };
    case 'certificate':
      return { payments: [{ method: 'gift_certificate', amount: total }] };
    case 'mixed':
      return {
        payments: [
          { method: 'gift_certificate', amount: 500 },
          { method: 'money', amount: total - 500 },
        ],
      };
  }
}
