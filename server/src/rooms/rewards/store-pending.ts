import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { laneOfSubject, type ProfileId, type WorkspaceId } from '../../kit/values/ids.ts';

/** What a person gets on a day, in one unit. */
export interface PendingSum {
  readonly unit: string;
  readonly amountMinor: bigint;
  readonly availableAt: number;
}

/** What waits for its day for these profiles, the next first, what comes at the same moment added up. */
export async function pendingOfProfiles(
  db: Queryable,
  workspace: WorkspaceId,
  profiles: readonly ProfileId[],
  limit: number,
): Promise<PendingSum[]> {
  const { rows } = await db.query<{ unit: string; amount: string; available_at: string }>({
    name: 'rewards-pending-of-profiles',
    text: `
      select g.unit, sum(g.amount) as amount, g.available_at
      from unnest($1::smallint[], $2::text[]) as k(lane, holder_id)
      cross join lateral (
        select available_at, unit, sum(amount) as amount from rewards_grants
        where lane = k.lane and workspace_id = $3 and holder_id = k.holder_id and state = 'pending'
        group by available_at, unit order by available_at, unit limit $4) g
      group by g.available_at, g.unit order by g.available_at, g.unit limit $4`,
    values: [scalarArray(profiles.map(laneOfSubject)), textArray(profiles), workspace, limit],
  });
  return rows.map((row) => ({
    unit: row.unit,
    amountMinor: BigInt(row.amount),
    availableAt: Number(row.available_at),
  }));
}
