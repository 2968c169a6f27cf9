import { type Migration, sql } from 'kysely';

/** Every reward that was ever granted, with its state: for lists, statements of support, and exports. */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table rewards_grants (
        lane smallint not null,
        grant_id text collate "C" not null,
        workspace_id text collate "C" not null,
        holder_id text collate "C" not null,
        friend_id text collate "C" not null,
        program_id text collate "C" not null,
        version int not null,
        side text collate "C" not null,
        order_id text collate "C" not null,
        unit text collate "C" not null,
        amount bigint not null check (amount > 0),
        state text collate "C" not null,
        reason text collate "C",
        granted_at bigint not null,
        available_at bigint not null,
        changed_at bigint not null,
        decided_seq bigint not null,
        primary key (lane, grant_id)
      )`.execute(db);
    await sql`
      create index rewards_grants_of_holder on rewards_grants (lane, workspace_id, holder_id, granted_at)
    `.execute(db);
    await sql`create index rewards_grants_of_program on rewards_grants (workspace_id, program_id, granted_at)`.execute(
      db,
    );
  },
};
