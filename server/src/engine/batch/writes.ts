import type { Lane, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { Redirection } from '../directory.ts';
import type { AcceptedFact, Fact } from '../fact.ts';
import type { AppliedEffect, Decision, OutboxItem, Reply } from '../reactor.ts';
import type { InboxArrival, TimerArrival } from './arrival.ts';
import type { LaneMemory, SubjectMemory } from './memory.ts';

/**
 * What a replay could not know from the history alone: when a fact was accepted if that is not its `now`, which of its
 * identifiers belonged to others, and whose the identifiers were that its decisions asked about.
 */
export interface Seen {
  readonly at?: EpochMs;
  readonly conflicts?: readonly SeenOwner[];
  readonly owners?: readonly SeenOwner[];
}

/** Kind and value of an identifier, then its owner's subject, profile and detail if it had one. */
export type SeenOwner = readonly (string | null)[];

/** A fact that took effect, as it goes into the history. */
export interface AppliedFact {
  readonly fact: Fact;
  readonly now: EpochMs;
  readonly revision: number;
  /** What the decisions saw besides the fact and the state; absent when that was nothing. */
  readonly seen?: Seen;
  /** The inbox row whose text becomes the history's; absent for facts made in this batch. */
  readonly arrival?: InboxArrival;
}

export interface RecordedDecision {
  readonly fact: Fact;
  readonly now: EpochMs;
  readonly revision: number;
  readonly position: number;
  readonly reactor: string;
  readonly decision: Decision;
}

export interface RecordedReply {
  readonly lane: Lane;
  readonly workspace: WorkspaceId;
  readonly messageId: string;
  readonly at: EpochMs;
  readonly reply: Reply;
}

/** Everything a batch writes; gathered in memory by the fold, written in bulk by the store. */
export interface BatchWrites {
  readonly history: AppliedFact[];
  /** Inbox rows that leave without effect here: duplicates and forwarded facts. */
  readonly dropped: InboxArrival[];
  readonly toInbox: AcceptedFact[];
  readonly firedTimers: TimerArrival[];
  readonly decisions: RecordedDecision[];
  readonly replies: RecordedReply[];
  readonly outbox: { readonly fact: Fact; readonly now: EpochMs; readonly item: OutboxItem }[];
  readonly effects: Map<string, AppliedEffect[]>;
  readonly redirections: Redirection[];
  /** Frozen persons: their timers and unsent messages are cancelled. */
  readonly frozen: { readonly lane: Lane; readonly subject: SubjectId }[];
  readonly lanes: ReadonlyMap<Lane, LaneMemory>;
  readonly subjects: ReadonlyMap<SubjectId, SubjectMemory>;
}
