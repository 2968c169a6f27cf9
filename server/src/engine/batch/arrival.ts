import type { Lane, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { FactBody, Trust } from '../fact.ts';

/** A row of the inbox, read but not yet in effect. */
export interface InboxArrival {
  readonly kind: 'inbox';
  readonly lane: Lane;
  readonly at: EpochMs;
  readonly inboxId: string;
  /** Where the row lies; it stands as long as the transaction that read it, since rows of the inbox never change. */
  readonly place: string;
  readonly workspace: WorkspaceId;
  readonly trust: Trust;
  readonly messageId: string;
  /** True when it comes from inside and needs no de-duplication. */
  readonly checked: boolean;
  readonly body: FactBody;
}

/** A timer that came due. */
export interface TimerArrival {
  readonly kind: 'timer';
  readonly lane: Lane;
  readonly at: EpochMs;
  readonly workspace: WorkspaceId;
  readonly subject: SubjectId;
  readonly reactor: string;
  readonly key: string;
  readonly properties: JsonObject;
}

export type Arrival = InboxArrival | TimerArrival;
