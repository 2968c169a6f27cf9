import { type Migration, sql } from 'kysely';

/**
 * What the management API needs beside the rooms' own tables: which input each idempotency key stands for and what was
 * answered (sealed, because the answer to a new key holds the key), an audit log that a repeated command does not write
 * twice, and the orders in which lists are read.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table access_idempotency (
        workspace_id text collate "C" not null,
        key text collate "C" not null,
        input_hash text collate "C" not null,
        status smallint,
        body text,
        created_at bigint not null,
        primary key (workspace_id, key)
      )`.execute(db);
    await sql`create index access_idempotency_by_age on access_idempotency (workspace_id, created_at)`.execute(db);
    await sql`alter table access_audit add column once text collate "C"`.execute(db);
    await sql`
      create unique index access_audit_once on access_audit (workspace_id, once) where once is not null`.execute(db);
    await sql`
      create index people_persons_by_name on people_persons (workspace_id, (lower(name) collate "C"), person_id)
      where joined_into is null`.execute(db);
    await sql`create index rewards_grants_of_friend on rewards_grants (workspace_id, friend_id, program_id)`.execute(
      db,
    );
    await sql`create index referral_participants_by_code on referral_participants (code)`.execute(db);
    await sql`drop index referral_pairs_of_referrer`.execute(db);
    await sql`
      create index referral_pairs_of_referrer
        on referral_pairs (workspace_id, program_id, referrer_id, changed_at, friend_id)`.execute(db);
    await sql`create index engine_quarantine_of_workspace on engine_quarantine (workspace_id, quarantined_at)`.execute(
      db,
    );
  },
};
