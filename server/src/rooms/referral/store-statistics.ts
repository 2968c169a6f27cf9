import { scalarArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { laneCount, type ProgramId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { noPlacement, otherPlacement } from './types-placements.ts';

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

/** What became of invitations. `shared` are presses of buttons, `followed` clicks of the link, the others friends. */
export interface Counts {
  readonly shared: number;
  readonly followed: number;
  readonly invited: number;
  readonly registered: number;
  readonly paid: number;
  readonly rewarded: number;
}

export const noCounts: Counts = { shared: 0, followed: 0, invited: 0, registered: 0, paid: 0, rewarded: 0 };

interface StoredLinks {
  shared: string;
  followed: string;
}

export interface StoredCounts {
  invited: string;
  registered: string;
  paid: string;
  rewarded: string;
}

export function countsOfRow(row: StoredCounts | undefined, links: { shared?: string; followed?: string } = {}): Counts {
  return {
    shared: Number(links.shared ?? 0),
    followed: Number(links.followed ?? 0),
    invited: Number(row?.invited ?? 0),
    registered: Number(row?.registered ?? 0),
    paid: Number(row?.paid ?? 0),
    rewarded: Number(row?.rewarded ?? 0),
  };
}

export interface Period {
  readonly workspace: WorkspaceId;
  readonly program: ProgramId;
  /** When each day begins, and when the last one ends. */
  readonly starts: readonly number[];
}

export interface DayCounts {
  /** The day's place in the period, from zero. */
  readonly day: number;
  readonly channel: string;
  readonly counts: Counts;
}

export interface ReferrerCounts {
  readonly referrer: SubjectId;
  readonly counts: Counts;
}

/**
 * Each stage of a pair under the day when it happened. A reward that stands is counted with the payment, else with the
 * latest stage that there is.
 */
const stages = `
  select 1 as stage, channel, referrer_id, placement, width_bucket(touched_at, $4::bigint[]) - 1 as day,
         status = 'rewarded' and registered_at is null and paid_at is null as rewarded
  from referral_pairs
  where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3 and touched_at >= $5 and touched_at < $6
  union all
  select 2, channel, referrer_id, placement, width_bucket(registered_at, $4::bigint[]) - 1,
         status = 'rewarded' and paid_at is null
  from referral_pairs
  where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
    and registered_at >= $5 and registered_at < $6
  union all
  select 3, channel, referrer_id, placement, width_bucket(paid_at, $4::bigint[]) - 1, status = 'rewarded'
  from referral_pairs
  where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3 and paid_at >= $5 and paid_at < $6`;

const counted = `
  count(*) filter (where stage = 1) as invited, count(*) filter (where stage = 2) as registered,
  count(*) filter (where stage = 3) as paid, count(*) filter (where rewarded) as rewarded`;

const sums = `
  sum(shared) as shared, sum(followed) as followed, sum(invited) as invited, sum(registered) as registered,
  sum(paid) as paid, sum(rewarded) as rewarded`;

function periodValues({ workspace, program, starts }: Period): unknown[] {
  return [allLanes, workspace, program, scalarArray(starts), starts[0] ?? 0, starts.at(-1) ?? 0];
}

/**
 * What happened on each day, by the way in which friends were invited; days without anything are absent. Statements
 * about a period bear no name: a day and a year need different plans.
 */
export async function countsByDay(db: Queryable, period: Period): Promise<DayCounts[]> {
  const { rows } = await db.query<StoredCounts & { day: number; channel: string | null }>({
    text: `select day, channel, ${counted} from (${stages}) stages group by day, channel order by day, channel`,
    values: periodValues(period),
  });
  return rows.map((row) => ({ day: row.day, channel: row.channel ?? 'none', counts: countsOfRow(row) }));
}

/** Shares and clicks of links on each day. */
export async function clicksByDay(
  db: Queryable,
  period: Period,
): Promise<(Pick<Counts, 'shared' | 'followed'> & { readonly day: number })[]> {
  const { rows } = await db.query<StoredLinks & { day: number }>({
    text: `
      select width_bucket(quarter_at, $4::bigint[]) - 1 as day, sum(shares) as shared, sum(clicks) as followed
      from referral_clicks
      where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
        and quarter_at >= $5 and quarter_at < $6
      group by 1 order by 1`,
    values: periodValues(period),
  });
  return rows.map(({ day, shared, followed }) => ({ day, shared: Number(shared), followed: Number(followed) }));
}

/** The referrers who brought the most, by payments, then by registrations and invitations. */
export async function countsByReferrer(db: Queryable, period: Period, limit: number): Promise<ReferrerCounts[]> {
  const { rows } = await db.query<StoredCounts & StoredLinks & { referrer_id: string }>({
    text: `
      with best as (
        select referrer_id, ${counted} from (${stages}) stages where referrer_id is not null
        group by referrer_id order by paid desc, registered desc, invited desc, referrer_id limit $7)
      select best.*, links.* from best
      cross join lateral (
        select coalesce(sum(shares), 0) as shared, coalesce(sum(clicks), 0) as followed from referral_clicks
        where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
          and person_id = best.referrer_id and quarter_at >= $5 and quarter_at < $6) links
      order by paid desc, registered desc, invited desc, referrer_id`,
    values: [...periodValues(period), limit],
  });
  return rows.map((row) => ({
    referrer: row.referrer_id as SubjectId,
    counts: countsOfRow(row, row),
  }));
}

export interface PlacementCounts {
  /** As it is stored: empty for a link without one, `*` for those that found no room. */
  readonly placement: string;
  readonly counts: Counts;
}

/** What links brought by where they stand; of further placements than `limit` one sum is told. */
export async function countsByPlacement(db: Queryable, period: Period, limit: number): Promise<PlacementCounts[]> {
  const { rows } = await db.query<StoredCounts & StoredLinks & { placement: string }>({
    text: `
      with counts as (
        select coalesce(placement, '${noPlacement}') as placement, 0 as shared, 0 as followed, ${counted}
        from (${stages}) stages where channel = 'link' group by 1
        union all
        select placement, sum(shares), sum(clicks), 0, 0, 0, 0 from referral_clicks
        where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
          and quarter_at >= $5 and quarter_at < $6
        group by placement),
      sums as (select placement, ${sums} from counts group by placement),
      ranked as (
        select sums.*, row_number() over (
          order by placement = '${noPlacement}' desc, paid desc, registered desc, invited desc, followed desc, placement
        ) as place from sums)
      select placement, ${sums} from (
        select case when place <= $7 then placement else '${otherPlacement}' end as placement,
               shared, followed, invited, registered, paid, rewarded from ranked) shown
      group by placement
      order by placement = '${otherPlacement}', paid desc, registered desc, invited desc, followed desc, placement`,
    values: [...periodValues(period), limit],
  });
  return rows.map((row) => ({ placement: row.placement, counts: countsOfRow(row, row) }));
}

export interface StoredReach {
  readonly participants: number;
  readonly sharers: number;
  readonly medianMsToPay: number | null;
}

/** How many take part, how many of them pass their link on, and how long friends take to pay. */
export async function reachOf(db: Queryable, period: Period): Promise<StoredReach> {
  const { rows } = await db.query<{ participants: string; sharers: string; median: string | null }>({
    text: `
      select (select count(*) from referral_participants
              where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
                and joined_at < $5) as participants,
             (select count(distinct person_id) from referral_clicks
              where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
                and quarter_at >= $4 and quarter_at < $5 and shares > 0) as sharers,
             (select percentile_disc(0.5) within group (order by paid_at - touched_at) from referral_pairs
              where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
                and paid_at >= $4 and paid_at < $5 and paid_at >= touched_at) as median`,
    values: [allLanes, period.workspace, period.program, period.starts[0] ?? 0, period.starts.at(-1) ?? 0],
  });
  const [row] = rows;
  const median = row?.median ?? null;
  return {
    participants: Number(row?.participants ?? 0),
    sharers: Number(row?.sharers ?? 0),
    medianMsToPay: median === null ? null : Number(median),
  };
}
