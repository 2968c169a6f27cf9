import { scalarArray, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import {
  type Lane,
  laneCount,
  type ProfileId,
  type ProgramId,
  type SubjectId,
  type WorkspaceId,
} from '../../kit/values/ids.ts';
import { minuteMs } from '../../kit/values/time.ts';
import { type Counts, countsOfRow, type StoredCounts } from './store-statistics.ts';

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

/** A day of every time zone is made of whole quarters of an hour. */
const quarterMs = 15 * minuteMs;

/** A link that somebody followed or passed on: whose it was, of which program, where it stood, and when. */
export interface CountedClick {
  readonly lane: Lane;
  readonly person: SubjectId;
  readonly program: string;
  readonly workspace: WorkspaceId;
  readonly placement: string;
  readonly isShare: boolean;
  readonly at: number;
}

/** Adds clicks and shares to the counters of their quarters, and to the sums of whose links they are. */
export async function countClicks(tx: Transaction, clicks: readonly CountedClick[]): Promise<void> {
  await tx.query({
    name: 'referral-count-clicks',
    text: `
      with clicks as (
        select *
        from unnest($1::smallint[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::boolean[])
          as k(lane, person_id, program_id, quarter_at, placement, workspace_id, is_share)),
      quarters as (
        insert into referral_clicks as c
          (lane, person_id, program_id, quarter_at, placement, workspace_id, clicks, shares)
        select lane, person_id, program_id, quarter_at, placement, workspace_id,
               count(*) filter (where not is_share), count(*) filter (where is_share)
        from clicks group by lane, person_id, program_id, quarter_at, placement, workspace_id
        on conflict (lane, person_id, program_id, quarter_at, placement) do update
          set clicks = c.clicks + excluded.clicks, shares = c.shares + excluded.shares)
      insert into referral_counts as c
        (lane, referrer_id, program_id, channel, placement, workspace_id, shared, followed)
      select lane, person_id, program_id, 'link', placement, workspace_id,
             count(*) filter (where is_share), count(*) filter (where not is_share)
      from clicks group by lane, person_id, program_id, placement, workspace_id
      on conflict (lane, referrer_id, program_id, channel, placement) do update
        set shared = c.shared + excluded.shared, followed = c.followed + excluded.followed`,
    values: [
      scalarColumn(clicks, (click) => click.lane),
      textColumn(clicks, (click) => click.person),
      textColumn(clicks, (click) => click.program),
      scalarColumn(clicks, (click) => click.at - (click.at % quarterMs)),
      textColumn(clicks, (click) => click.placement),
      textColumn(clicks, (click) => click.workspace),
      scalarColumn(clicks, (click) => click.isShare),
    ],
  });
}

/**
 * Adds what has changed of pairs to the sums of their referrers: `before` and `after` are relations of pairs as they
 * were and as they are. Only the lane of a friend writes the sums that stand in it.
 */
export const countingPairs = (before: string, after: string): string => `
  insert into referral_counts as c (lane, referrer_id, program_id, channel, placement, workspace_id,
                                    invited, registered, paid, rewarded)
  select lane, referrer_id, program_id, channel, coalesce(placement, ''), workspace_id,
         sum(n * (touched_at is not null)::int), sum(n * (registered_at is not null)::int),
         sum(n * (paid_at is not null)::int), sum(n * (status = 'rewarded')::int)
  from (
    select -1 as n, lane, referrer_id, program_id, channel, placement, workspace_id, touched_at, registered_at, paid_at,
           status from ${before}
    union all
    select 1, lane, referrer_id, program_id, channel, placement, workspace_id, touched_at, registered_at, paid_at,
           status from ${after}) changes
  where referrer_id is not null and channel is not null
  group by 1, 2, 3, 4, 5, 6
  having sum(n * (touched_at is not null)::int) <> 0 or sum(n * (registered_at is not null)::int) <> 0
      or sum(n * (paid_at is not null)::int) <> 0 or sum(n * (status = 'rewarded')::int) <> 0
  on conflict (lane, referrer_id, program_id, channel, placement) do update
    set invited = c.invited + excluded.invited, registered = c.registered + excluded.registered,
        paid = c.paid + excluded.paid, rewarded = c.rewarded + excluded.rewarded`;

/** What a way of inviting has come to for one participant. */
export interface WayCounts {
  readonly channel: string;
  /** As it is stored: empty for a link without one, `*` for those that found no room. */
  readonly placement: string;
  readonly counts: Counts;
}

/** Beyond any number of ways that a participant has: names that strangers invent are not told one by one. */
const waysAtMost = 200;

/**
 * What a referrer's links and friends have come to, by the way in which they were invited, by all profiles that make
 * the referrer. It reads sums, a few in each lane, however many friends there are.
 */
export async function countsByWay(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  profiles: readonly ProfileId[],
): Promise<WayCounts[]> {
  const { rows } = await db.query<
    StoredCounts & { channel: string; placement: string; shared: string; followed: string }
  >({
    name: 'referral-counts-by-way',
    text: `
      select channel, placement, sum(shared) as shared, sum(followed) as followed, sum(invited) as invited,
             sum(registered) as registered, sum(paid) as paid, sum(rewarded) as rewarded
      from referral_counts
      where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3 and referrer_id = any($4::text[])
      group by channel, placement
      order by sum(paid) desc, sum(registered) desc, sum(invited) desc, sum(followed) desc, channel, placement
      limit $5`,
    values: [allLanes, workspace, program, textArray(profiles), waysAtMost],
  });
  return rows.map((row) => ({ channel: row.channel, placement: row.placement, counts: countsOfRow(row, row) }));
}

/** What a referrer has brought to a program, by all profiles that make them. */
export async function countsOfReferrer(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  profiles: readonly ProfileId[],
): Promise<Counts> {
  const { rows } = await db.query<StoredCounts & { shared: string; followed: string }>({
    name: 'referral-counts-of-referrer',
    text: `
      select sum(shared) as shared, sum(followed) as followed, sum(invited) as invited,
             sum(registered) as registered, sum(paid) as paid, sum(rewarded) as rewarded
      from referral_counts
      where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3 and referrer_id = any($4::text[])`,
    values: [allLanes, workspace, program, textArray(profiles)],
  });
  return countsOfRow(rows[0], rows[0]);
}
