import { codeSql, type Filling, personSql, stepMs } from './filling.ts';

/** Friends whom one in a thousand invited, in two programs, with what was clicked and granted. */
export async function fillReferral(filling: Filling): Promise<void> {
  await fillParticipants(filling);
  await fillPairs(filling);
  await fillClicks(filling);
  await fillGrants(filling);
}

async function fillParticipants({ db, tenant, filled }: Filling): Promise<void> {
  await db.query(
    `insert into referral_participants (lane, person_id, workspace_id, program_id, code, joined_at)
     select i % 256, ${personSql('i')}, $1, $2, ${codeSql('i')}, $3::bigint + i * ${stepMs}
     from generate_series(1::bigint, $4) i`,
    [tenant.workspace, tenant.programs[0], filled.first, filled.persons],
  );
}

/** Everybody is a friend: nine in ten are in the first program, six registered, three paid, and one was refused. */
async function fillPairs({ db, tenant, filled }: Filling): Promise<void> {
  await db.query(
    `insert into referral_pairs (lane, friend_id, workspace_id, program_id, referrer_id, channel, status, reason,
                                 order_id, touched_at, registered_at, paid_at, changed_at)
     select i % 256, ${personSql('i')}, $1, ($5::text[])[case when i % 10 = 9 then 2 else 1 end],
            ${personSql('1 + (i * 7919) % $4')}, (array['link', 'code', 'manual'])[1 + i % 3],
            case when i % 10 < 2 then 'rewarded' when i % 10 = 2 then 'refused' else 'waiting' end,
            case when i % 10 = 2 then 'conditions' end, case when i % 10 < 3 then 'order-' || i end,
            at, case when i % 10 < 6 then at + 3600000 end, case when i % 10 < 3 then at + 7200000 end, at
     from generate_series(1::bigint, $3) i cross join lateral (select $2::bigint + i * ${stepMs} as at) moment`,
    [tenant.workspace, filled.first, filled.persons, filled.referrers, tenant.programs.slice(0, 2)],
  );
}

/** Each referrer's link was clicked in two hundred quarters of an hour. */
async function fillClicks({ db, tenant, filled }: Filling): Promise<void> {
  const { first, last, referrers } = filled;
  await db.query(
    `insert into referral_clicks (lane, person_id, program_id, quarter_at, workspace_id, clicks)
     select r % 256, ${personSql('r')}, $2, at - at % 900000, $1, 5
     from generate_series(1::bigint, $5) r cross join generate_series(0, 199) k
     cross join lateral (select $3::bigint + k * ($4::bigint - $3) / 200 as at) moment
     group by 1, 2, 3, 4, 5`,
    [tenant.workspace, tenant.programs[0], first, last, referrers],
  );
}

/** Rewards of both programs; one in two hundred waits for a person's decision. */
async function fillGrants({ db, tenant, filled }: Filling): Promise<void> {
  const { persons, grants, first, last } = filled;
  const holder = `1 + i % ${persons}`;
  await db.query(
    `insert into rewards_grants (lane, grant_id, workspace_id, holder_id, friend_id, program_id, version, side,
                                 order_id, unit, amount, state, review, granted_at, available_at, changed_at,
                                 decided_seq, profile_id)
     select (${holder}) % 256, 'grt_' || substr(md5('g' || i), 1, 16), $1, ${personSql(holder)},
            ${personSql(`1 + (i + 1) % ${persons}`)}, ($4::text[])[1 + i % 2], 1,
            (array['friend', 'referrer'])[1 + i % 2], 'order-' || i, (array['points', 'lesson'])[1 + i % 2], 500,
            (array['available', 'available', 'pending', 'clawed_back'])[1 + i % 4],
            case when i % 200 = 0 then 'spent' end, at, at, at, i, ${personSql(holder)}
     from generate_series(1::bigint, $3) i
     cross join lateral (select $2::bigint + (i * ($5::numeric / $3))::bigint as at) moment`,
    [tenant.workspace, first, grants, tenant.programs.slice(0, 2), last - first],
  );
}
