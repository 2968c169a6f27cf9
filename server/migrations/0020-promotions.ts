import { type Migration, sql } from 'kysely';

/**
 * Promotions are definitions with versions, so that every decision can be computed again from the version that made it.
 * Codes, uses and alarms are rows of the promotion's own lane, for lists; what decides is the promotion's state.
 */
export const migration: Migration = {
  async up(db) {
    await definitions(db);
    await rows(db);
  },
};

async function definitions(db: Parameters<Migration['up']>[0]): Promise<void> {
  await sql`
    create table promotions_promotions (
      workspace_id text collate "C" not null,
      promotion_id text collate "C" not null,
      created_at bigint not null,
      primary key (workspace_id, promotion_id)
    )`.execute(db);
  await sql`
    create table promotions_versions (
      workspace_id text collate "C" not null,
      promotion_id text collate "C" not null,
      version int not null,
      revision bigint not null,
      saved_at bigint not null,
      status text collate "C" not null,
      definition jsonb not null,
      primary key (workspace_id, promotion_id, version)
    )`.execute(db);
}

/** Of the promotion's own lane. */
async function rows(db: Parameters<Migration['up']>[0]): Promise<void> {
  await sql`
    create table promotions_batches (
      lane smallint not null,
      batch_id text collate "C" not null,
      workspace_id text collate "C" not null,
      promotion_id text collate "C" not null,
      wanted int not null,
      started_at bigint not null,
      primary key (lane, batch_id)
    )`.execute(db);
  await sql`
    create index promotions_batches_of_promotion on promotions_batches (lane, workspace_id, promotion_id, started_at)
  `.execute(db);
  await sql`
    create table promotions_codes (
      lane smallint not null,
      workspace_id text collate "C" not null,
      promotion_id text collate "C" not null,
      code text collate "C" not null,
      batch_id text collate "C",
      holder_id text collate "C",
      state text collate "C" not null,
      order_id text,
      made_at bigint not null,
      primary key (lane, workspace_id, promotion_id, code)
    )`.execute(db);
  await sql`
    create index promotions_codes_of_batch on promotions_codes (lane, batch_id) where batch_id is not null
  `.execute(db);
  await sql`
    create table promotions_uses (
      lane smallint not null,
      claim_id text collate "C" not null,
      workspace_id text collate "C" not null,
      promotion_id text collate "C" not null,
      code text collate "C" not null,
      profile_id text collate "C" not null,
      reservation_id text collate "C" not null,
      order_id text not null,
      currency text collate "C" not null,
      amount bigint not null,
      state text collate "C" not null,
      reserved_at bigint not null,
      changed_at bigint not null,
      primary key (lane, claim_id)
    )`.execute(db);
  await sql`
    create index promotions_uses_of_promotion on promotions_uses (lane, workspace_id, promotion_id, reserved_at)
  `.execute(db);
  await sql`
    create table promotions_alarms (
      lane smallint not null,
      alarm_id text collate "C" not null,
      workspace_id text collate "C" not null,
      promotion_id text collate "C" not null,
      kind text collate "C" not null,
      code text collate "C",
      persons int not null,
      paused boolean not null,
      raised_at bigint not null,
      last_at bigint not null,
      closed_at bigint,
      note text,
      primary key (lane, alarm_id)
    )`.execute(db);
  await sql`create index promotions_alarms_by_age on promotions_alarms (workspace_id, raised_at)`.execute(db);
}
