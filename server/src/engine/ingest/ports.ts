import type { RefusalCode, RequestRefusalCode } from '@sarafan/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Random } from '../../kit/random.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { AcceptedFact, EventType, Trust } from '../fact.ts';

/** What a request asks for: one call of this type, many calls, or many calls of the past. */
export type CallKind = EventType | 'batch' | 'import';

/** Where accepted facts go. */
export interface Inbox {
  /** Resolves only after a durable commit of all facts; throws on a fault, and then none may be counted as accepted. */
  accept(facts: readonly AcceptedFact[]): Promise<void>;
  /** True while the backlog is over its limit: senders are asked to come back. */
  pressure(): boolean;
}

export interface Sender {
  readonly workspace: WorkspaceId;
  readonly trust: Trust;
}

/** Who holds a key. Called once a request, so an implementation caches; it throws only on a fault of ours. */
export interface KeyRing {
  find(key: string): Promise<Sender | undefined>;
}

/** An event, or a whole body that could not be read, as support will look at it. */
export interface RefusedItem extends Sender {
  readonly receivedAt: EpochMs;
  readonly call: CallKind;
  readonly code: RefusalCode | RequestRefusalCode;
  /** The reason as an English sentence. */
  readonly message: string;
  /** The event's place in its batch; absent when the whole body was refused. */
  readonly index?: number;
  readonly messageId?: string;
  /** What was sent, as JSON where it was JSON. Cut to its limit; holds no NUL and no lone surrogate. */
  readonly raw: string;
}

/** Keeps what was refused, for a week. Its failure is logged and fails no request. */
export interface RefusedStore {
  keep(items: readonly RefusedItem[]): Promise<void>;
}

/** How much a sender may send. */
export interface Limiter {
  /**
   * Takes `count` events from the allowance of this key and address; answers the seconds to wait, 0 when it may go on.
   */
  take(key: string, address: string, count: number): number;
}

/** How many visitors whom nobody has seen before one address may bring. */
export interface NewcomerQuota {
  /**
   * Takes those of these anchors that are new from the allowance of this key and address, and remembers them; answers
   * the seconds to wait, 0 when they may come in. With nobody new among them they always may.
   */
  admit(sender: Sender, key: string, address: string, anchors: Iterable<string>): number;
}

/** What an operator watches. */
export interface IngestCounts {
  accepted(trust: Trust, events: number): void;
  refused(trust: Trust, code: RefusalCode): void;
  /** A whole request was refused. */
  turnedAway(code: RequestRefusalCode | RefusalCode): void;
}

export interface IngestPorts {
  readonly inbox: Inbox;
  readonly keys: KeyRing;
  readonly refused: RefusedStore;
  readonly limiter: Limiter;
  readonly newcomers: NewcomerQuota;
  readonly counts: IngestCounts;
  readonly clock: Clock;
  readonly random: Random;
}
