import { type Migration, sql } from 'kysely';

/**
 * What each participant's links and friends have come to, in sums, so that a cabinet reads as many rows for a hundred
 * thousand friends as for ten: one a lane, a way of inviting and a placement. A friend is counted in the friend's lane,
 * a click in the participant's. What waits for its day is read from an index that has nothing else in it.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table referral_counts (
        lane smallint not null,
        referrer_id text collate "C" not null,
        program_id text collate "C" not null,
        channel text collate "C" not null,
        placement text collate "C" not null,
        workspace_id text collate "C" not null,
        shared bigint not null default 0,
        followed bigint not null default 0,
        invited bigint not null default 0,
        registered bigint not null default 0,
        paid bigint not null default 0,
        rewarded bigint not null default 0,
        primary key (lane, referrer_id, program_id, channel, placement)
      ) with (fillfactor = 70)`.execute(db);
    await sql`
      insert into referral_counts (lane, referrer_id, program_id, channel, placement, workspace_id,
                                   shared, followed, invited, registered, paid, rewarded)
      select lane, referrer_id, program_id, channel, placement, workspace_id,
             sum(shared), sum(followed), sum(invited), sum(registered), sum(paid), sum(rewarded)
      from (
        select lane, referrer_id, program_id, channel, coalesce(placement, '') as placement, workspace_id,
               0 as shared, 0 as followed, count(touched_at) as invited, count(registered_at) as registered,
               count(paid_at) as paid, count(*) filter (where status = 'rewarded') as rewarded
        from referral_pairs where referrer_id is not null and channel is not null
        group by 1, 2, 3, 4, 5, 6
        union all
        select lane, person_id, program_id, 'link', placement, workspace_id, sum(shares), sum(clicks), 0, 0, 0, 0
        from referral_clicks group by 1, 2, 3, 4, 5, 6) counted
      group by 1, 2, 3, 4, 5, 6`.execute(db);
    await sql`
      create index referral_counts_of_referrer on referral_counts (workspace_id, program_id, referrer_id)`.execute(db);
    await sql`
      create index rewards_grants_pending on rewards_grants (lane, workspace_id, holder_id, available_at, unit)
        include (amount) where state = 'pending'`.execute(db);
  },
};
