import { type Migration, sql } from 'kysely';

/**
 * Participants who are banned from a program. A ban is a definition: what lanes decide behind it follows from the
 * revision that they read, so it has no lane. Its own row remembers how far its friends have been told of it, and the
 * word of whoever is banned.
 *
 * Friends of another inviter whose latest code was of somebody banned are found by a table of their own: their pair
 * does not name that inviter.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table referral_bans (
        workspace_id text collate "C" not null,
        ban_id text collate "C" not null,
        program_id text collate "C" not null,
        person_id text collate "C" not null,
        profiles text[] not null,
        reason text collate "C" not null,
        note text not null,
        since bigint not null,
        banned_by text collate "C" not null,
        revision bigint not null,
        appeal text,
        appealed_at bigint,
        decision text collate "C",
        decision_note text not null default '',
        decided_at bigint,
        lifted_at bigint,
        lifted_by text collate "C",
        lift_note text not null default '',
        lifted_revision bigint,
        work_cursor jsonb,
        work_after text collate "C",
        work_marked_at timestamptz,
        told bigint not null default 0,
        primary key (workspace_id, ban_id)
      )`.execute(db);
    await sql`create index referral_bans_of_program on referral_bans (workspace_id, program_id, since, ban_id)`.execute(
      db,
    );
    await sql`
      create index referral_bans_standing on referral_bans (workspace_id) where lifted_at is null`.execute(db);
    await sql`create index referral_bans_at_work on referral_bans (since) where work_cursor is not null`.execute(db);
    await sql`
      create table referral_ignored (
        lane smallint not null,
        friend_id text collate "C" not null,
        workspace_id text collate "C" not null,
        program_id text collate "C" not null,
        inviter_id text collate "C" not null,
        primary key (lane, friend_id, program_id, inviter_id)
      )`.execute(db);
    await sql`
      create index referral_ignored_of_inviter
        on referral_ignored (workspace_id, program_id, inviter_id, friend_id)`.execute(db);
  },
};
