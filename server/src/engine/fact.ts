import type { Lane, ProfileId, SubjectId, WorkspaceId } from '../kit/values/ids.ts';
import type { JsonObject } from '../kit/values/json.ts';
import type { FactPosition, Trust } from '../kit/values/position.ts';
import type { EpochMs } from '../kit/values/time.ts';

export type { FactPosition, Trust } from '../kit/values/position.ts';

/** Calls of the tracking API. */
export const eventTypes = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const;
export type EventType = (typeof eventTypes)[number];

/** Facts that begin inside: a command of the management API, a timer that came due, a fact derived from another. */
export const internalTypes = ['command', 'timer', 'derived'] as const;
export type InternalType = (typeof internalTypes)[number];

/**
 * What a fact says, as it is stored in the inbox and in the history.
 * `name` is the event's name for `track` and the page's for `page`; commands, timers and derived facts are named by
 * their room.
 */
export interface FactBody {
  readonly type: EventType | InternalType;
  readonly name: string;
  /** When it happened, by the sender's clock corrected by ours. */
  readonly timestamp: EpochMs;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly previousId?: string;
  readonly groupId?: string;
  readonly properties?: JsonObject;
  readonly traits?: JsonObject;
  readonly context?: JsonObject;
  /** Where a derived fact comes from; an outside fact is its own root and carries none of these. */
  readonly lineage?: Lineage;
  /** Addressed facts only: whose state it is about, and which of the person's profiles it belongs to. */
  readonly subject?: SubjectId;
  readonly profile?: ProfileId;
  /** How often it was sent to its profile's home because the profile was on its way. */
  readonly returns?: number;
  /** Commands only: the lane in which whoever waits looks for the answer. */
  readonly replyLane?: Lane;
  /** Identifiers that the fact asks to own for its subject, for instance a new invite code. */
  readonly claims?: readonly ClaimedKey[];
}

export const identifierKinds = [
  'userId',
  'anonymousId',
  'assertedUserId',
  'email',
  'assertedEmail',
  'phone',
  'assertedPhone',
  'code',
] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

export interface IdentifierKey {
  readonly kind: IdentifierKind;
  readonly value: string;
}

/** An identifier to own, with what it stands for besides its owner: for a code, its program. */
export interface ClaimedKey extends IdentifierKey {
  readonly detail?: string;
  /** Nobody comes to own it while this one is owned: then it does not mean what the fact took it for. */
  readonly unless?: IdentifierKey;
}

export interface IdentifierOwner {
  readonly subject: SubjectId;
  readonly profile: ProfileId;
  readonly detail?: string;
}

/**
 * `root` is the message id of the outside fact, `cause` the place («lane.seq») of the fact whose decision made this
 * one; `budget` is how many more facts this one may still cause.
 */
export interface Lineage {
  readonly root: string;
  readonly cause?: string;
  readonly depth: number;
  readonly budget: number;
}

/** A fact on its way to the inbox. */
export interface AcceptedFact {
  readonly workspace: WorkspaceId;
  readonly lane: Lane;
  readonly trust: Trust;
  /** Unique per workspace and trust; a repeat takes effect once. */
  readonly messageId: string;
  readonly acceptedAt: EpochMs;
  readonly body: FactBody;
}

/** A fact that takes effect: it has a place in its lane and belongs to a subject. */
export interface Fact extends FactBody {
  readonly workspace: WorkspaceId;
  readonly trust: Trust;
  readonly messageId: string;
  readonly lane: Lane;
  readonly seq: number;
  readonly subject: SubjectId;
  readonly profile: ProfileId;
  readonly lineage: Lineage;
  /** Its place in histories: a public sender's clock is not believed, so a public fact stands where we accepted it. */
  readonly position: FactPosition;
}
