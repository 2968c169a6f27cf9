import type { Lane, ProfileId, SubjectId, WorkspaceId } from '../kit/values/ids.ts';
import type { JsonObject } from '../kit/values/json.ts';
import type { EpochMs } from '../kit/values/time.ts';

/** Who vouches for a fact: a browser that holds a public write key, or a server that holds a secret key (or our own admin). */
export type Trust = 'public' | 'server';

/** Calls of the tracking API. */
export const eventTypes = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const;
export type EventType = (typeof eventTypes)[number];

/** Facts that begin inside: a command of the management API, a timer that came due, a fact derived from another. */
export const internalTypes = ['command', 'timer', 'derived'] as const;
export type InternalType = (typeof internalTypes)[number];

/**
 * What a fact says, as it is stored in the inbox and in the history.
 * `name` is the event's name for `track` and the page's for `page`; commands, timers and derived facts are named by their room.
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
}

/** `root` is the message id of the outside fact; `budget` is how many more facts this one may still cause. */
export interface Lineage {
  readonly root: string;
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
}

/** The order in which rules over history see facts, whatever order they arrived in. */
export interface FactPosition {
  readonly timestamp: EpochMs;
  readonly trust: Trust;
  readonly messageId: string;
}

export function comparePositions(left: FactPosition, right: FactPosition): number {
  if (left.timestamp !== right.timestamp) return left.timestamp - right.timestamp;
  if (left.trust !== right.trust) return left.trust === 'server' ? -1 : 1;
  if (left.messageId === right.messageId) return 0;
  return left.messageId < right.messageId ? -1 : 1;
}
