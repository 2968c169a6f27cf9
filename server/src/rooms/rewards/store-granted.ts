import type { Queryable } from '../../kit/db.ts';
import type { ProgramId, WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { Side } from './rules/grant.ts';

/** What a program granted to one side in one unit and did not take back. */
export interface GrantedSum {
  readonly unit: string;
  readonly side: Side;
  readonly grants: number;
  readonly amountMinor: bigint;
}

/** Rewards that a program granted in a period, as they stand now. */
export async function grantedBy(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
): Promise<GrantedSum[]> {
  const { rows } = await db.query<{ unit: string; side: string; grants: string; amount: string }>({
    text: `
      select unit, side, count(*) as grants, sum(amount)::text as amount from rewards_grants
      where lane between 0 and 255 and workspace_id = $1 and program_id = $2 and granted_at >= $3 and granted_at < $4
        and state <> 'clawed_back'
      group by unit, side order by unit, side`,
    values: [workspace, program, from, to],
  });
  return rows.map((row) => ({
    unit: row.unit,
    side: row.side as Side,
    grants: Number(row.grants),
    amountMinor: BigInt(row.amount),
  }));
}
