import { type Migration, sql } from 'kysely';

/**
 * Who is who. `people_identifiers` is the one table that lanes share: it says which person an identifier leads to, and
 * which of the person's profiles it came with, so that an unmerge knows what goes back. `people_persons` is a
 * projection for lists and look-ups; the truth about a person is the engine's state.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table people_identifiers (
        workspace_id text collate "C" not null,
        kind text collate "C" not null,
        value text collate "C" not null,
        subject_id text collate "C" not null,
        profile_id text collate "C" not null,
        detail text collate "C",
        primary key (workspace_id, kind, value)
      )`.execute(db);
    await sql`create index people_identifiers_of_profile on people_identifiers (workspace_id, profile_id)`.execute(db);
    await sql`
      create table people_persons (
        lane smallint not null,
        person_id text collate "C" not null,
        workspace_id text collate "C" not null,
        user_id text collate "C",
        email text collate "C",
        phone text collate "C",
        name text,
        joined_into text collate "C",
        created_at bigint not null,
        updated_at bigint not null,
        primary key (lane, person_id)
      )`.execute(db);
    await sql`create index people_persons_of_workspace on people_persons (workspace_id, created_at, person_id)`.execute(
      db,
    );
  },
};
