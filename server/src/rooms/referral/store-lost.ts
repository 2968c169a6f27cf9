import { scalarArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { laneCount, type ProgramId, type WorkspaceId } from '../../kit/values/ids.ts';

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

export interface LostPairs {
  readonly status: string;
  readonly reason: string | null;
  readonly count: number;
}

export interface AskedLost {
  readonly workspace: WorkspaceId;
  readonly program: ProgramId;
  readonly from: number;
  readonly to: number;
}

/** Friends invited in a period whose invitation, or whose payment after it, brings nothing, by the reason of it. */
export async function lostPairs(db: Queryable, { workspace, program, from, to }: AskedLost): Promise<LostPairs[]> {
  const { rows } = await db.query<{ status: string; reason: string | null; count: string }>({
    text: `
      select status, reason, count(*) as count from referral_pairs
      where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
        and touched_at >= $4 and touched_at < $5
        and (status in ('refused', 'claimed', 'reversed') or status = 'rewarded' and reason is not null)
      group by status, reason order by count(*) desc, status, reason`,
    values: [allLanes, workspace, program, from, to],
  });
  return rows.map((row) => ({ status: row.status, reason: row.reason, count: Number(row.count) }));
}

/** Clicks of links in a period, and friends who were invited by a link in it. */
export async function clicksAndBindings(
  db: Queryable,
  { workspace, program, from, to }: AskedLost,
): Promise<{ readonly followed: number; readonly invited: number }> {
  const { rows } = await db.query<{ followed: string; invited: string }>({
    text: `
      select (select coalesce(sum(clicks), 0) from referral_clicks
              where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
                and quarter_at >= $4 and quarter_at < $5) as followed,
             (select count(*) from referral_pairs
              where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
                and touched_at >= $4 and touched_at < $5 and channel = 'link') as invited`,
    values: [allLanes, workspace, program, from, to],
  });
  return { followed: Number(rows[0]?.followed ?? 0), invited: Number(rows[0]?.invited ?? 0) };
}
