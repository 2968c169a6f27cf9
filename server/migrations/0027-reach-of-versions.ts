import { type Migration, sql } from 'kysely';

/**
 * Whom a version of a program applies to: invitations from its launch on, those of before that are open, or all. Its
 * row remembers how far the friends of before have been told to look again, and behind which transaction that begins.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      alter table referral_versions
        add column applies_to text collate "C" not null default 'new' check (applies_to in ('new', 'open', 'all')),
        add column work_cursor jsonb,
        add column work_after text collate "C",
        add column work_marked_at timestamptz,
        add column told bigint not null default 0`.execute(db);
    await sql`
      create index referral_versions_at_work on referral_versions (launched_at) where work_cursor is not null`.execute(
      db,
    );
  },
};
