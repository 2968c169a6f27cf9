import { type Migration, sql } from 'kysely';

/**
 * Which profile of its holder a grant was given to. When support separates the profile, its grants go home with it.
 */
export const migration: Migration = {
  async up(db) {
    await sql`alter table rewards_grants add column profile_id text collate "C"`.execute(db);
    await sql`update rewards_grants set profile_id = holder_id`.execute(db);
    await sql`alter table rewards_grants alter column profile_id set not null`.execute(db);
  },
};
