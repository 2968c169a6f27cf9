import { getOrInsert } from '../../kit/values/group.ts';
import { type Lane, laneOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { positionOf } from '../../kit/values/position.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { keyText } from '../directory.ts';
import type { Fact, FactBody, IdentifierKey, IdentifierOwner } from '../fact.ts';
import { engineLimits } from '../limits.ts';
import type { DecideInput, Decision, IdentifierConflict, Outcome, Reactor } from '../reactor.ts';
import type { InboxArrival, TimerArrival } from './arrival.ts';
import { factAdmitted, handOver, onward, takeIn } from './identity.ts';
import { type LaneMemory, partsOf, type SubjectMemory, subjectMemory, timerText } from './memory.ts';
import { derive, type Occasion, type Ready, record } from './outcome.ts';
import { seenBy, seenOwner } from './seen.ts';
import type { BatchWrites, SeenOwner } from './writes.ts';

/** The definitions that a batch saw for a workspace, one per reactor. */
export interface WorkspaceDefinitions {
  readonly revision: number;
  readonly of: ReadonlyMap<string, unknown>;
}

export interface FoldContext {
  readonly reactors: readonly Reactor[];
  readonly definitions: (workspace: WorkspaceId) => WorkspaceDefinitions;
  readonly owners: ReadonlyMap<string, IdentifierOwner>;
  readonly subjects: Map<SubjectId, SubjectMemory>;
  readonly lanes: ReadonlyMap<Lane, LaneMemory>;
}

/** What a reactor comes to that is not asked, and what it decides then. */
const nothing: Outcome<unknown> = {};
const undecided: readonly Decision[] = [];

/**
 * The fold of a batch: facts in lane order through all reactors, in memory only. It has no clock and no database, so
 * the same facts with the same recorded `now` and definitions give the same decisions (INV-7); replay uses this very
 * class.
 */
export class Fold {
  readonly #context: FoldContext;
  readonly writes: BatchWrites;

  constructor(context: FoldContext) {
    this.#context = context;
    this.writes = {
      history: [],
      dropped: [],
      toInbox: [],
      firedTimers: [],
      decisions: [],
      replies: [],
      outbox: [],
      effects: new Map(),
      redirections: [],
      frozen: [],
      lanes: context.lanes,
      subjects: context.subjects,
    };
  }

  /**
   * An inbox row for `owner`, who lives in the row's lane; `conflicts` are the identifiers it names of other owners.
   */
  arrive(row: InboxArrival, owner: IdentifierOwner, conflicts: readonly IdentifierConflict[]): void {
    const subject = this.subject(owner.subject, row.workspace, row.at);
    const elsewhere = onward(subject, row, owner.profile);
    if (elsewhere !== undefined) {
      this.forward(elsewhere.row, elsewhere.to);
      return;
    }
    this.#fireDueTimers(subject, row.at);
    const { messageId, workspace, trust, at, body } = row;
    const lineage = body.lineage ?? { root: messageId, depth: 0, budget: engineLimits.budget };
    this.#run(subject, {
      messageId,
      workspace,
      trust,
      at,
      body,
      profile: owner.profile,
      lineage,
      conflicts,
      arrival: row,
    });
  }

  /** A row whose person lives elsewhere goes to that lane under the same id; it was de-duplicated here. */
  forward(row: InboxArrival, owner: IdentifierOwner): void {
    this.writes.dropped.push(row);
    this.writes.toInbox.push({
      workspace: row.workspace,
      lane: laneOfSubject(owner.subject),
      trust: row.trust,
      messageId: row.messageId,
      acceptedAt: row.at,
      body: { ...row.body, subject: owner.subject, profile: owner.profile },
    });
  }

  drop(row: InboxArrival): void {
    this.writes.dropped.push(row);
  }

  /** A timer read from the database; one that an earlier fact of this batch moved or removed does not fire. */
  fire(timer: TimerArrival): void {
    const subject = this.subject(timer.subject, timer.workspace, timer.at);
    if (subject.redirect !== undefined) {
      // The person froze after the timer was read; all timers of the frozen end.
      this.writes.firedTimers.push(timer);
      return;
    }
    if (subject.timers.has(timerText(timer.reactor, timer.key))) return;
    this.writes.firedTimers.push(timer);
    this.#fireDueTimers(subject, timer.at);
    this.#runTimer(subject, timer.reactor, timer.key, timer.at, timer.properties);
  }

  subject(id: SubjectId, workspace: WorkspaceId, at: EpochMs): SubjectMemory {
    const subject = getOrInsert(this.#context.subjects, id, () => subjectMemory(id, workspace, { createdAt: at }));
    if (subject.workspace !== workspace) throw new Error(`${id} belongs to another workspace (INV-6)`);
    return subject;
  }

  /** Timers that facts of this batch set and that come due before the next fact fire before it. */
  #fireDueTimers(subject: SubjectMemory, until: EpochMs): void {
    if (subject.timers.size === 0) return;
    for (let fired = 0; fired < engineLimits.budget; fired += 1) {
      let next: { text: string; dueAt: EpochMs } | undefined;
      for (const [text, timer] of subject.timers) {
        if (timer !== null && timer.dueAt <= until && (next === undefined || timer.dueAt < next.dueAt)) {
          next = { text, dueAt: timer.dueAt };
        }
      }
      if (next === undefined) return;
      const timer = subject.timers.get(next.text);
      if (timer === null || timer === undefined) return;
      subject.timers.set(next.text, null);
      this.#runTimer(subject, timer.reactor, timer.key, timer.dueAt, timer.properties);
    }
  }

  #runTimer(
    subject: SubjectMemory,
    reactor: string,
    key: string,
    at: EpochMs,
    properties: FactBody['properties'],
  ): void {
    const messageId = this.#internalId(subject.lane, 't');
    this.#run(subject, {
      messageId,
      workspace: subject.workspace,
      trust: 'server',
      at,
      body: { type: 'timer', name: reactor, timestamp: at, properties: { ...properties, key } },
      profile: subject.id,
      lineage: { root: messageId, depth: 0, budget: engineLimits.budget },
      conflicts: [],
    });
  }

  /** Ids of facts made inside: their place, which no two facts share. */
  #internalId(lane: Lane, letter: string): string {
    return `~${letter}${lane}.${this.#lane(lane).nextSeq}`;
  }

  #lane(lane: Lane): LaneMemory {
    const memory = this.#context.lanes.get(lane);
    if (memory === undefined) throw new Error(`Lane ${lane} was not claimed`);
    return memory;
  }

  /** The fact and, right behind it, the facts about the same subject that its decisions derive. */
  #run(subject: SubjectMemory, first: Ready): void {
    const queue: Ready[] = [first];
    for (let ready = queue.shift(); ready !== undefined; ready = queue.shift()) {
      if (subject.redirect !== undefined && !factAdmitted(ready.body)) {
        this.#post(subject, ready);
        continue;
      }
      queue.push(...this.#takeEffect(subject, ready));
    }
  }

  /** Lets every reactor decide about one fact; returns the facts about the same subject that follow. */
  #takeEffect(subject: SubjectMemory, ready: Ready): Ready[] {
    const fact = this.#place(subject, ready);
    const { now } = this.#lane(subject.lane);
    const definitions = this.#context.definitions(ready.workspace);
    const { revision } = definitions;
    const occasion: Occasion = { subject, fact, now, revision };
    const asked: SeenOwner[] = [];
    takeIn(occasion, this.#context.reactors, this.writes);
    const outcomes: Outcome<unknown>[] = [];
    const shared = this.#sharedInput(occasion, ready, asked, outcomes);
    for (const reactor of this.#context.reactors) {
      const own = definitions.of.get(reactor.name);
      if (!reactor.subjects.includes(subject.kind) || reactor.rests?.(own) === true) {
        outcomes.push(nothing);
        continue;
      }
      const outcome = reactor.decide(inputOf(shared, own, partsOf(subject, reactor.name)));
      record(this.writes, occasion, reactor, outcome);
      outcomes.push(outcome);
    }
    const seen = seenBy(ready.at, now, ready.conflicts, asked);
    this.writes.history.push({
      fact,
      now,
      revision,
      ...(seen === undefined ? {} : { seen }),
      ...(ready.arrival === undefined ? {} : { arrival: ready.arrival }),
    });
    const change = outcomes.find((outcome) => outcome.identity !== undefined)?.identity;
    const followed = change === undefined ? [] : handOver(occasion, change, this.#context.reactors, this.writes);
    return derive(this.writes, occasion, [...outcomes.flatMap((outcome) => outcome.facts ?? []), ...followed]);
  }

  /** A person that froze while its own facts were queued: they follow it to the survivor through the inbox. */
  #post(subject: SubjectMemory, ready: Ready): void {
    const { workspace, trust, messageId, at, profile, lineage } = ready;
    const body = { ...ready.body, subject: subject.id, profile, lineage };
    this.writes.toInbox.push({ workspace, lane: subject.lane, trust, messageId, acceptedAt: at, body });
  }

  #place(subject: SubjectMemory, ready: Ready): Fact {
    const memory = this.#lane(subject.lane);
    const seq = memory.nextSeq;
    memory.nextSeq += 1;
    memory.now = Math.max(memory.now, ready.at);
    const timestamp = ready.trust === 'public' ? ready.at : ready.body.timestamp;
    const { body, workspace, trust, messageId, profile, lineage } = ready;
    const { type, name, userId, anonymousId, previousId, groupId, properties, traits, context } = body;
    // Every fact gets the same fields in the same order: this runs for each fact of each batch.
    const placed = {
      type,
      name,
      timestamp: body.timestamp,
      userId,
      anonymousId,
      previousId,
      groupId,
      properties,
      traits,
      context,
      workspace,
      trust,
      messageId,
      lane: subject.lane,
      seq,
      subject: subject.id,
      profile,
      lineage,
      replyLane: body.replyLane,
      claims: body.claims,
      position: positionOf({ timestamp, trust, messageId }),
    };
    return placed as Fact;
  }

  /** What every reactor is given about a fact; its definitions and its parts are each one's own. */
  #sharedInput(
    { subject, fact, now, revision }: Occasion,
    { conflicts }: Ready,
    asked: SeenOwner[],
    outcomes: readonly Outcome<unknown>[],
  ): SharedInput {
    const { reactors, owners } = this.#context;
    return {
      fact,
      now,
      revision,
      partsOf: (name) => partsOf(subject, name),
      decisionsOf: (name) => outcomes[reactors.findIndex((each) => each.name === name)]?.decisions ?? undecided,
      conflicts,
      profiles: subject.profiles,
      createdAt: subject.createdAt,
      owner: (key: IdentifierKey) => {
        const owner = owners.get(keyText({ ...key, workspace: fact.workspace }));
        asked.push(seenOwner(key, owner));
        return owner;
      },
    };
  }
}

type Input = DecideInput<unknown, unknown>;
type SharedInput = Omit<Input, 'definitions' | 'parts'>;

/** Field by field: a spread costs a tenth of the worker's time, since this runs for each reactor and each fact. */
function inputOf(shared: SharedInput, definitions: unknown, parts: Input['parts']): Input {
  const { fact, now, revision, partsOf, decisionsOf, conflicts, profiles, createdAt, owner } = shared;
  return { fact, now, definitions, revision, parts, partsOf, decisionsOf, conflicts, profiles, createdAt, owner };
}
