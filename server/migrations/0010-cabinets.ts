import { type Migration, sql } from 'kysely';

/**
 * The customer's own pages. A link to a cabinet works once: whoever opens it first is remembered with the session that
 * they got for it. A secret key signs such links on the customer's site, so what signs is kept, sealed, since of the
 * key itself there is only a hash. Units learn how they are said after a number, and public pages find a program by its
 * id.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table referral_cabinets (
        token_hash text collate "C" primary key,
        session_hash text collate "C" not null unique,
        workspace_id text collate "C" not null,
        program_id text collate "C" not null,
        user_id text collate "C" not null,
        opened_at bigint not null,
        ends_at bigint not null,
        forget_at bigint not null
      )`.execute(db);
    await sql`create index referral_cabinets_by_age on referral_cabinets (forget_at)`.execute(db);
    await sql`alter table access_keys add column signing text`.execute(db);
    await sql`alter table ledger_units add column forms jsonb`.execute(db);
    await sql`create index referral_programs_by_id on referral_programs (program_id)`.execute(db);
    await sql`create index referral_programs_by_key on referral_programs (key)`.execute(db);
  },
};
