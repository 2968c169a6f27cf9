import { type Kysely, type Migration, sql } from 'kysely';

/**
 * Whom a workspace tells of what happens, what is still to be told, and what became of each attempt. A delivery is a
 * row of its own for each endpoint, so a slow one keeps nothing from the others.
 */
export const migration: Migration = {
  async up(db) {
    await createSubscriptions(db);
    await createDeliveries(db);
  },
};

async function createSubscriptions(db: Kysely<unknown>): Promise<void> {
  await sql`
      create table webhooks_subscriptions (
        subscription_id text collate "C" primary key,
        workspace_id text collate "C" not null,
        url text not null,
        types text[] not null,
        description text not null,
        disabled_reason text check (disabled_reason in ('by_hand', 'gone', 'failing')),
        disabled_at bigint,
        failing_since bigint,
        secret text not null,
        previous_secret text,
        previous_until bigint,
        created_at bigint not null,
        check ((disabled_reason is null) = (disabled_at is null)),
        check ((previous_secret is null) = (previous_until is null))
      )`.execute(db);
  await sql`
      create index webhooks_subscriptions_of_workspace
        on webhooks_subscriptions (workspace_id, created_at, subscription_id)`.execute(db);
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await sql`
      create table webhooks_deliveries (
        delivery_id text collate "C" primary key,
        workspace_id text collate "C" not null,
        subscription_id text collate "C" not null,
        message_id text collate "C" not null,
        type text collate "C" not null,
        is_test boolean not null,
        body text not null,
        state text not null check (state in ('waiting', 'delivered', 'failed')),
        attempts integer not null default 0,
        created_at bigint not null,
        next_at bigint not null,
        lease text,
        last_at bigint,
        status integer,
        fault text,
        unique (subscription_id, message_id)
      ) with (fillfactor = 80)`.execute(db);
  await sql`
      create index webhooks_deliveries_due on webhooks_deliveries (subscription_id, next_at)
        where state = 'waiting'`.execute(db);
  await sql`
      create index webhooks_deliveries_of_workspace
        on webhooks_deliveries (workspace_id, created_at, delivery_id)`.execute(db);
  await sql`
      create index webhooks_deliveries_of_subscription
        on webhooks_deliveries (subscription_id, created_at, delivery_id)`.execute(db);
  await sql`
      create index webhooks_deliveries_failed on webhooks_deliveries (workspace_id, created_at, delivery_id)
        where state = 'failed'`.execute(db);
  await sql`create index webhooks_deliveries_by_age on webhooks_deliveries (created_at)`.execute(db);
  await sql`
      create table webhooks_attempts (
        delivery_id text collate "C" not null references webhooks_deliveries on delete cascade,
        number integer not null,
        at bigint not null,
        duration_ms integer not null,
        status integer,
        fault text,
        response text not null,
        primary key (delivery_id, number)
      )`.execute(db);
}
