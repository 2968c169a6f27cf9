import { type Migration, sql } from 'kysely';

/** A role for whoever reads and changes nothing. */
export const migration: Migration = {
  async up(db) {
    for (const table of ['access_members', 'access_invitations']) {
      const name = sql.id(`${table}_role_check`);
      await sql`alter table ${sql.id(table)} drop constraint ${name}`.execute(db);
      await sql`
        alter table ${sql.id(table)} add constraint ${name}
          check (role in ('owner', 'marketer', 'support', 'analyst'))`.execute(db);
    }
  },
};
