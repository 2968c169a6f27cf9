import fc from 'fast-check';
import type { FactBody } from '../../../server/src/engine/fact.ts';
import type { WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import type { JsonObject } from '../../../server/src/kit/values/json.ts';
import { dayMs, type EpochMs, hourMs } from '../../../server/src/kit/values/time.ts';

/** One thing that happened, small enough that fast-check can shrink a history of them. */
export interface Happening {
  readonly kind: 'code' | 'link' | 'order' | 'refund' | 'form' | 'mail' | 'bind';
  /** Which person; the first few numbers are the referrers themselves. */
  readonly person: number;
  /** Under which of the person's ids it was told: 0 is the user id, the others are browsers. */
  readonly id: number;
  /** A place in the table of moments, so that many things happen at one moment. */
  readonly moment: number;
  /** Chooses the code, the order, the way of payment, the amount. */
  readonly what: number;
}

/** Codes and payments are told often, because without both nothing is owed. */
const kinds = [
  ...(['code', 'code', 'code', 'link', 'link', 'order', 'order', 'order'] as const),
  ...(['refund', 'form', 'mail', 'bind'] as const),
];

export const referrers = 2;
export const browsers = 2;

/** Moments in days before the present. They lie around the limits of the programs: 30 days known, 90 days of window. */
const daysBefore = [140, 109, 50, 49, 48, 20, 1];
export const lastMoment = daysBefore.length - 1;

/**
 * Histories in which many things happen to a few people, with whole stories of an invitation and its reward between
 * them. By chance alone hardly any payment would be owed for. Every other story is a newcomer's, of whom little else is
 * told.
 */
export function happenings(people: number, atMost: number): fc.Arbitrary<Happening[]> {
  const happening = fc.record<Happening>(
    {
      kind: fc.constantFrom(...kinds),
      person: fc.nat({ max: people - 1 }),
      id: fc.nat({ max: browsers }),
      moment: fc.nat({ max: lastMoment }),
      what: fc.nat({ max: 11 }),
    },
    { noNullPrototype: true },
  );
  const single = { weight: 3, arbitrary: happening.map((each) => [each]) };
  const whole = { weight: 1, arbitrary: stories(people) };
  return fc
    .array(fc.oneof(single, whole), { minLength: Math.floor(atMost / 3), maxLength: atMost, size: 'max' })
    .map((told) => told.flat());
}

/**
 * A friend enters a code, perhaps in a browser that is named later, and pays for the first time in money; now and then
 * the payment is refunded. A step that is left out makes it a shorter story, so a history shrinks step by step.
 */
function stories(people: number): fc.Arbitrary<Happening[]> {
  const mostly = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 12 });
  const story = fc.record({
    person: fc.integer({ min: referrers, max: 2 * people - 1 }),
    id: fc.nat({ max: browsers }),
    moment: fc.nat({ max: lastMoment - 1 }),
    later: fc.nat({ max: 2 }),
    code: mostly(fc.nat({ max: 11 })),
    naming: mostly(fc.constant(0)),
    payment: mostly(fc.constantFrom(0, 6)),
    refund: fc.constantFrom(undefined, undefined, undefined, 0, 3),
  });
  return story.map(({ person, id, moment, later, code, naming, payment, refund }) => {
    const step = (kind: Happening['kind'], what: number | undefined, at = moment, by = id): Happening[] =>
      what === undefined ? [] : [{ kind, person, id: by, moment: Math.min(at, lastMoment), what }];
    const paidAt = moment + 1 + later;
    return [
      ...step('code', code),
      ...step('link', id === 0 ? undefined : naming),
      ...step('order', payment, paidAt, 0),
      ...step('refund', refund, paidAt, 0),
    ];
  });
}

export interface Surroundings {
  readonly workspace: WorkspaceId;
  readonly now: EpochMs;
  readonly codes: readonly string[];
}

/**
 * The facts of a history with their message ids, which follow from what they say and not from their place, so that a
 * history keeps its course while others are taken out of it.
 */
export function bodiesOf(history: readonly Happening[], around: Surroundings): [string, FactBody][] {
  const told = new Map<string, number>();
  return history.map((each) => {
    const says = `${each.kind} ${each.person}.${each.id} ${each.moment} ${each.what}`;
    const times = (told.get(says) ?? 0) + 1;
    told.set(says, times);
    return [`${says} #${times}`, bodyOf(each, around)];
  });
}

export function userOf(person: number): string {
  return person < referrers ? `referrer-${person}` : `friend-${person}`;
}

export function browserOf(person: number, id: number): string {
  return `browser-${person}-${id}`;
}

export function mailOf(person: number): string {
  return `${userOf(person)}@example.com`;
}

function bodyOf(each: Happening, around: Surroundings): FactBody {
  const user = userOf(each.person);
  const browser = browserOf(each.person, each.id);
  const timestamp = around.now - (daysBefore[each.moment] ?? 0) * dayMs - (each.what % 2) * hourMs;
  const ids = each.id === 0 ? { userId: user } : { anonymousId: browser };
  const track = (name: string, properties: JsonObject): FactBody => {
    return { type: 'track', name, timestamp, ...ids, properties };
  };
  const code = around.codes[each.what % around.codes.length] ?? '';
  const order = { order_id: `order-${each.person}-${each.what % 3}`, currency: 'RUB' };
  switch (each.kind) {
    case 'code':
      return track('Referral Code Entered', { code });
    case 'link':
      return { type: 'identify', name: 'identify', timestamp, userId: user, anonymousId: browser, traits: {} };
    case 'mail':
      return { type: 'identify', name: 'identify', timestamp, ...ids, traits: { email: mailOf(each.person) } };
    case 'form': {
      const traits = { legal_form: each.what % 4 === 0 ? 'company' : 'person' };
      return { type: 'identify', name: 'identify', timestamp, ...ids, traits };
    }
    case 'order': {
      const learner = isForAnother(each) ? { learner_id: userOf(each.person + 1) } : {};
      return track('Order Completed', { ...order, ...paymentOf(each.what), ...learner });
    }
    case 'refund':
      return track('Order Refunded', each.what % 2 === 0 ? order : { ...order, total: 500 });
    case 'bind':
      return { type: 'command', name: 'Bind Friend', timestamp, userId: user, properties: { code, at: around.now } };
  }
}

/** Some orders are paid for another person's lessons. */
export function isForAnother({ what }: Happening): boolean {
  return what % 6 === 3;
}

function paymentOf(what: number): JsonObject {
  const certificate = { method: 'gift_certificate', amount: 500 };
  if (what === 4) return { total: 500, payments: [certificate] };
  if (what === 5) return { total: 1_000, payments: [certificate, { method: 'money', amount: 500 }] };
  return { total: 1_000 };
}
