import { type Migration, sql } from 'kysely';

/**
 * Word of what happened is sent also when its person was joined to another meanwhile, unlike a message to the person;
 * and what was sent is forgotten after a while, so it has to be found.
 */
export const migration: Migration = {
  async up(db) {
    await sql`alter table engine_outbox add column outlives boolean not null default false`.execute(db);
    await sql`
      create index engine_outbox_done on engine_outbox (lane, created_at) where state <> 'waiting'`.execute(db);
  },
};
