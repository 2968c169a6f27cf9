import { type Migration, sql } from 'kysely';

/** Statistics count rewards that stand for no payment from the same indexes alone, so these tell the later stages. */
export const migration: Migration = {
  async up(db) {
    for (const [moment, column, later] of [
      ['touched', 'touched_at', 'registered_at, paid_at'],
      ['registered', 'registered_at', 'paid_at'],
    ] as const) {
      const index = sql.ref(`referral_pairs_${moment}`);
      await sql`drop index ${index}`.execute(db);
      await sql`
        create index ${index} on referral_pairs (workspace_id, program_id, ${sql.ref(column)})
          include (lane, channel, status, referrer_id, placement, ${sql.raw(later)})
          where ${sql.ref(column)} is not null`.execute(db);
    }
  },
};
