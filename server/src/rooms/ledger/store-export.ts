import type { Queryable } from '../../kit/db.ts';
import type { Lane, TransferId, WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { ExportCursor } from './rules/cursor.ts';
import type { StoredAccount, StoredCompartment } from './types.ts';

/** One posting with both its accounts. */
export interface ExportedPosting {
  readonly lane: Lane;
  readonly transferId: TransferId;
  readonly line: number;
  readonly unit: string;
  readonly amount: bigint;
  readonly at: EpochMs;
  readonly from: StoredAccount;
  readonly to: StoredAccount;
}

const exportSql = `
select lane, transfer_id, line, from_holder, from_compartment, to_holder, to_compartment, unit, amount, happened_at
  from ledger_postings
 where lane = $1 and workspace_id = $2 and (transfer_id, line) > ($3, $4)
 order by transfer_id, line limit $5`;

interface ExportRow {
  lane: number;
  transfer_id: TransferId;
  line: number;
  from_holder: string;
  from_compartment: StoredCompartment;
  to_holder: string;
  to_compartment: StoredCompartment;
  unit: string;
  amount: string;
  happened_at: string;
}

/** At most `limit` postings of a workspace in the cursor's lane after the cursor. */
export async function postingsAfter(
  db: Queryable,
  workspace: WorkspaceId,
  { lane, transferId, line }: ExportCursor,
  limit: number,
): Promise<ExportedPosting[]> {
  const values = [lane, workspace, transferId, line, limit];
  const { rows } = await db.query<ExportRow>({ text: exportSql, values });
  return rows.map((row) => ({
    lane: row.lane,
    transferId: row.transfer_id,
    line: row.line,
    unit: row.unit,
    amount: BigInt(row.amount),
    at: Number(row.happened_at),
    from: { holder: row.from_holder, compartment: row.from_compartment },
    to: { holder: row.to_holder, compartment: row.to_compartment },
  }));
}
