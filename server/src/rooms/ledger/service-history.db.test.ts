import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HistoryFault, type HistoryOptions, runLedgerHistory } from '../../../../test/soak/ledger/history.ts';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import { type PostResult, postTransfers, type Transfer, transfer } from './index.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const run = (options: Partial<HistoryOptions>) =>
  runLedgerHistory({
    pool: database.pool,
    operations: 400,
    seed: 1,
    report: () => undefined,
    post: postTransfers,
    ...options,
  });

describe('INV-3 on a random history', () => {
  it('LED-1 to LED-7 hold on a real PostgreSQL, whatever the history', async () => {
    const summary = await run({ operations: 2_000, seed: 20_261 });
    // The run tried everything that it is there to try.
    expect(summary.outcomes.posted).toBeGreaterThan(1_000);
    expect(summary.outcomes.repeated).toBeGreaterThan(50);
    expect(summary.outcomes.conflict).toBeGreaterThan(50);
    expect(summary.overdrafts).toBeGreaterThan(2);
    expect(summary.debts).toBeGreaterThan(2);
    expect(summary.crossings).toBeGreaterThan(50);
  });

  const plants: Record<string, HistoryOptions['post']> = {
    'a repeat that pays again': async (tx, transfers) => {
      const results = await postTransfers(tx, transfers);
      const again = transfers.filter((_, index) => results[index]?.outcome === 'repeated');
      await postTransfers(
        tx,
        again.map((each, index) => renamed(each, `again ${index} ${each.decidedSeq}`)),
      );
      return results;
    },
    'a conflict that passes for a repeat': async (tx, transfers) => {
      const results = await postTransfers(tx, transfers);
      return results.map((result): PostResult => {
        return result.outcome === 'conflict' ? { ...result, outcome: 'repeated' } : result;
      });
    },
    'a balance that forgets a posting': async (tx, transfers) => {
      const results = await postTransfers(tx, transfers);
      await tx.query(
        `update ledger_accounts set balance = balance + 1
          where lane = $1 and workspace_id = $2 and compartment = 'system'`,
        [transfers[0]?.lane, transfers[0]?.workspace],
      );
      return results;
    },
    'a floor that everything lowers': (tx, transfers) =>
      postTransfers(
        tx,
        transfers.map((each) => ({ ...each, lowersFloor: true })),
      ),
    'a floor that never rises again': async (tx, transfers) => {
      const results = await postTransfers(tx, transfers);
      await tx.query('update ledger_accounts set floor = -1 where lane = $1 and floor = 0', [transfers[0]?.lane]);
      return results;
    },
    'a posting that is lost': async (tx, transfers) =>
      postTransfers(
        tx,
        transfers.map((each) => ({ ...each, postings: each.postings.slice(0, 1) })),
      ),
  };
  it.each(Object.keys(plants))('the checks catch %s', async (name) => {
    const post = plants[name];
    if (post === undefined) throw new Error('No such plant');
    await expect(run({ post, seed: Object.keys(plants).indexOf(name) + 2 })).rejects.toThrow(HistoryFault);
  });
});

function renamed(original: Transfer, key: string): Transfer {
  return transfer({ ...original, key: `${key} of ${original.key}` });
}
