import { type Migration, sql } from 'kysely';

/**
 * Filters that had to read past everything else: rewards of one unit, what one person did, and what was done in one
 * area.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      create index rewards_grants_of_unit on rewards_grants (workspace_id, unit, granted_at, grant_id)`.execute(db);
    await sql`create index access_audit_of_actor on access_audit (workspace_id, actor, audit_id)`.execute(db);
    await sql`
      create index access_audit_of_area on access_audit (workspace_id, split_part(action, '.', 1), audit_id)
    `.execute(db);
  },
};
