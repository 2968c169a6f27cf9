import { scalarArray, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import {
  type Lane,
  laneCount,
  laneOfSubject,
  type ProfileId,
  type ProgramId,
  type SubjectId,
  type WorkspaceId,
} from '../../kit/values/ids.ts';
import { minuteMs } from '../../kit/values/time.ts';

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

/** A day of every time zone is made of whole quarters of an hour. */
const quarterMs = 15 * minuteMs;

/** A link that somebody followed: whose it was, of which program, and when. */
export interface Click {
  readonly lane: Lane;
  readonly person: SubjectId;
  readonly program: string;
  readonly workspace: WorkspaceId;
  readonly at: number;
}

/** Adds clicks to the counters of their quarters. */
export async function countClicks(tx: Transaction, clicks: readonly Click[]): Promise<void> {
  await tx.query({
    name: 'referral-count-clicks',
    text: `
      insert into referral_clicks as c (lane, person_id, program_id, quarter_at, workspace_id, clicks)
      select lane, person_id, program_id, quarter_at, workspace_id, count(*)
      from unnest($1::smallint[], $2::text[], $3::text[], $4::bigint[], $5::text[])
           as k(lane, person_id, program_id, quarter_at, workspace_id)
      group by lane, person_id, program_id, quarter_at, workspace_id
      on conflict (lane, person_id, program_id, quarter_at) do update set clicks = c.clicks + excluded.clicks`,
    values: [
      scalarColumn(clicks, (click) => click.lane),
      textColumn(clicks, (click) => click.person),
      textColumn(clicks, (click) => click.program),
      scalarColumn(clicks, (click) => click.at - (click.at % quarterMs)),
      textColumn(clicks, (click) => click.workspace),
    ],
  });
}

/** What became of invitations. `followed` are clicks of the link, the others are friends. */
export interface Counts {
  readonly followed: number;
  readonly invited: number;
  readonly registered: number;
  readonly paid: number;
  readonly rewarded: number;
}

export const noCounts: Counts = { followed: 0, invited: 0, registered: 0, paid: 0, rewarded: 0 };

interface StoredCounts {
  invited: string;
  registered: string;
  paid: string;
  rewarded: string;
}

function countsOfRow(row: StoredCounts | undefined, followed: number): Counts {
  return {
    followed,
    invited: Number(row?.invited ?? 0),
    registered: Number(row?.registered ?? 0),
    paid: Number(row?.paid ?? 0),
    rewarded: Number(row?.rewarded ?? 0),
  };
}

/** What a referrer has brought to a program, by all profiles that make them. */
export async function countsOfReferrer(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  profiles: readonly ProfileId[],
): Promise<Counts> {
  const { rows } = await db.query<StoredCounts & { followed: string }>({
    name: 'referral-counts-of-referrer',
    text: `
      select count(touched_at) as invited, count(registered_at) as registered, count(paid_at) as paid,
             count(*) filter (where status = 'rewarded') as rewarded,
             (select coalesce(sum(c.clicks), 0) from unnest($5::smallint[], $4::text[]) as k(lane, id)
              cross join lateral (
                select sum(clicks) as clicks from referral_clicks
                where lane = k.lane and person_id = k.id and workspace_id = $2 and program_id = $3) c) as followed
      from referral_pairs
      where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3 and referrer_id = any($4::text[])`,
    values: [allLanes, workspace, program, textArray(profiles), scalarArray(profiles.map(laneOfSubject))],
  });
  return countsOfRow(rows[0], Number(rows[0]?.followed ?? 0));
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

/** Each stage of a pair under the day when it happened. */
const stages = `
  select 1 as stage, channel, status, referrer_id, width_bucket(touched_at, $4::bigint[]) - 1 as day
  from referral_pairs
  where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3 and touched_at >= $5 and touched_at < $6
  union all
  select 2, channel, status, referrer_id, width_bucket(registered_at, $4::bigint[]) - 1
  from referral_pairs
  where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
    and registered_at >= $5 and registered_at < $6
  union all
  select 3, channel, status, referrer_id, width_bucket(paid_at, $4::bigint[]) - 1
  from referral_pairs
  where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3 and paid_at >= $5 and paid_at < $6`;

const counted = `
  count(*) filter (where stage = 1) as invited, count(*) filter (where stage = 2) as registered,
  count(*) filter (where stage = 3) as paid, count(*) filter (where stage = 3 and status = 'rewarded') as rewarded`;

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
  return rows.map((row) => ({ day: row.day, channel: row.channel ?? 'none', counts: countsOfRow(row, 0) }));
}

/** Clicks of links on each day. */
export async function clicksByDay(
  db: Queryable,
  period: Period,
): Promise<{ readonly day: number; readonly clicks: number }[]> {
  const { rows } = await db.query<{ day: number; clicks: string }>({
    text: `
      select width_bucket(quarter_at, $4::bigint[]) - 1 as day, sum(clicks) as clicks from referral_clicks
      where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
        and quarter_at >= $5 and quarter_at < $6
      group by 1 order by 1`,
    values: periodValues(period),
  });
  return rows.map((row) => ({ day: row.day, clicks: Number(row.clicks) }));
}

/** The referrers who brought the most, by payments, then by registrations and invitations. */
export async function countsByReferrer(db: Queryable, period: Period, limit: number): Promise<ReferrerCounts[]> {
  const { rows } = await db.query<StoredCounts & { referrer_id: string; followed: string }>({
    text: `
      with best as (
        select referrer_id, ${counted} from (${stages}) stages where referrer_id is not null
        group by referrer_id order by paid desc, registered desc, invited desc, referrer_id limit $7)
      select best.*, coalesce((select sum(clicks) from referral_clicks
                               where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
                                 and person_id = best.referrer_id and quarter_at >= $5 and quarter_at < $6),
                              0) as followed
      from best order by paid desc, registered desc, invited desc, referrer_id`,
    values: [...periodValues(period), limit],
  });
  return rows.map((row) => ({
    referrer: row.referrer_id as SubjectId,
    counts: countsOfRow(row, Number(row.followed)),
  }));
}
