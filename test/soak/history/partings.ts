import fc from 'fast-check';
import type { AcceptedFact, FactBody } from '../../../server/src/engine/fact.ts';
import { separateProfile } from '../../../server/src/rooms/people/index.ts';
import { type Arena, type Lab, openArena, settle } from './arena.ts';
import { expectSame, expectSound } from './compare.ts';
import {
  bodiesOf,
  browserOf,
  browsers,
  type Happening,
  happenings,
  isForAnother,
  lastMoment,
  mailOf,
  userOf,
} from './facts.ts';
import { type Delivery, deliver, endsOf, factOf, type Played } from './play.ts';

/**
 * A history in which people's browsers join them, support separates some of them again, and life goes on. Each id is
 * met alone first, so that every delivery has the same profiles; a browser that will be separated has joined before,
 * and many a one has earned something that goes with it.
 */
export interface Parting {
  readonly before: readonly Happening[];
  /** Browsers that support takes out of their person. */
  readonly apart: readonly Leaving[];
  readonly after: readonly Happening[];
  /** Under which id each person's e-mail address is told first: whose profile it belongs to. */
  readonly mailboxes: readonly number[];
}

interface Leaving {
  readonly person: number;
  readonly id: number;
  /** What it may have earned by itself, and whether that was refunded before or after it left. */
  readonly earns: Earning | undefined;
}

interface Earning {
  readonly moment: number;
  readonly code: number;
  readonly payment: number;
  readonly refunded: 'never' | 'before' | 'after';
}

/** Whether every browser joins its user before anything else is told, or whomever it meets, at any time. */
export type Joining = 'first' | 'meanwhile';

const earning: fc.Arbitrary<Earning> = fc.record({
  moment: fc.nat({ max: lastMoment - 1 }),
  code: fc.nat({ max: 11 }),
  payment: fc.constantFrom(0, 6),
  refunded: fc.constantFrom('never', 'never', 'before', 'after'),
});

export function partings(people: number, atMost: number, joining: Joining): fc.Arbitrary<Parting> {
  // Every other story is a newcomer's, so there are twice as many people.
  const everybody = 2 * people;
  const browser = fc.record({
    person: fc.nat({ max: everybody - 1 }),
    id: fc.integer({ min: 1, max: browsers }),
    earns: fc.option(earning, { nil: undefined, freq: 3 }),
  });
  const parting = fc.record<Parting>({
    before: happenings(people, atMost),
    apart: fc.uniqueArray(browser, {
      minLength: 1,
      maxLength: everybody,
      selector: ({ person, id }) => `${person} ${id}`,
    }),
    after: happenings(people, Math.ceil(atMost / 2)),
    mailboxes: fc.array(fc.nat({ max: joining === 'first' ? 0 : browsers }), {
      minLength: everybody,
      maxLength: everybody,
    }),
  });
  return parting.map(payForThemselves);
}

/**
 * Whoever is separated pays for nobody else: what profiles told a learner while they were one person stays told, and
 * a refund by one of them is a refund of what the other paid.
 */
function payForThemselves(parting: Parting): Parting {
  const parted = new Set(parting.apart.map(({ person }) => person));
  const own = (each: Happening): Happening =>
    each.kind === 'order' && parted.has(each.person) && isForAnother(each) ? { ...each, what: each.what - 3 } : each;
  return { ...parting, before: parting.before.map(own), after: parting.after.map(own) };
}

/**
 * As it was told, or with each part of the history in another order; or separated early, before anything is told of
 * which a reward could come.
 */
type PartingDelivery = Exclude<Delivery, { readonly kind: 'slow' }> | { readonly kind: 'early' };

/** Plays a parting in several deliveries and throws where the ends are not the same. */
export async function comparePartings(lab: Lab, parting: Parting, joining: Joining, seed: number): Promise<Played> {
  const told = await playParting(lab, parting, joining, { kind: 'told' });
  expectSound({ kind: 'told' }, told);
  for (const delivery of [{ kind: 'backwards' }, { kind: 'drawn', seed }, { kind: 'early' }] as const) {
    const other = await playParting(lab, parting, joining, delivery);
    expectSound(delivery, other);
    expectSame(delivery, told, other);
  }
  return told;
}

