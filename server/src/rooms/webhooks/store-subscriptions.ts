import type { WebhookType } from '@sarafan/contract';
import { pageRowsAtMost } from '../../kit/api/paging.ts';
import { textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { Standing } from './rules/attempts.ts';
import type { DisabledReason, SubscriptionId, SubscriptionRow } from './types.ts';

interface Stored {
  subscription_id: string;
  workspace_id: string;
  url: string;
  types: WebhookType[];
  description: string;
  disabled_reason: DisabledReason | null;
  disabled_at: string | null;
  failing_since: string | null;
  secret: string;
  previous_secret: string | null;
  previous_until: string | null;
  created_at: string;
}

const columns = `subscription_id, workspace_id, url, types, description, disabled_reason, disabled_at, failing_since,
  secret, previous_secret, previous_until, created_at`;

function rowOf(row: Stored): SubscriptionRow {
  const { disabled_reason: reason, disabled_at: disabledAt, previous_secret: previous, previous_until: until } = row;
  return {
    subscription: row.subscription_id as SubscriptionId,
    workspace: row.workspace_id as WorkspaceId,
    url: row.url,
    types: row.types,
    description: row.description,
    disabled: reason === null ? null : { reason, at: Number(disabledAt) },
    failingSince: row.failing_since === null ? null : Number(row.failing_since),
    secret: row.secret,
    previous: previous === null ? null : { secret: previous, until: Number(until) },
    createdAt: Number(row.created_at),
  };
}

/** Whom a workspace tells of what. */
export async function activeSubscriptions(
  db: Queryable,
  workspace: WorkspaceId,
): Promise<readonly Pick<SubscriptionRow, 'subscription' | 'types'>[]> {
  const { rows } = await db.query<Pick<Stored, 'subscription_id' | 'types'>>({
    name: 'webhooks-active',
    text: `
      select subscription_id, types from webhooks_subscriptions
      where workspace_id = $1 and disabled_reason is null order by created_at, subscription_id`,
    values: [workspace],
  });
  return rows.map((row) => ({ subscription: row.subscription_id as SubscriptionId, types: row.types }));
}

export async function countSubscriptions(db: Queryable, workspace: WorkspaceId): Promise<number> {
  const { rows } = await db.query<{ count: string }>(
    'select count(*) as count from webhooks_subscriptions where workspace_id = $1',
    [workspace],
  );
  return Number(rows[0]?.count ?? 0);
}

/** The oldest first, with how many deliveries of each are still to be made. */
export async function pageSubscriptions(
  db: Queryable,
  workspace: WorkspaceId,
  after: readonly [number, string] | undefined,
  limit: number,
): Promise<SubscriptionRow[]> {
  const { rows } = await db.query<Stored>({
    name: 'webhooks-page-subscriptions',
    text: `
      select * from (
        select ${columns} from webhooks_subscriptions
        where workspace_id = $1 and (created_at, subscription_id) > ($2, $3)
        order by created_at, subscription_id limit ${pageRowsAtMost}) page
      order by created_at, subscription_id limit $4`,
    values: [workspace, ...(after ?? [0, '']), limit],
  });
  return rows.map(rowOf);
}

/** `forUpdate` lets one change at a time in, and none while a worker takes deliveries of it. */
export async function findSubscription(
  db: Queryable,
  workspace: WorkspaceId,
  subscription: string,
  forUpdate = false,
): Promise<SubscriptionRow | undefined> {
  const { rows } = await db.query<Stored>(
    `select ${columns} from webhooks_subscriptions
     where workspace_id = $1 and subscription_id = $2 ${forUpdate ? 'for update' : ''}`,
    [workspace, subscription],
  );
  return rows[0] === undefined ? undefined : rowOf(rows[0]);
}

export async function insertSubscription(db: Queryable, row: SubscriptionRow): Promise<void> {
  await db.query(
    `insert into webhooks_subscriptions (subscription_id, workspace_id, url, types, description, secret, created_at)
     values ($1, $2, $3, $4::text[], $5, $6, $7)`,
    [row.subscription, row.workspace, row.url, textArray(row.types), row.description, row.secret, row.createdAt],
  );
}

/** Writes what may change of a subscription. */
export async function updateSubscription(db: Queryable, row: SubscriptionRow): Promise<void> {
  const { subscription, url, types, description, disabled, failingSince, secret, previous } = row;
  await db.query(
    `update webhooks_subscriptions
     set url = $2, types = $3::text[], description = $4, disabled_reason = $5, disabled_at = $6, failing_since = $7,
         secret = $8, previous_secret = $9, previous_until = $10
     where subscription_id = $1`,
    [
      ...[subscription, url, textArray(types), description, disabled?.reason ?? null, disabled?.at ?? null],
      ...[failingSince, secret, previous?.secret ?? null, previous?.until ?? null],
    ],
  );
}

/** Its deliveries are shown no more, and swept away later: there may be many. */
export async function removeSubscription(db: Queryable, subscription: SubscriptionId): Promise<void> {
  await db.query('delete from webhooks_subscriptions where subscription_id = $1', [subscription]);
}

/** How an endpoint stands, its row locked; undefined when it was deleted meanwhile. */
export async function lockStanding(
  db: Queryable,
  subscription: SubscriptionId,
): Promise<(Standing & { readonly workspace: WorkspaceId }) | undefined> {
  const { rows } = await db.query<Pick<Stored, 'workspace_id' | 'failing_since' | 'disabled_reason'>>(
    `select workspace_id, failing_since, disabled_reason from webhooks_subscriptions
     where subscription_id = $1 for update`,
    [subscription],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const failingSince = row.failing_since === null ? null : Number(row.failing_since);
  return { workspace: row.workspace_id as WorkspaceId, failingSince, disabled: row.disabled_reason };
}

export async function updateStanding(
  db: Queryable,
  subscription: SubscriptionId,
  { failingSince, disabled }: Standing,
  at: EpochMs,
): Promise<void> {
  await db.query(
    `update webhooks_subscriptions
     set failing_since = $2, disabled_reason = $3,
         disabled_at = case when $3::text is null then null else $4::bigint end
     where subscription_id = $1`,
    [subscription, failingSince, disabled, at],
  );
}
