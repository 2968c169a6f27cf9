import type { Conditions } from '@sarafan/contract';
import { type CountedFact, countAll, leavesOf } from '../../../server/src/conditions/index.ts';
import type { AcceptedFact, Fact } from '../../../server/src/engine/fact.ts';
import type { SubjectId } from '../../../server/src/kit/values/ids.ts';
import { comparePositions, type FactPosition, positionOf } from '../../../server/src/kit/values/position.ts';
import { levelsOf } from '../../../server/src/rooms/referral/rules/counted.ts';
import { mentionsIn, orderCompleted, orderRefunded } from '../../../server/src/rooms/referral/rules/facts.ts';
import { type Order, type Refund, readOrder, readRefund } from '../../../server/src/rooms/referral/rules/order.ts';
import { owedBy } from '../../../server/src/rooms/referral/rules/owed.ts';
import { noWord } from '../../../server/src/rooms/referral/rules/own-word.ts';
import {
  emptyReferralPart,
  type ReferralPart,
  type ReferralView,
  type Touch,
  type TraitsTold,
  viewOf,
} from '../../../server/src/rooms/referral/rules/part.ts';
import type { Program, ReferralDefinitions } from '../../../server/src/rooms/referral/rules/programs.ts';
import {
  answersOf,
  gather,
  nothingGathered,
  withAnswers,
} from '../../../server/src/rooms/referral/rules/replay-standings.ts';
import { judge } from '../../../server/src/rooms/referral/rules/verdict.ts';
import type { Directory } from './participants.ts';

/** A reward that is owed, as one text: two sets of them can be compared. */
export type OwedText = string;

/** Everything that the shop's server said of one person; what a browser says decides nothing. */
interface Known {
  readonly facts: Fact[];
  readonly credited: Order[];
  readonly creditedRefunds: Refund[];
}

/**
 * Evaluates all facts at once, person by person, with the rules alone: no fold, no engine, no database. Incremental
 * must equal batch, so what is owed by this is what the engine must have granted.
 */
export function evaluateBatch(
  facts: readonly AcceptedFact[],
  definitions: ReferralDefinitions,
  directory: Directory,
): Set<OwedText> {
  const persons = new Map<string, Known>();
  for (const fact of facts) {
    const { userId } = fact.body;
    if (fact.trust === 'server' && userId !== undefined) knownOf(persons, userId).facts.push(placed(fact));
  }
  creditLearners(persons, definitions);
  const views = new Map<SubjectId, ReferralView>();
  for (const [userId, known] of persons) {
    const subject = directory.person(userId);
    if (subject === undefined) throw new Error(`Nobody is ${userId}`);
    const view = viewOfFriend(known, definitions, directory);
    if (view !== undefined) views.set(subject, view);
  }
  return new Set(definitions.programs.flatMap((program) => owedIn(program, views)));
}

/** What a program owes, in two walks where inviters have to be asked: what they brought, then what it comes to. */
function owedIn(program: Program, views: ReadonlyMap<SubjectId, ReferralView>): OwedText[] {
  const gathered = nothingGathered();
  const levels = Math.max(...program.versions.map(({ definition }) => levelsOf(definition)));
  if (levels > 0) {
    for (const [friend, view] of views)
      gather(gathered, program, judge(program, view, [friend], [program]), view, friend);
  }
  const same = { personOf: (subject: SubjectId) => subject, wordOf: () => noWord };
  // Whoever is on the second level is told by the answer about the first.
  const answers = answersOf(gathered, levels, same);
  return [...views].flatMap(([friend, view]) => {
    const answered = levels === 0 ? view : withAnswers(view, program.id, answers.get(friend));
    const verdict = judge(program, answered, [friend], [program]);
    return owedBy(program, verdict, friend).map(({ order, side, holder, unit, amountMinor }) =>
      owedText(program.id, friend, order, side, holder, unit, String(amountMinor)),
    );
  });
}

function knownOf(persons: Map<string, Known>, userId: string): Known {
  const known = persons.get(userId) ?? { facts: [], credited: [], creditedRefunds: [] };
  persons.set(userId, known);
  return known;
}