async function playParting(lab: Lab, parting: Parting, joining: Joining, delivery: PartingDelivery): Promise<Played> {
  const arena = await openArena(lab);
  await meetAll(arena, parting);
  const said = factsOf(arena, 'before', [...parting.before, ...parting.apart.flatMap(earnedBefore)]);
  // A mail joins too, and whom it would join once people are apart is another question.
  const joins = [...factsOf(arena, 'join', joinsOf(parting)), ...said.filter(({ body }) => body.type === 'identify')];
  const others = said.filter(({ body }) => body.type !== 'identify');
  const later = factsOf(arena, 'after', [...parting.after, ...parting.apart.flatMap(refundedAfter)]);
  const part = (how: Delivery): Promise<void> => separations(arena, parting).then((facts) => tell(arena, facts, how));
  if (delivery.kind === 'early') {
    await tell(arena, joins, { kind: 'told' });
    await part({ kind: 'told' });
    await tell(arena, [...others, ...later], { kind: 'told' });
    return endsOf(arena);
  }
  if (joining === 'first') {
    await tell(arena, joins, delivery);
    await tell(arena, others, delivery);
  } else {
    await tell(arena, [...others, ...joins], delivery);
  }
  await part(delivery);
  await tell(arena, later, delivery);
  return endsOf(arena);
}

async function tell(arena: Arena, facts: readonly AcceptedFact[], delivery: Delivery): Promise<void> {
  await deliver(arena, facts, delivery);
  await settle(arena.engine);
}

function factsOf({ around }: Arena, part: string, history: readonly Happening[]): AcceptedFact[] {
  return bodiesOf(history, around).map(([messageId, body]) => factOf(around, `${part} ${messageId}`, body));
}

/** A browser enters a code and pays; perhaps it is given its money back. */
function earnedBefore({ person, id, earns }: Leaving): Happening[] {
  if (earns === undefined) return [];
  const { moment, code, payment, refunded } = earns;
  const order = { person, id, moment: moment + 1, what: payment };
  return [
    { kind: 'code', person, id, moment, what: code },
    { kind: 'order', ...order },
    ...(refunded === 'before' ? [{ kind: 'refund', ...order } as const] : []),
  ];
}

function refundedAfter({ person, id, earns }: Leaving): Happening[] {
  if (earns?.refunded !== 'after') return [];
  return [{ kind: 'refund', person, id, moment: earns.moment + 1, what: earns.payment }];
}

/** Both browsers of whoever loses one have joined their person, so that afterwards nothing is left to join. */
function joinsOf({ apart }: Parting): Happening[] {
  return [...new Set(apart.map(({ person }) => person))].flatMap((person) =>
    Array.from(
      { length: browsers },
      (_, index) => ({ kind: 'link', person, id: index + 1, moment: 6, what: 0 }) as const,
    ),
  );
}

/** Makes a profile of every id, and gives each person's e-mail address to the profile that has it. */
async function meetAll({ engine, around }: Arena, { before, apart, after, mailboxes }: Parting): Promise<void> {
  const people = new Set([...before, ...apart, ...after].map(({ person }) => person));
  const idsOf = (person: number, id: number) =>
    id === 0 ? { userId: userOf(person) } : { anonymousId: browserOf(person, id) };
  const facts: AcceptedFact[] = [];
  const mails: AcceptedFact[] = [];
  for (const person of people) {
    for (let id = 0; id <= browsers; id += 1) {
      const seen: FactBody = { type: 'track', name: 'Viewed', timestamp: around.now, ...idsOf(person, id) };
      facts.push(factOf(around, `met ${person}.${id}`, seen));
    }
    const body = {
      type: 'identify',
      name: 'identify',
      timestamp: around.now,
      traits: { email: mailOf(person) },
    } as const;
    mails.push(factOf(around, `mail ${person}`, { ...body, ...idsOf(person, mailboxes[person] ?? 0) }));
  }
  for (const some of [facts, mails]) {
    await engine.inbox.accept(some);
    await settle(engine);
  }
}

async function separations({ pool, around }: Arena, { apart }: Parting): Promise<AcceptedFact[]> {
  const { rows } = await pool.query<{ value: string; profile_id: string }>(
    `select value, profile_id from people_identifiers where workspace_id = $1 and kind = 'anonymousId'`,
    [around.workspace],
  );
  const profiles = new Map(rows.map((row) => [row.value, row.profile_id]));
  return apart.map(({ person, id }) => {
    const profile = profiles.get(browserOf(person, id));
    if (profile === undefined) throw new Error(`Nobody has met browser ${id} of ${person}`);
    const body = { type: 'command', name: separateProfile, timestamp: around.now, userId: userOf(person) } as const;
    return factOf(around, `separate ${person}.${id}`, { ...body, properties: { profile } });
  });
}
