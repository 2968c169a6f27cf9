import type { Queryable } from '../../kit/db.ts';
import { type Lane, laneCount, type WorkspaceId } from '../../kit/values/ids.ts';
import type { StoredAccount } from './types.ts';

/** An account whose balance is not the fold of its postings: a defect of ours or a hand in the database. */
export interface Discrepancy extends StoredAccount {
  readonly lane: Lane;
  readonly unit: string;
  /** The balance that the account bears; zero when the account is missing. */
  readonly balance: bigint;
  /** What its postings add up to. */
  readonly folded: bigint;
}

/** A floor that is not `least(0, balance)` is a discrepancy too: it would let somebody draw a debt again. */
const auditSql = `
select coalesce(account.holder, fold.holder) as holder, coalesce(account.compartment, fold.compartment) as compartment,
       coalesce(account.unit, fold.unit) as unit, coalesce(account.balance, 0) as balance,
       coalesce(fold.balance, 0) as folded
  from (select * from ledger_accounts where lane = $1 and workspace_id = $2) as account
  full join (
    select holder, compartment, unit, sum(amount) as balance
      from ledger_entries where lane = $1 and workspace_id = $2 group by holder, compartment, unit
  ) as fold
    on fold.holder = account.holder and fold.compartment = account.compartment and fold.unit = account.unit
 where coalesce(account.balance, 0) <> coalesce(fold.balance, 0)
    or coalesce(account.floor, 0) <> case when account.compartment = 'system' then 0 else least(0, account.balance) end
 order by holder, unit, compartment`;

interface DiscrepancyRow extends StoredAccount {
  unit: string;
  balance: string;
  folded: string;
}

/** Compares every balance of a workspace with its postings, a lane at a time; the answer must be empty. */
export async function auditBalances(db: Queryable, workspace: WorkspaceId): Promise<Discrepancy[]> {
  const found: Discrepancy[] = [];
  for (let lane = 0; lane < laneCount; lane += 1) {
    const { rows } = await db.query<DiscrepancyRow>({
      text: auditSql,
      values: [lane, workspace],
    });
    for (const { holder, compartment, unit, balance, folded } of rows) {
      found.push({ lane, holder, compartment, unit, balance: BigInt(balance), folded: BigInt(folded) });
    }
  }
  return found;
}
