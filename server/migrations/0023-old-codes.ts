import { type Migration, sql } from 'kysely';

/**
 * Codes and links of participants that another system gave out and an import brought: they lead where the participant's
 * own code leads, until the import is taken back. Whose a code is, is said by the identifiers; this says which import
 * brought it, and finds it for a visitor of whom only the code is known.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table referral_old_codes (
        lane smallint not null,
        person_id text collate "C" not null,
        workspace_id text collate "C" not null,
        program_id text collate "C" not null,
        code text collate "C" not null,
        import_id text collate "C" not null,
        place smallint not null,
        brought_at bigint not null,
        primary key (lane, person_id, program_id, code, import_id)
      )`.execute(db);
    await sql`create index referral_old_codes_by_code on referral_old_codes (code)`.execute(db);
  },
};
