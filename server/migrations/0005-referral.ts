import { type Migration, sql } from 'kysely';

/**
 * Programs are definitions: every version stays, with the revision that brought it in, so a recorded decision can be
 * replayed under the very version it was made. Participants and pairs are projections for lists and statistics.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table referral_programs (
        workspace_id text collate "C" not null,
        program_id text collate "C" not null,
        key text collate "C" not null,
        created_at bigint not null,
        primary key (workspace_id, program_id),
        unique (workspace_id, key)
      )`.execute(db);
    await sql`
      create table referral_versions (
        workspace_id text collate "C" not null,
        program_id text collate "C" not null,
        version int not null,
        revision bigint not null,
        launched_at bigint not null,
        note text not null,
        definition jsonb not null,
        primary key (workspace_id, program_id, version)
      )`.execute(db);
    await sql`
      create table referral_participants (
        lane smallint not null,
        person_id text collate "C" not null,
        workspace_id text collate "C" not null,
        program_id text collate "C" not null,
        code text collate "C" not null,
        joined_at bigint not null,
        primary key (lane, person_id, program_id)
      )`.execute(db);
    await sql`
      create index referral_participants_of_program on referral_participants (workspace_id, program_id, joined_at)
    `.execute(db);
    await sql`
      create table referral_pairs (
        lane smallint not null,
        friend_id text collate "C" not null,
        workspace_id text collate "C" not null,
        program_id text collate "C" not null,
        referrer_id text collate "C",
        channel text collate "C",
        status text collate "C" not null,
        reason text collate "C",
        order_id text collate "C",
        touched_at bigint,
        changed_at bigint not null,
        primary key (lane, friend_id, program_id)
      )`.execute(db);
    await sql`
      create index referral_pairs_of_program on referral_pairs (workspace_id, program_id, changed_at, friend_id)
    `.execute(db);
    await sql`
      create index referral_pairs_of_referrer on referral_pairs (workspace_id, referrer_id, program_id)
    `.execute(db);
  },
};
