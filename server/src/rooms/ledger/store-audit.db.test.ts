import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import { at, ledgerLane as lane, move, ledgerPlace as place } from '../../../../test/support/ledger.ts';
import { inTransaction } from '../../kit/db.ts';
import { auditBalances, postTransfers } from './index.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function granted() {
  const { workspace, holder } = place();
  const grant = move(workspace, 'a', { from: 'issuer', to: at(holder), amount: 5n });
  await inTransaction(database.pool, (tx) => postTransfers(tx, [grant]));
  return { workspace, holder };
}

describe('auditBalances', () => {
  it('LED-2 finds nothing when every balance is the fold of its postings', async () => {
    const { workspace } = await granted();
    expect(await auditBalances(database.pool, workspace)).toEqual([]);
  });

  it('LED-2 names an account that holds something else', async () => {
    const { workspace, holder } = await granted();
    await database.pool.query('update ledger_accounts set balance = 6 where holder = $1', [holder]);
    expect(await auditBalances(database.pool, workspace)).toEqual([
      { lane, holder, compartment: 'available', unit: 'points', balance: 6n, folded: 5n },
    ]);
  });

  it('LED-2 names an account whose row is missing', async () => {
    const { workspace } = await granted();
    await database.pool.query("delete from ledger_accounts where workspace_id = $1 and holder = 'issuer'", [workspace]);
    expect(await auditBalances(database.pool, workspace)).toEqual([
      { lane, holder: 'issuer', compartment: 'system', unit: 'points', balance: 0n, folded: -5n },
    ]);
  });

  it('LED-5 names an account whose floor is lower than its debt', async () => {
    const { workspace, holder } = await granted();
    await database.pool.query('update ledger_accounts set floor = -100 where holder = $1', [holder]);
    expect(await auditBalances(database.pool, workspace)).toMatchObject([{ holder, balance: 5n, folded: 5n }]);
  });
});
