import type { Queryable, Transaction } from '../kit/db.ts';
import type { Lane, ProfileId, SubjectId, SubjectKind, WorkspaceId } from '../kit/values/ids.ts';
import type { JsonObject } from '../kit/values/json.ts';
import type { EpochMs } from '../kit/values/time.ts';
import type { Fact, FactBody, IdentifierKey, IdentifierOwner, Trust } from './fact.ts';

/**
 * A reactor is a room's share in the engine. The engine keeps its state as JSON, one part for each profile of the
 * subject, so merging two persons moves parts and unmerging moves them back. `decide` is pure: it is given the parts,
 * the fact and `now`, and answers with what should change; the engine writes it all in the batch's transaction.
 */
export interface Reactor<Part = unknown, Definitions = unknown> {
  readonly name: string;
  /** Kinds of subject whose facts concern it. */
  readonly subjects: readonly SubjectKind[];
  /** The room's definitions of one workspace as they stood at `revision`. Cached by (workspace, revision). */
  loadDefinitions(db: Queryable, workspace: WorkspaceId, revision: number): Promise<Definitions>;
  /** True when nothing that happens concerns it under these definitions: then it is not asked, and costs nothing. */
  rests?(definitions: Definitions): boolean;
  /** Identifiers that the decision will ask `owner` about (for instance an invite code). */
  lookups?(fact: LookupFact, definitions: Definitions): readonly IdentifierKey[];
  decide(input: DecideInput<Part, Definitions>): Outcome<Part>;
  /** Bulk writes of the room's own tables for all effects of a batch, in the order they were decided. */
  apply?(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void>;
}

/** A fact before its place is known: enough to say which identifiers its decision will ask about. */
export interface LookupFact extends FactBody {
  readonly workspace: WorkspaceId;
  readonly trust: Trust;
}

export interface DecideInput<Part, Definitions> {
  readonly fact: Fact;
  /**
   * Never goes back for a subject: the later of the fact's accepted (or timer's due) time and the subject's last `now`.
   */
  readonly now: EpochMs;
  readonly definitions: Definitions;
  readonly revision: number;
  /** This reactor's parts, by profile. */
  readonly parts: ReadonlyMap<ProfileId, Part>;
  /** Another reactor's parts of the same subject, as they stand after that reactor decided on this fact. */
  readonly partsOf: (reactor: string) => ReadonlyMap<ProfileId, unknown>;
  /** What another reactor decided about this fact; of one that comes later it is not known yet. */
  readonly decisionsOf: (reactor: string) => readonly Decision[];
  /** Identifiers that the fact names and that belong to another subject. */
  readonly conflicts: readonly IdentifierConflict[];
  /** All profiles that make this subject; its own is the first. */
  readonly profiles: readonly ProfileId[];
  readonly createdAt: EpochMs;
  /** Who owns an identifier that `lookups` named. */
  readonly owner: (key: IdentifierKey) => IdentifierOwner | undefined;
}

export interface IdentifierConflict {
  readonly key: IdentifierKey;
  readonly owner: IdentifierOwner;
}

/** What a reactor decides about one fact. Everything is optional: an empty outcome changes nothing. */
export interface Outcome<Part> {
  /** The new part of the fact's profile; absent when it does not change. */
  readonly part?: Part;
  /** New parts of further profiles of the subject. */
  readonly parts?: ReadonlyMap<ProfileId, Part>;
  readonly facts?: readonly DerivedFact[];
  readonly timers?: readonly TimerChange[];
  readonly decisions?: readonly Decision[];
  readonly effects?: readonly JsonObject[];
  /** The answer to a command, shown to whoever waits for it. */
  readonly reply?: Reply;
  /** Answers to commands of before, which waited for what another subject would decide. */
  readonly answers?: readonly Answer[];
  readonly outbox?: readonly OutboxItem[];
  readonly identity?: IdentityChange;
}

/**
 * A new fact about a subject, or about whoever bears a user id. The engine gives it its id, lineage, trust and place.
 */
export interface DerivedFact {
  readonly name: string;
  readonly subject: SubjectId | { readonly userId: string };
  readonly timestamp: EpochMs;
  readonly properties: JsonObject;
  /** The lowest trust of what the decision rests on; absent: that of the fact that caused it. */
  readonly trust?: Trust;
  /**
   * True when the room has written down that it told this, so that nothing agrees any more if it is not heard: then the
   * budget does not cut it, and the room's own limits bound how many there are.
   */
  readonly owed?: boolean;
}

/** Sets the one timer of (subject, reactor, key) to `dueAt`, or removes it. */
export interface TimerChange {
  readonly key: string;
  readonly dueAt: EpochMs | null;
  readonly properties?: JsonObject;
}

/** Stored when something changed or a matching trigger was refused. */
export interface Decision {
  /** What it is about: a program's id, a grant's, a profile's. */
  readonly about: string;
  readonly outcome: string;
  readonly detail: JsonObject;
}

export interface Reply {
  readonly status: 'done' | 'refused';
  /** A code of the room's own when refused, for instance `claim_after_payment`. */
  readonly reason?: string;
  readonly result?: JsonObject;
}

/** The answer to an earlier command of this subject: where whoever waits looks for it, and the command's own id. */
export interface Answer {
  readonly lane: Lane;
  readonly messageId: string;
  readonly reply: Reply;
}

/** Work for a sender outside, done at least once after the commit, under its key. */
export interface OutboxItem {
  readonly channel: string;
  readonly key: string;
  readonly payload: JsonObject;
  /**
   * True for word of what happened, which stands when its person is joined to another. What is meant for the person is
   * not sent then.
   */
  readonly outlives?: boolean;
}

/**
 * A change in the set of profiles that make a person. Only the people room asks for it; the engine moves the parts.
 * `join`: this subject freezes and hands its profiles to `into`. `leave`: `profile` goes back to be a person of its
 * own.
 */
export type IdentityChange =
  | { readonly kind: 'join'; readonly into: SubjectId }
  | { readonly kind: 'leave'; readonly profile: ProfileId };

export interface AppliedEffect {
  readonly fact: Fact;
  readonly now: EpochMs;
  readonly effect: JsonObject;
}
