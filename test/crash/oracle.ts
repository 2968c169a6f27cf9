import { isJsonObject } from '../../server/src/kit/values/json.ts';
import { dayMs } from '../../server/src/kit/values/time.ts';
import type { Codes, SchoolEvent } from './events.ts';

/** Two lessons to each of both, for this order of the friend. */
export interface ExpectedReward {
  readonly friend: string;
  readonly referrer: string;
  readonly order: string;
}

interface Paid {
  readonly id: string;
  readonly at: number;
  readonly total: number;
  readonly certificate: number;
  readonly money: number;
}

interface Friend {
  readonly codes: { readonly at: number; readonly referrer: string }[];
  /** Each order by its id, as it was told first. */
  readonly orders: Map<string, Paid>;
  /** What was given back of an order; infinite when all of it. */
  readonly refunds: Map<string, number>;
  knownAt: number;
  readonly legalForms: { readonly at: number; readonly form: string }[];
}

/**
 * Who is owed what under the language school's rules, from the events alone: SKY-1 (money), SKY-2 (gift certificates,
 * mixed payments too), SKY-3 (paid before), SKY-4 (companies), SKY-9 (repeats), SKY-10 (refunds). It shares no code
 * with the server and knows nothing of arrival: it sees a set of events.
 */
export function expectedRewards(events: readonly SchoolEvent[], codes: Codes): ExpectedReward[] {
  const owners = new Map([...codes].map(([owner, code]) => [code, owner]));
  const friends = gather(events, owners);
  const rewards: ExpectedReward[] = [];
  for (const [name, friend] of friends) {
    const [first] = [...friend.orders.values()].sort((left, right) => left.at - right.at);
    if (first === undefined) continue;
    const touches = [...friend.codes].sort((left, right) => left.at - right.at);
    const touch = touches.findLast((each) => each.at <= first.at);
    if (touch === undefined || touch.referrer === name) continue;
    if (first.certificate > 0 || first.money <= 0) continue;
    if (first.at - touch.at > 90 * dayMs) continue;
    if ((touches[0]?.at ?? 0) - friend.knownAt > 30 * dayMs) continue;
    if (isBusiness(friend, first.at)) continue;
    if ((friend.refunds.get(first.id) ?? 0) >= first.total) continue;
    rewards.push({ friend: name, referrer: touch.referrer, order: first.id });
  }
  return rewards;
}

function isBusiness(friend: Friend, at: number): boolean {
  const forms = [...friend.legalForms].sort((left, right) => left.at - right.at);
  const form = (forms.findLast((each) => each.at <= at) ?? forms[0])?.form;
  return form === 'company' || form === 'sole_trader';
}

function gather(events: readonly SchoolEvent[], owners: ReadonlyMap<string, string>): Map<string, Friend> {
  const users = new Map<string, string>();
  for (const event of events) {
    if (event.by === 'server' && event.userId !== undefined && event.anonymousId !== undefined) {
      users.set(event.anonymousId, event.userId);
    }
  }
  const friends = new Map<string, Friend>();
  const friendNamed = (name: string): Friend => {
    const friend = friends.get(name) ?? newFriend();
    friends.set(name, friend);
    return friend;
  };
  const learners = new Map<string, string>();
  for (const event of once(events)) {
    const learner = event.properties?.['learner_id'];
    if (typeof learner === 'string') learners.set(orderOf(event.properties), learner);
  }
  for (const event of once(events)) {
    const name = event.userId ?? users.get(event.anonymousId ?? '');
    if (name === undefined || event.by !== 'server') continue;
    tell(friendNamed(name), event, owners);
    const payee = learners.get(orderOf(event.properties));
    tellPayment(friendNamed(payee ?? name), event);
  }
  return friends;
}

function newFriend(): Friend {
  return { codes: [], orders: new Map(), refunds: new Map(), knownAt: Number.POSITIVE_INFINITY, legalForms: [] };
}

function once(events: readonly SchoolEvent[]): SchoolEvent[] {
  return [...new Map(events.map((event) => [event.messageId, event])).values()];
}

function tell(friend: Friend, event: SchoolEvent, owners: ReadonlyMap<string, string>): void {
  const { traits, properties, timestamp: at } = event;
  if (event.userId !== undefined) friend.knownAt = Math.min(friend.knownAt, at);
  const form = traits?.['legal_form'];
  if (typeof form === 'string') friend.legalForms.push({ at, form });
  for (const code of [traits?.['referral_code'], properties?.['code'], properties?.['coupon']]) {
    const referrer = typeof code === 'string' ? owners.get(code) : undefined;
    if (referrer !== undefined) friend.codes.push({ at, referrer });
  }
}

function tellPayment(friend: Friend, event: SchoolEvent): void {
  const { properties = {}, timestamp: at } = event;
  const id = orderOf(properties);
  const total = Number(properties['total'] ?? Number.POSITIVE_INFINITY);
  if (event.name === 'Order Refunded') friend.refunds.set(id, (friend.refunds.get(id) ?? 0) + total);
  if (event.name !== 'Order Completed' || (friend.orders.get(id)?.at ?? Number.POSITIVE_INFINITY) <= at) return;
  const payments = Array.isArray(properties['payments']) ? properties['payments'].filter(isJsonObject) : [];
  const sum = (method: string): number =>
    payments.filter((each) => each['method'] === method).reduce((all, each) => all + Number(each['amount']), 0);
  const money = payments.length === 0 ? total : sum('money');
  friend.orders.set(id, { id, at, total, money, certificate: sum('gift_certificate') });
}

/** The order that an event names; empty when it names none. */
function orderOf(properties: Readonly<Record<string, unknown>> | undefined): string {
  const id = properties?.['order_id'];
  return typeof id === 'string' ? id : '';
}
