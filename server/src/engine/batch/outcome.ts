import { getOrInsert } from '../../kit/values/group.ts';
import { laneOfSubject, type ProfileId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { laneOfAnchor } from '../../kit/values/lane.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { Fact, FactBody, Lineage, Trust } from '../fact.ts';
import { engineLimits } from '../limits.ts';
import type { Decision, DerivedFact, IdentifierConflict, Outcome, Reactor, TimerChange } from '../reactor.ts';
import type { InboxArrival } from './arrival.ts';
import { type SubjectMemory, setPart, timerText } from './memory.ts';
import type { BatchWrites } from './writes.ts';

/** A fact whose subject is known and lives in this batch's lanes, ready to take effect. */
export interface Ready {
  readonly messageId: string;
  readonly workspace: WorkspaceId;
  readonly trust: Trust;
  readonly at: EpochMs;
  readonly body: FactBody;
  readonly profile: ProfileId;
  readonly lineage: Lineage;
  readonly conflicts: readonly IdentifierConflict[];
  readonly arrival?: InboxArrival;
}

/** A fact that is taking effect, and under which `now` and revision. */
export interface Occasion {
  readonly subject: SubjectMemory;
  readonly fact: Fact;
  readonly now: EpochMs;
  readonly revision: number;
}

/** What most outcomes have of most things; one list for all, since this runs for every reactor and every fact. */
const none: readonly never[] = [];

/** Takes what a reactor decided into the subject's memory and the batch's writes; derived facts are another's share. */
export function record(writes: BatchWrites, occasion: Occasion, reactor: Reactor, outcome: Outcome<unknown>): void {
  const { subject, fact, now } = occasion;
  if (outcome.part !== undefined) {
    setPart(subject, reactor.name, fact.profile, outcome.part);
  }
  for (const [profile, part] of outcome.parts ?? none) setPart(subject, reactor.name, profile, part);
  for (const change of outcome.timers ?? none) setTimer(occasion, reactor.name, change);
  for (const decision of outcome.decisions ?? none) recordDecision(writes, occasion, reactor.name, decision);
  for (const effect of outcome.effects ?? none) {
    getOrInsert(writes.effects, reactor.name, () => []).push({ fact, now, effect });
  }
  for (const item of outcome.outbox ?? none) writes.outbox.push({ fact, now, item });
  if (outcome.reply !== undefined) {
    const { workspace, messageId } = fact;
    const lane = fact.replyLane ?? fact.lane;
    writes.replies.push({ lane, workspace, messageId, at: now, reply: outcome.reply });
  }
  for (const answer of outcome.answers ?? none) {
    writes.replies.push({ ...answer, workspace: fact.workspace, at: now });
  }
}

function setTimer({ subject, fact, now }: Occasion, reactor: string, change: TimerChange): void {
  const { key, dueAt, properties = {} } = change;
  const planned =
    dueAt === null ? null : { reactor, key, dueAt: Math.max(dueAt, earliestDue(fact, reactor, key, now)), properties };
  subject.timers.set(timerText(reactor, key), planned);
}

/** A timer that sets itself again waits at least so long: otherwise it would keep its lane busy for ever (INV-8). */
function earliestDue(fact: Fact, reactor: string, key: string, now: EpochMs): EpochMs {
  const itself = fact.type === 'timer' && fact.name === reactor && fact.properties?.['key'] === key;
  return itself ? now + engineLimits.timerFloorMs : 0;
}

function recordDecision(writes: BatchWrites, occasion: Occasion, reactor: string, decision: Decision): void {
  const { fact, now, revision } = occasion;
  const last = writes.decisions.at(-1);
  const position = last?.fact === fact ? last.position + 1 : 0;
  writes.decisions.push({ fact, now, revision, position, reactor, decision });
}

/**
 * Gives derived facts their id and share of the budget; those of this subject are returned, the others posted. Facts
 * that are owed have the whole budget of their cause.
 */
export function derive(writes: BatchWrites, occasion: Occasion, all: readonly DerivedFact[]): Ready[] {
  if (all.length === 0) return [];
  const { subject, fact: cause, now } = occasion;
  const { root, budget } = cause.lineage;
  const depth = cause.lineage.depth + 1;
  const share = shareOfBudget(writes, occasion, all);
  const facts = share === undefined ? all.filter((fact) => fact.owed === true) : all;
  const mine: Ready[] = [];
  facts.forEach((fact, index) => {
    const own = fact.owed === true ? budget : (share ?? 0);
    const lineage = { root, cause: `${cause.lane}.${cause.seq}`, depth, budget: own };
    const messageId = `~d${cause.lane}.${cause.seq}.${index}`;
    const { name, timestamp, properties } = fact;
    const body: FactBody = { type: 'derived', name, timestamp, properties };
    const { workspace } = cause;
    const trust = fact.trust ?? cause.trust;
    if (fact.subject === subject.id) {
      mine.push({ messageId, workspace, trust, at: now, body, profile: subject.id, lineage, conflicts: [] });
      return;
    }
    const { lane, ...address } = addressOf(workspace, fact.subject);
    const addressed = { ...body, ...address, lineage };
    writes.toInbox.push({ workspace, lane, trust, messageId, acceptedAt: now, body: addressed });
  });
  return mine;
}

/**
 * What is left of the budget for each fact that is counted. Undefined when they are too many or too deep: then they are
 * cut. Facts that are owed are never cut: a fact that would derive too many of them, or too deep, fails as a whole.
 */
function shareOfBudget(writes: BatchWrites, occasion: Occasion, all: readonly DerivedFact[]): number | undefined {
  const { depth, budget } = occasion.fact.lineage;
  const counted = all.filter((fact) => fact.owed !== true).length;
  const owed = all.length - counted;
  if (owed > engineLimits.owedFacts) throw new Error(`One fact would derive ${owed} facts that are owed`);
  if (owed > 0 && depth >= engineLimits.depth) throw new Error(`A fact that is owed would be ${depth + 1} deep`);
  if (counted === 0) return 0;
  const share = Math.floor((budget - counted) / counted);
  if (share >= 0 && depth < engineLimits.depth) return share;
  recordExhausted(writes, occasion, counted);
  return undefined;
}

function addressOf(workspace: WorkspaceId, to: DerivedFact['subject']) {
  if (typeof to === 'string') return { lane: laneOfSubject(to), subject: to, profile: to satisfies SubjectId };
  return { lane: laneOfAnchor(workspace, `userId:${to.userId}`), userId: to.userId };
}

function recordExhausted(writes: BatchWrites, occasion: Occasion, wanted: number): void {
  const { root, depth, budget } = occasion.fact.lineage;
  const detail = { wanted, depth, budget };
  recordDecision(writes, occasion, 'engine', { about: root, outcome: 'budget_exhausted', detail });
}
