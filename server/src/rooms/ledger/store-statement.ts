import type { Queryable } from '../../kit/db.ts';
import type { Lane, SubjectId, TransferId, WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { StatementCursor } from './rules/cursor.ts';
import { type StoredAccount, type StoredCompartment, systemCompartment } from './types.ts';

/** One posting of a holder's account, with the account on its other side. */
export interface Movement {
  readonly transferId: TransferId;
  readonly line: number;
  readonly kind: string;
  readonly about: string;
  readonly at: EpochMs;
  readonly unit: string;
  readonly amount: bigint;
  readonly from: StoredAccount;
  readonly to: StoredAccount;
}

/** Each side is one index range read backwards, so a page costs the same for a beginner and for a giant. */
const statementSql = `
with movements as (
  (select * from ledger_postings
    where lane = $1 and workspace_id = $2 and from_holder = $3 and from_compartment <> '${systemCompartment}'
      and (happened_at, transfer_id, line) < ($4, $5, $6)
    order by happened_at desc, transfer_id desc, line desc limit $7)
  union all
  (select * from ledger_postings
    where lane = $1 and workspace_id = $2 and to_holder = $3 and to_compartment <> '${systemCompartment}'
      and from_holder <> $3 and (happened_at, transfer_id, line) < ($4, $5, $6)
    order by happened_at desc, transfer_id desc, line desc limit $7)
), page as (
  select * from movements order by happened_at desc, transfer_id desc, line desc limit $7
)
select page.transfer_id, page.line, transfer.kind, transfer.about, page.happened_at, page.unit, page.amount,
       page.from_holder, page.from_compartment, page.to_holder, page.to_compartment
  from page
  join ledger_transfers as transfer
    on transfer.lane = page.lane and transfer.workspace_id = page.workspace_id
   and transfer.transfer_id = page.transfer_id
 order by page.happened_at desc, page.transfer_id desc, page.line desc`;

interface MovementRow {
  transfer_id: TransferId;
  line: number;
  kind: string;
  about: string;
  happened_at: string;
  unit: string;
  amount: string;
  from_holder: string;
  from_compartment: StoredCompartment;
  to_holder: string;
  to_compartment: StoredCompartment;
}

/** At most `limit` movements of a holder before `cursor`, newest first. */
export async function movementsBefore(
  db: Queryable,
  lane: Lane,
  workspace: WorkspaceId,
  holder: SubjectId,
  { at, transferId, line }: StatementCursor,
  limit: number,
): Promise<Movement[]> {
  const values = [lane, workspace, holder, at, transferId, line, limit];
  const { rows } = await db.query<MovementRow>({ text: statementSql, values });
  return rows.map(movementOf);
}

function movementOf(row: MovementRow): Movement {
  return {
    transferId: row.transfer_id,
    line: row.line,
    kind: row.kind,
    about: row.about,
    at: Number(row.happened_at),
    unit: row.unit,
    amount: BigInt(row.amount),
    from: { holder: row.from_holder, compartment: row.from_compartment },
    to: { holder: row.to_holder, compartment: row.to_compartment },
  };
}
