import { getOrInsert } from '../../kit/values/group.ts';
import { type Lane, laneOfSubject, type ProfileId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { laneOfAnchor } from '../../kit/values/lane.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { keyText } from '../directory.ts';
import type { Fact, FactBody, IdentifierKey, IdentifierOwner, Lineage, Trust } from '../fact.ts';
import { engineLimits } from '../limits.ts';
import type { DecideInput, DerivedFact, IdentifierConflict, Outcome, Reactor } from '../reactor.ts';
import type { InboxArrival, TimerArrival } from './arrival.ts';
import { factAdmitted, handOver, takeIn } from './identity.ts';
import { newSubject, partsOf, type SubjectMemory, setPart, timerText } from './memory.ts';
import type { BatchWrites, Seen, SeenOwner } from './writes.ts';

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
  readonly nextSeq: Map<Lane, number>;
}

/** A fact whose subject is known and lives in this batch's lanes, ready to take effect. */
interface Ready {
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
      movedTimers: [],
      reactorsOfPersons: context.reactors.filter((reactor) => !reactor.profiled).map((reactor) => reactor.name),
      nextSeq: context.nextSeq,
      subjects: context.subjects,
    };
  }

  /**
   * An inbox row for `owner`, who lives in the row's lane; `conflicts` are the identifiers it names of other owners.
   */
  arrive(row: InboxArrival, owner: IdentifierOwner, conflicts: readonly IdentifierConflict[]): void {
    const subject = this.subject(owner.subject, row.workspace, row.at);
    if (subject.redirect !== undefined && !factAdmitted(row.body)) {
      this.forward(row, { subject: subject.redirect, profile: owner.profile });
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
      this.#passOn(timer, subject.redirect);
      return;
    }
    if (subject.timers.has(timerText(timer.reactor, timer.key))) return;
    this.writes.firedTimers.push(timer);
    this.#fireDueTimers(subject, timer.at);
    this.#runTimer(subject, timer.reactor, timer.key, timer.at, timer.properties);
  }

  /** A timer that was moved to a person who has meanwhile joined another follows them. */
  #passOn(timer: TimerArrival, to: SubjectId): void {
    this.writes.firedTimers.push(timer);
    const { workspace, reactor, key, at, properties } = timer;
    if (!this.writes.reactorsOfPersons.includes(reactor)) return;
    this.writes.movedTimers.push({ subject: to, workspace, timer: { reactor, key, dueAt: at, properties } });
  }

  subject(id: SubjectId, workspace: WorkspaceId, at: EpochMs): SubjectMemory {
    const subject = getOrInsert(this.#context.subjects, id, () => newSubject(id, workspace, at));
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
    return `~${letter}${lane}.${this.#context.nextSeq.get(lane) ?? 0}`;
  }

  /** The fact and, right behind it, the facts about the same subject that its decisions derive. */
  #run(subject: SubjectMemory, first: Ready): void {
    const queue: Ready[] = [first];
    for (let ready = queue.shift(); ready !== undefined; ready = queue.shift()) {
      if (subject.redirect !== undefined && !factAdmitted(ready.body)) {
        this.#post(subject, ready);
        continue;
      }
      const fact = this.#place(subject, ready);
      const revision = this.#context.definitions(ready.workspace).revision;
      const asked: SeenOwner[] = [];
      takeIn(subject, fact, this.#context.reactors);
      const outcomes: Outcome<unknown>[] = [];
      for (const reactor of this.#context.reactors) {
        if (!reactor.subjects.includes(subject.kind)) continue;
        const outcome = reactor.decide(this.#input(subject, fact, ready.conflicts, reactor, asked));
        this.#record(subject, fact, reactor, outcome);
        outcomes.push(outcome);
      }
      const seen = seenBy(ready, subject.now, asked);
      this.writes.history.push({
        fact,
        now: subject.now,
        revision,
        ...(seen === undefined ? {} : { seen }),
        ...(ready.arrival === undefined ? {} : { arrival: ready.arrival }),
      });
      const change = outcomes.find((outcome) => outcome.identity !== undefined)?.identity;
      const followed = change === undefined ? [] : handOver(subject, fact, change, this.#context.reactors, this.writes);
      queue.push(...this.#derive(subject, fact, [...outcomes.flatMap((outcome) => outcome.facts ?? []), ...followed]));
    }
  }

  /** A person that froze while its own facts were queued: they follow it to the survivor through the inbox. */
  #post(subject: SubjectMemory, ready: Ready): void {
    const { workspace, trust, messageId, at, profile, lineage } = ready;
    const body = { ...ready.body, subject: subject.id, profile, lineage };
    this.writes.toInbox.push({ workspace, lane: subject.lane, trust, messageId, acceptedAt: at, body });
  }

  #place(subject: SubjectMemory, ready: Ready): Fact {
    const seq = this.#context.nextSeq.get(subject.lane);
    if (seq === undefined) throw new Error(`Lane ${subject.lane} was not claimed`);
    this.#context.nextSeq.set(subject.lane, seq + 1);
    subject.now = Math.max(subject.now, ready.at);
    subject.touched = true;
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
      position: { timestamp, trust, messageId },
    };
    return placed as Fact;
  }

  #input(
    subject: SubjectMemory,
    fact: Fact,
    conflicts: readonly IdentifierConflict[],
    reactor: Reactor,
    asked: SeenOwner[],
  ): DecideInput<unknown, unknown> {
    const definitions = this.#context.definitions(fact.workspace);
    return {
      fact,
      now: subject.now,
      definitions: definitions.of.get(reactor.name),
      revision: definitions.revision,
      parts: partsOf(subject, reactor.name),
      partsOf: (name) => partsOf(subject, name),
      conflicts,
      profiles: subject.profiles,
      createdAt: subject.createdAt,
      owner: (key: IdentifierKey) => {
        const owner = this.#context.owners.get(keyText({ ...key, workspace: fact.workspace }));
        asked.push(seenOwner(key, owner));
        return owner;
      },
    };
  }

  #record(subject: SubjectMemory, fact: Fact, reactor: Reactor, outcome: Outcome<unknown>): void {
    const now = subject.now;
    const revision = this.#context.definitions(fact.workspace).revision;
    if (outcome.part !== undefined) {
      setPart(subject, reactor.name, reactor.profiled ? fact.profile : subject.id, outcome.part);
    }
    for (const [profile, part] of outcome.parts ?? []) setPart(subject, reactor.name, profile, part);
    for (const change of outcome.timers ?? []) {
      const planned =
        change.dueAt === null
          ? null
          : {
              reactor: reactor.name,
              key: change.key,
              dueAt: Math.max(change.dueAt, earliestDue(fact, reactor.name, change.key, now)),
              properties: change.properties ?? {},
            };
      subject.timers.set(timerText(reactor.name, change.key), planned);
    }
    for (const decision of outcome.decisions ?? []) {
      const position =
        this.writes.decisions.at(-1)?.fact === fact ? (this.writes.decisions.at(-1)?.position ?? 0) + 1 : 0;
      this.writes.decisions.push({ fact, now, revision, position, reactor: reactor.name, decision });
    }
    for (const effect of outcome.effects ?? []) {
      getOrInsert(this.writes.effects, reactor.name, () => []).push({ fact, now, effect });
    }
    for (const item of outcome.outbox ?? []) this.writes.outbox.push({ fact, now, item });
    if (outcome.reply !== undefined) {
      const { workspace, messageId } = fact;
      const lane = fact.replyLane ?? fact.lane;
      this.writes.replies.push({ lane, workspace, messageId, at: now, reply: outcome.reply });
    }
  }

  /** Gives derived facts their id and share of the budget; those of this subject are returned, the others posted. */
  #derive(subject: SubjectMemory, cause: Fact, facts: readonly DerivedFact[]): Ready[] {
    if (facts.length === 0) return [];
    const share = Math.floor((cause.lineage.budget - facts.length) / facts.length);
    const depth = cause.lineage.depth + 1;
    if (share < 0 || depth > engineLimits.depth) {
      this.#recordExhausted(subject, cause, facts.length);
      return [];
    }
    const lineage = { root: cause.lineage.root, cause: `${cause.lane}.${cause.seq}`, depth, budget: share };
    const mine: Ready[] = [];
    facts.forEach((fact, index) => {
      const messageId = `~d${cause.lane}.${cause.seq}.${index}`;
      const body: FactBody = {
        type: 'derived',
        name: fact.name,
        timestamp: fact.timestamp,
        properties: fact.properties,
      };
      const { workspace } = cause;
      const trust = fact.trust ?? cause.trust;
      const to = fact.subject;
      if (to === subject.id) {
        mine.push({ messageId, workspace, trust, at: subject.now, body, profile: to, lineage, conflicts: [] });
        return;
      }
      const [lane, address] =
        typeof to === 'string'
          ? [laneOfSubject(to), { subject: to, profile: to }]
          : [laneOfAnchor(workspace, `userId:${to.userId}`), { userId: to.userId }];
      const addressed = { ...body, ...address, lineage };
      this.writes.toInbox.push({ workspace, lane, trust, messageId, acceptedAt: subject.now, body: addressed });
    });
    return mine;
  }

  #recordExhausted(subject: SubjectMemory, cause: Fact, wanted: number): void {
    const last = this.writes.decisions.at(-1);
    this.writes.decisions.push({
      fact: cause,
      now: subject.now,
      revision: this.#context.definitions(cause.workspace).revision,
      position: last?.fact === cause ? last.position + 1 : 0,
      reactor: 'engine',
      decision: {
        about: cause.lineage.root,
        outcome: 'budget_exhausted',
        detail: { wanted, depth: cause.lineage.depth, budget: cause.lineage.budget },
      },
    });
  }
}

/** A timer that sets itself again waits at least so long: otherwise it would keep its lane busy for ever (INV-8). */
function earliestDue(fact: Fact, reactor: string, key: string, now: EpochMs): EpochMs {
  const itself = fact.type === 'timer' && fact.name === reactor && fact.properties?.['key'] === key;
  return itself ? now + engineLimits.timerFloorMs : 0;
}

function seenOwner(key: IdentifierKey, owner: IdentifierOwner | undefined): SeenOwner {
  if (owner === undefined) return [key.kind, key.value];
  return [key.kind, key.value, owner.subject, owner.profile, owner.detail ?? null];
}

function seenBy(ready: Ready, now: EpochMs, asked: readonly SeenOwner[]): Seen | undefined {
  const { at, conflicts } = ready;
  if (at === now && conflicts.length === 0 && asked.length === 0) return undefined;
  return {
    ...(at === now ? {} : { at }),
    ...(conflicts.length === 0 ? {} : { conflicts: conflicts.map(({ key, owner }) => seenOwner(key, owner)) }),
    ...(asked.length === 0 ? {} : { owners: asked }),
  };
}