/** A fact with its place in history; its place in a lane is none of the rules' business. */
function placed(accepted: AcceptedFact): Fact {
  const { workspace, lane, trust, messageId, body } = accepted;
  const nobody = '' as SubjectId;
  const position = positionOf({ timestamp: body.timestamp, trust, messageId });
  const lineage = { root: messageId, depth: 0, budget: 0 };
  return { ...body, workspace, lane, trust, messageId, seq: 0, subject: nobody, profile: nobody, lineage, position };
}

/** An order for somebody else counts for that person, and so do its refunds. */
function creditLearners(persons: Map<string, Known>, definitions: ReferralDefinitions): void {
  for (const { facts } of [...persons.values()]) {
    const refunds = refundsOf(facts);
    for (const order of ordersOf(facts, definitions)) {
      const { learner, ...own } = order;
      if (learner === undefined) continue;
      const credited = knownOf(persons, learner);
      credited.credited.push(own);
      credited.creditedRefunds.push(...refunds.filter((refund) => refund.orderId === order.id));
    }
  }
}

function ordersOf(facts: readonly Fact[], definitions: ReferralDefinitions): Order[] {
  return facts.flatMap((fact) => {
    if (fact.name !== orderCompleted) return [];
    const read = readOrder(fact, definitions.asked);
    return 'order' in read ? [read.order] : [];
  });
}

function refundsOf(facts: readonly Fact[]): Refund[] {
  return facts.flatMap((fact) => {
    const read = fact.name === orderRefunded ? readRefund(fact) : undefined;
    return read !== undefined && 'refund' in read ? [read.refund] : [];
  });
}

/** All that is known of a friend; undefined of somebody whom nobody invited, to whom nothing is owed. */
function viewOfFriend(known: Known, definitions: ReferralDefinitions, directory: Directory): ReferralView | undefined {
  const { facts, credited, creditedRefunds } = known;
  const touches = touchesOf(facts, definitions, directory);
  if (touches.length === 0) return undefined;
  const positions = facts.map((fact) => fact.position).sort(comparePositions);
  const part: ReferralPart = {
    ...emptyReferralPart,
    touches,
    orders: [...ordersOf(facts, definitions), ...credited].sort(byPlace),
    refunds: [...refundsOf(facts), ...creditedRefunds].sort(byPlace),
    ...(positions[0] === undefined ? {} : { knownSince: positions[0] }),
    traits: traitsOf(facts),
    counts: countAll(definitions.conditions, facts.map(counted)),
  };
  // The programs were launched before the first fact, so their own part holds every trait that they ask about.
  return viewOf([part], new Map());
}

export function owedText(...parts: readonly string[]): OwedText {
  return parts.join(' ');
}

function byPlace(left: { readonly at: FactPosition }, right: { readonly at: FactPosition }): number {
  return comparePositions(left.at, right.at);
}

function touchesOf(facts: readonly Fact[], definitions: ReferralDefinitions, directory: Directory): Touch[] {
  const touches = facts.flatMap((fact) =>
    mentionsIn(fact, definitions.clickKey).flatMap((mention): Touch[] => {
      const owner = directory.code(mention.code);
      const program = definitions.programs.find((each) => each.id === owner?.detail)?.id;
      if (owner === undefined || program === undefined) return [];
      return [{ at: fact.position, channel: mention.channel, code: mention.code, program, referrer: owner.subject }];
    }),
  );
  return touches.sort(byPlace);
}

function traitsOf(facts: readonly Fact[]): TraitsTold[] {
  const told = facts.flatMap((fact): TraitsTold[] =>
    fact.type === 'identify' && fact.traits !== undefined ? [{ at: fact.position, values: fact.traits }] : [],
  );
  return told.sort(byPlace);
}

function counted({ name, trust, position, properties = {} }: Fact): CountedFact {
  return { name, trust, position, properties };
}

/** How many conditions these trees hold. */
export function countConditions(trees: readonly Conditions[]): number {
  return trees.flatMap(leavesOf).length;
}
