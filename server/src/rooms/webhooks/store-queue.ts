import type { WebhookType } from '@sarafan/contract';
import { scalarColumn, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { Settled } from './rules/attempts.ts';
import type { AttemptRow, DeliveryId, MessageId, SubscriptionId } from './types.ts';

/** A delivery that this worker alone is making, with all that it needs. */
export interface Leased {
  readonly delivery: DeliveryId;
  readonly lease: string;
  readonly workspace: WorkspaceId;
  readonly subscription: SubscriptionId;
  readonly message: MessageId;
  readonly type: WebhookType;
  readonly isTest: boolean;
  readonly body: string;
  readonly attempts: number;
  readonly url: string;
  readonly secret: string;
  readonly previous: { readonly secret: string; readonly until: EpochMs } | null;
  readonly isFailing: boolean;
}

export interface LeaseRequest {
  readonly now: EpochMs;
  readonly until: EpochMs;
  readonly lease: string;
  /** How many more this worker has room for, and how many of them to endpoints that are failing. */
  readonly free: number;
  readonly freeToFailing: number;
  /** What all workers together may have under way to one endpoint. */
  readonly toOne: number;
  readonly toOneFailing: number;
}

interface Endpoint {
  readonly subscription_id: string;
  readonly failing: boolean;
}

/**
 * Takes deliveries that are due. The rows of their endpoints are locked first, so that one worker at a time counts what
 * is under way to each and takes the rest; what another has locked is its share. A lease is a mark and a time: until
 * then nobody else takes the delivery, and after it whoever had it has lost it.
 */
export async function leaseDeliveries(tx: Transaction, request: LeaseRequest): Promise<Leased[]> {
  const { now, until, lease, free, freeToFailing, toOne, toOneFailing } = request;
  const { rows: endpoints } = await tx.query<Endpoint>({
    name: 'webhooks-lock-endpoints',
    text: `
      select s.subscription_id, s.failing_since is not null as failing from webhooks_subscriptions s
      where s.disabled_reason is null and exists (
        select from webhooks_deliveries d
        where d.subscription_id = s.subscription_id and d.state = 'waiting' and d.next_at <= $1)
      order by s.failing_since is not null, s.subscription_id limit $2::bigint for no key update skip locked`,
    values: [now, free],
  });
  if (endpoints.length === 0) return [];
  const { rows } = await tx.query<StoredLease>({
    name: 'webhooks-lease',
    text: `
      with endpoint as (
        select e.subscription_id, e.failing, (
          case when e.failing then $9::bigint else $8::bigint end - (
            select count(*) from webhooks_deliveries d
            where d.subscription_id = e.subscription_id and d.state = 'waiting' and d.lease is not null
              and d.next_at > $3))::int as room
        from unnest($1::text[], $2::boolean[]) as e(subscription_id, failing)),
      due as (
        select d.delivery_id, e.failing,
               row_number() over (partition by e.failing order by d.place, d.next_at) as turn,
               row_number() over (order by e.failing, d.place, d.next_at) as place
        from endpoint e cross join lateral (
          select delivery_id, next_at, row_number() over (order by next_at) as place from webhooks_deliveries
          where subscription_id = e.subscription_id and state = 'waiting' and next_at <= $3
          order by next_at limit greatest(e.room, 0)) d)
      update webhooks_deliveries d set lease = $4, next_at = $5
      from due, webhooks_subscriptions s
      where d.delivery_id = due.delivery_id and s.subscription_id = d.subscription_id
        and due.place <= $6::bigint and (not due.failing or due.turn <= $7::bigint)
      returning d.delivery_id, d.workspace_id, d.subscription_id, d.message_id, d.type, d.is_test, d.body, d.attempts,
                s.url, s.secret, s.previous_secret, s.previous_until, due.failing`,
    values: [
      textColumn(endpoints, (each) => each.subscription_id),
      scalarColumn(endpoints, (each) => each.failing),
      ...[now, lease, until, free, freeToFailing, toOne, toOneFailing],
    ],
  });
  return rows.map((row) => leasedOf(row, lease));
}

interface StoredLease {
  delivery_id: string;
  workspace_id: string;
  subscription_id: string;
  message_id: string;
  type: WebhookType;
  is_test: boolean;
  body: string;
  attempts: number;
  url: string;
  secret: string;
  previous_secret: string | null;
  previous_until: string | null;
  failing: boolean;
}

function leasedOf(row: StoredLease, lease: string): Leased {
  return {
    delivery: row.delivery_id as DeliveryId,
    lease,
    workspace: row.workspace_id as WorkspaceId,
    subscription: row.subscription_id as SubscriptionId,
    message: row.message_id as MessageId,
    type: row.type,
    isTest: row.is_test,
    body: row.body,
    attempts: row.attempts,
    url: row.url,
    secret: row.secret,
    previous: row.previous_secret === null ? null : { secret: row.previous_secret, until: Number(row.previous_until) },
    isFailing: row.failing,
  };
}

/** Writes an attempt down. False when the lease was lost: then another worker speaks for the delivery. */
export async function settleDelivery(
  tx: Transaction,
  { delivery, lease }: Pick<Leased, 'delivery' | 'lease'>,
  { state, nextAt }: Settled,
  attempt: AttemptRow,
): Promise<boolean> {
  const { number, at, durationMs, status, fault, response } = attempt;
  const { rowCount } = await tx.query({
    name: 'webhooks-settle',
    text: `
      with settled as (
        update webhooks_deliveries
        set state = $3, next_at = $4, lease = null, attempts = $5, last_at = $6, status = $8, fault = $9
        where delivery_id = $1 and lease = $2 returning delivery_id)
      insert into webhooks_attempts (delivery_id, number, at, duration_ms, status, fault, response)
      select delivery_id, $5, $6, $7, $8, $9, $10 from settled`,
    values: [delivery, lease, state, nextAt, number, at, durationMs, status, fault, response],
  });
  return rowCount === 1;
}

/** Gives a delivery back untried: the worker ends before it was answered. */
export async function giveBack(
  db: Queryable,
  { delivery, lease }: Pick<Leased, 'delivery' | 'lease'>,
  at: EpochMs,
): Promise<void> {
  await db.query('update webhooks_deliveries set lease = null, next_at = $3 where delivery_id = $1 and lease = $2', [
    delivery,
    lease,
    at,
  ]);
}
