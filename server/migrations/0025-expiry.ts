import { type Migration, sql } from 'kysely';

/**
 * When rewards expire: of each grant for lists, and what persons have that expires, by its moment, for forecasts and
 * cabinets. What is available is told apart by its moment alone, so that a person has few rows however many grants.
 */
export const migration: Migration = {
  async up(db) {
    await sql`alter table rewards_grants add column expires_at bigint`.execute(db);
    await sql`
      create index rewards_grants_expiring on rewards_grants (workspace_id, unit, expires_at)
      where state = 'pending' and expires_at is not null`.execute(db);
    await sql`
      create table rewards_lots (
        lane smallint not null,
        workspace_id text collate "C" not null,
        holder_id text collate "C" not null,
        unit text collate "C" not null,
        expires_at bigint not null,
        amount bigint not null check (amount > 0),
        primary key (lane, holder_id, unit, expires_at)
      )`.execute(db);
    await sql`create index rewards_lots_of_workspace on rewards_lots (workspace_id, unit, expires_at)`.execute(db);
  },
};
