import type { WebhookType } from '@sarafan/contract';
import type { Id, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import type { OutgoingFault } from '../../kit/values/outgoing.ts';
import type { EpochMs } from '../../kit/values/time.ts';

export type SubscriptionId = Id<'whk'>;
export type DeliveryId = Id<'dlv'>;
export type MessageId = Id<'msg'>;

/** Why nothing is sent to an endpoint any more: its owner said so, it answered 410, or it failed for days. */
export type DisabledReason = 'by_hand' | 'gone' | 'failing';

export interface SubscriptionRow {
  readonly subscription: SubscriptionId;
  readonly workspace: WorkspaceId;
  readonly url: string;
  readonly types: readonly WebhookType[];
  readonly description: string;
  /** Null: it is active. */
  readonly disabled: { readonly reason: DisabledReason; readonly at: EpochMs } | null;
  readonly failingSince: EpochMs | null;
  /** Sealed. */
  readonly secret: string;
  readonly previous: { readonly secret: string; readonly until: EpochMs } | null;
  readonly createdAt: EpochMs;
}

/** Something that happened, as the reactor saw it: ids and minor units, which are put into words when it is told. */
export interface Happening {
  readonly type: WebhookType;
  readonly data: JsonObject;
  /** Whose own ids the message names, under the name of the field. */
  readonly persons: Readonly<Record<string, SubjectId>>;
  readonly amount?: { readonly unit: string; readonly minor: string };
}

/** What the reactor hands over: what happened, when, and to which subscriptions it is told. */
export interface Told extends Happening {
  readonly at: EpochMs;
  readonly to: readonly SubscriptionId[];
}

export type DeliveryState = 'waiting' | 'delivered' | 'failed';

export interface DeliveryRow {
  readonly delivery: DeliveryId;
  readonly workspace: WorkspaceId;
  readonly subscription: SubscriptionId;
  readonly message: MessageId;
  readonly type: WebhookType;
  readonly isTest: boolean;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly createdAt: EpochMs;
  readonly nextAt: EpochMs;
  readonly lastAt: EpochMs | null;
  readonly status: number | null;
  readonly fault: OutgoingFault | null;
}

/** What became of one attempt. */
export interface AttemptRow {
  readonly number: number;
  readonly at: EpochMs;
  readonly durationMs: number;
  readonly status: number | null;
  readonly fault: OutgoingFault | null;
  readonly response: string;
}
