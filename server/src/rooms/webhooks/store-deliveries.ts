import type { WebhookType } from '@sarafan/contract';
import { pageRowsAtMost } from '../../kit/api/paging.ts';
import { textArray, textColumn } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { OutgoingFault } from '../../kit/values/outgoing.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { AttemptRow, DeliveryId, DeliveryRow, DeliveryState, MessageId, SubscriptionId } from './types.ts';

interface Stored {
  delivery_id: string;
  workspace_id: string;
  subscription_id: string;
  message_id: string;
  type: WebhookType;
  is_test: boolean;
  state: DeliveryState;
  attempts: number;
  created_at: string;
  next_at: string;
  last_at: string | null;
  status: number | null;
  fault: OutgoingFault | null;
  url: string;
}

const columns = `d.delivery_id, d.workspace_id, d.subscription_id, d.message_id, d.type, d.is_test, d.state, d.attempts,
  d.created_at, d.next_at, d.last_at, d.status, d.fault`;

/** A delivery with where it goes by now. */
export type ListedDelivery = DeliveryRow & { readonly url: string };

function rowOf(row: Stored): ListedDelivery {
  return {
    delivery: row.delivery_id as DeliveryId,
    workspace: row.workspace_id as WorkspaceId,
    subscription: row.subscription_id as SubscriptionId,
    message: row.message_id as MessageId,
    type: row.type,
    isTest: row.is_test,
    state: row.state,
    attempts: row.attempts,
    createdAt: Number(row.created_at),
    nextAt: Number(row.next_at),
    lastAt: row.last_at === null ? null : Number(row.last_at),
    status: row.status,
    fault: row.fault,
    url: row.url,
  };
}

export interface NewDelivery {
  readonly delivery: DeliveryId;
  readonly subscription: SubscriptionId;
}

/** One message for several endpoints. Those that have it already get no second one; those that are gone get none. */
export async function insertDeliveries(
  db: Queryable,
  message: {
    readonly workspace: WorkspaceId;
    readonly message: MessageId;
    readonly type: WebhookType;
    readonly isTest: boolean;
    readonly body: string;
    readonly at: EpochMs;
  },
  deliveries: readonly NewDelivery[],
): Promise<void> {
  const { workspace, message: id, type, isTest, body, at } = message;
  await db.query({
    name: 'webhooks-insert-deliveries',
    text: `
      insert into webhooks_deliveries (delivery_id, workspace_id, subscription_id, message_id, type, is_test, body,
                                       state, created_at, next_at)
      select n.delivery_id, $1, n.subscription_id, $4, $5, $6, $7, 'waiting', $8, $8
      from unnest($2::text[], $3::text[]) as n(delivery_id, subscription_id)
      join webhooks_subscriptions s on s.subscription_id = n.subscription_id and s.workspace_id = $1
      on conflict do nothing`,
    values: [
      ...[workspace, textColumn(deliveries, (each) => each.delivery)],
      ...[textColumn(deliveries, (each) => each.subscription), id, type, isTest, body, at],
    ],
  });
}

export interface DeliveryFilter {
  readonly subscription?: string;
  readonly state?: DeliveryState;
  readonly type?: WebhookType;
}

/**
 * What each filter asks of a row. One that is absent is not in the statement: a planner that does not know whether it
 * narrows anything plans the statement anew each time.
 */
const conditions = {
  subscription: 'd.subscription_id = $5',
  state: 'd.state = $6',
  type: 'd.type = $7',
} as const;

/** The newest first. What was sent to an endpoint that is gone went with it. */
export async function pageDeliveries(
  db: Queryable,
  workspace: WorkspaceId,
  filter: DeliveryFilter,
  before: readonly [number, string],
  limit: number,
): Promise<ListedDelivery[]> {
  const asked = (['subscription', 'state', 'type'] as const).filter((each) => filter[each] !== undefined);
  const narrowed = asked.map((each) => `and ${conditions[each]}`).join(' ');
  const { rows } = await db.query<Stored>({
    name: ['webhooks-page', ...asked].join('-'),
    text: `
      select * from (
        select ${columns}, s.url from webhooks_deliveries d join webhooks_subscriptions s using (subscription_id)
        where d.workspace_id = $1 and (d.created_at, d.delivery_id) < ($2, case when $3 = '' then '~' else $3 end)
          ${narrowed} and ($5::text is null or $6::text is null or $7::text is null or true)
        order by d.created_at desc, d.delivery_id desc limit ${pageRowsAtMost}) page
      order by created_at desc, delivery_id desc limit $4`,
    values: [workspace, ...before, limit, filter.subscription ?? null, filter.state ?? null, filter.type ?? null],
  });
  return rows.map(rowOf);
}

export async function findDelivery(
  db: Queryable,
  workspace: WorkspaceId,
  delivery: string,
  forUpdate = false,
): Promise<(ListedDelivery & { readonly body: string; readonly isLeased: (now: EpochMs) => boolean }) | undefined> {
  const { rows } = await db.query<Stored & { body: string; lease: string | null }>(
    `select ${columns}, d.body, d.lease, s.url
     from webhooks_deliveries d join webhooks_subscriptions s using (subscription_id)
     where d.workspace_id = $1 and d.delivery_id = $2 ${forUpdate ? 'for update of d' : ''}`,
    [workspace, delivery],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const found = rowOf(row);
  return { ...found, body: row.body, isLeased: (now) => row.lease !== null && found.nextAt > now };
}

/** Every attempt of a delivery, the newest first. */
export async function attemptsOf(db: Queryable, delivery: DeliveryId): Promise<AttemptRow[]> {
  const { rows } = await db.query<{
    number: number;
    at: string;
    duration_ms: number;
    status: number | null;
    fault: OutgoingFault | null;
    response: string;
  }>(
    `select number, at, duration_ms, status, fault, response from webhooks_attempts
     where delivery_id = $1 order by number desc`,
    [delivery],
  );
  return rows.map(({ at, duration_ms: durationMs, ...row }) => ({ ...row, at: Number(at), durationMs }));
}

/** It is sent again, whatever became of it. */
export async function sendAgain(db: Queryable, delivery: DeliveryId, at: EpochMs): Promise<void> {
  await db.query(
    `update webhooks_deliveries set state = 'waiting', next_at = $2, lease = null where delivery_id = $1`,
    [delivery, at],
  );
}

/** How many deliveries of each of these are still to be made; one with none is absent. */
export async function countWaiting(
  db: Queryable,
  subscriptions: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, number>> {
  const { rows } = await db.query<{ subscription_id: string; count: string }>({
    name: 'webhooks-count-waiting',
    text: `
      select subscription_id, count(*) as count from webhooks_deliveries
      where subscription_id = any($1::text[]) and state = 'waiting' group by subscription_id`,
    values: [textArray(subscriptions)],
  });
  return new Map(rows.map((row) => [row.subscription_id as SubscriptionId, Number(row.count)]));
}

/** Removes some of what is too old or was sent to endpoints that are gone; returns how many. */
export async function sweepDeliveries(db: Queryable, before: EpochMs, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from webhooks_deliveries where delivery_id in (
       (select delivery_id from webhooks_deliveries where created_at < $1 limit $2)
       union
       (select delivery_id from webhooks_deliveries d
        where not exists (select from webhooks_subscriptions s where s.subscription_id = d.subscription_id)
        limit $2))`,
    [before, limit],
  );
  return rowCount ?? 0;
}
