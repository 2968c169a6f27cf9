import type { Pool } from '../../../server/src/kit/db.ts';
import type { WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import { auditBalances, clearingTotals, exportEntries, systemTotals } from '../../../server/src/rooms/ledger/index.ts';
import { type LedgerModel, modelKey } from './model.ts';

/** What is wrong, in words. */
export type Fault = string;

interface AccountRow {
  lane: number;
  workspace_id: string;
  holder: string;
  unit: string;
  compartment: string;
  balance: string;
  floor: string | null;
}

/** Balances, floors and sums as they stand between two batches. */
export async function checkLedger(
  pool: Pool,
  model: LedgerModel,
  workspaces: readonly WorkspaceId[],
): Promise<Fault | undefined> {
  const { rows } = await pool.query<AccountRow>('select * from ledger_accounts where workspace_id = any($1)', [
    workspaces,
  ]);
  const seen = new Set<string>();
  for (const row of rows) {
    const account = row.compartment === 'system' ? row.holder : `${row.holder}:${row.compartment}`;
    const key = modelKey(row.workspace_id, row.lane, account, row.unit);
    seen.add(key);
    const balance = model.balances.get(key) ?? 0n;
    if (BigInt(row.balance) !== balance) return `${key} holds ${row.balance}, the model ${balance}`;
    const floor = row.compartment === 'system' ? null : String(balance < 0n ? balance : 0n);
    if (row.floor !== floor) return `the floor of ${key} is ${row.floor}, not ${floor}`;
  }
  const missing = [...model.balances.keys()].find((key) => !seen.has(key));
  if (missing !== undefined) return `${missing} has no row`;
  for (const workspace of workspaces) {
    const discrepancies = await auditBalances(pool, workspace);
    if (discrepancies.length > 0) return `the audit found ${JSON.stringify(discrepancies[0], bigintText)}`;
  }
  return sumFault(pool, workspaces);
}

async function sumFault(pool: Pool, workspaces: readonly WorkspaceId[]): Promise<Fault | undefined> {
  const { rows } = await pool.query<{ unit: string; accounts: string; entries: string }>(
    `select unit, sum(accounts) as accounts, sum(entries) as entries from (
       select workspace_id, unit, balance as accounts, 0 as entries from ledger_accounts
       union all select workspace_id, unit, 0, amount from ledger_entries
     ) as amounts where workspace_id = any($1) group by unit having sum(accounts) <> 0 or sum(entries) <> 0`,
    [workspaces],
  );
  const [row] = rows;
  return row === undefined ? undefined : `${row.unit} sums to ${row.accounts} and ${row.entries}, not to zero`;
}

/** The same, and what holds when nothing is on its way: empty clearing, and an export that folds to the balances. */
export async function checkEverything(
  pool: Pool,
  model: LedgerModel,
  workspaces: readonly WorkspaceId[],
): Promise<Fault | undefined> {
  const fault = await checkLedger(pool, model, workspaces);
  if (fault !== undefined) return fault;
  const { rows } = await pool.query<{ count: string }>(
    'select count(*) from ledger_transfers where workspace_id = any($1)',
    [workspaces],
  );
  if (Number(rows[0]?.count) !== model.posted.size) return `${rows[0]?.count} transfers for ${model.posted.size} keys`;
  for (const workspace of workspaces) {
    const stuck = (await clearingTotals(pool, workspace)).find(({ total }) => total !== 0n);
    if (stuck !== undefined) return `${stuck.total} ${stuck.unit} never left clearing`;
    const found = (await exportFault(pool, model, workspace)) ?? (await issuedFault(pool, model, workspace));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function exportFault(pool: Pool, model: LedgerModel, workspace: WorkspaceId): Promise<Fault | undefined> {
  const folded = new Map<string, bigint>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof exportEntries>> = await exportEntries(pool, workspace, cursor, 700);
    for (const { lane, account, unit, amount } of page.items) {
      const key = modelKey(workspace, lane, account, unit);
      folded.set(key, (folded.get(key) ?? 0n) + amount);
    }
    cursor = page.next;
  } while (cursor !== null);
  for (const [key, balance] of model.balances) {
    if (!key.startsWith(workspace)) continue;
    if (folded.get(key) !== balance) return `the export of ${key} folds to ${folded.get(key)}, not to ${balance}`;
    folded.delete(key);
  }
  const [strange] = folded.keys();
  return strange === undefined ? undefined : `the export names ${strange}, which the model does not know`;
}

async function issuedFault(pool: Pool, model: LedgerModel, workspace: WorkspaceId): Promise<Fault | undefined> {
  for (const { unit, total } of await systemTotals(pool, workspace, 'issuer')) {
    const expected = [...model.balances]
      .filter(([key]) => key.startsWith(`${workspace} `) && key.endsWith(` issuer ${unit}`))
      .reduce((sum, [, balance]) => sum + balance, 0n);
    if (expected !== total) return `the issuer's ${unit} total ${total}, not ${expected}`;
  }
  return undefined;
}

function bigintText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
