import { type Migration, sql } from 'kysely';

/**
 * How grants are handed out that are no balance to be spent, and what became of that: in the row of the grant, since
 * there is one for each and lists show both. The index is of those alone, so that other rewards cost nothing.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      alter table rewards_grants
        add column fulfil_by text collate "C",
        add column fulfil_promotion text collate "C",
        add column fulfil_state text collate "C",
        add column fulfil_note text,
        add column fulfil_reference text,
        add column fulfil_code text collate "C",
        add column fulfil_since bigint,
        add column fulfil_at bigint`.execute(db);
    // A code that was given away stays given, whatever becomes of an order with it.
    await sql`alter table promotions_codes add column given_for text collate "C"`.execute(db);
    await sql`
      create index promotions_codes_to_give on promotions_codes (lane, workspace_id, promotion_id, code)
        where state = 'free' and given_for is null`.execute(db);
    await sql`
      create index rewards_grants_to_hand_out
        on rewards_grants (workspace_id, fulfil_state, fulfil_since, grant_id)
        where fulfil_state is not null`.execute(db);
    await sql`
      create index rewards_grants_waiting_for_codes
        on rewards_grants (workspace_id, fulfil_promotion, fulfil_since, grant_id)
        where fulfil_state = 'waiting' and fulfil_promotion is not null`.execute(db);
  },
};
