import { type Migration, sql } from 'kysely';

/**
 * Where links stand, and what was lost. Clicks, and the presses of share buttons beside them, are counted for each
 * placement; those of before have none. A link that a participant named is a row for lists, whether anybody has
 * followed it or not. What people typed as a code and is nobody's is a row of the person who typed it, in their lane;
 * what was typed on a landing is of nobody yet.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      alter table referral_clicks
        add column placement text collate "C" not null default '',
        add column shares bigint not null default 0,
        drop constraint referral_clicks_pkey`.execute(db);
    await sql`
      alter table referral_clicks add primary key (lane, person_id, program_id, quarter_at, placement)`.execute(db);
    await sql`alter table referral_pairs add column placement text collate "C"`.execute(db);
    await countByPlacement(db);
    await sql`
      create table referral_placements (
        lane smallint not null,
        person_id text collate "C" not null,
        program_id text collate "C" not null,
        placement text collate "C" not null,
        workspace_id text collate "C" not null,
        named_at bigint not null,
        primary key (lane, person_id, program_id, placement)
      )`.execute(db);
    await sql`
      create table referral_failed_codes (
        lane smallint not null,
        workspace_id text collate "C" not null,
        person_id text collate "C" not null,
        typed text collate "C" not null,
        attempts bigint not null,
        first_at bigint not null,
        last_at bigint not null,
        primary key (lane, workspace_id, person_id, typed)
      )`.execute(db);
  },
};

/** Statistics count pairs from an index alone, their placement and the time until the payment included. */
async function countByPlacement(db: Parameters<Migration['up']>[0]): Promise<void> {
  for (const [moment, column] of [
    ['touched', 'touched_at'],
    ['registered', 'registered_at'],
    ['paid', 'paid_at'],
  ] as const) {
    const index = sql.ref(`referral_pairs_${moment}`);
    const more = moment === 'paid' ? sql`, touched_at` : sql``;
    await sql`drop index ${index}`.execute(db);
    await sql`
      create index ${index} on referral_pairs (workspace_id, program_id, ${sql.ref(column)})
        include (lane, channel, status, referrer_id, placement${more})
        where ${sql.ref(column)} is not null`.execute(db);
  }
}
