import { type Migration, sql } from 'kysely';

/**
 * Applications to take part in a program: what was asked and answered, and what was decided. They are lists for people;
 * whether somebody waits, was refused or takes part is decided from the parts. A row belongs to the profile that
 * applied, so it is found under whoever that profile belongs to.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table referral_applications (
        lane smallint not null,
        person_id text collate "C" not null,
        workspace_id text collate "C" not null,
        program_id text collate "C" not null,
        state text not null,
        answers jsonb not null,
        version integer not null,
        note text not null,
        applied_at bigint not null,
        decided_at bigint,
        primary key (lane, person_id, program_id)
      )`.execute(db);
    await sql`
      create index referral_applications_of_program
        on referral_applications (workspace_id, program_id, applied_at desc, person_id desc)`.execute(db);
    await sql`
      create index referral_applications_by_state
        on referral_applications (workspace_id, program_id, state, applied_at desc, person_id desc)`.execute(db);
  },
};
