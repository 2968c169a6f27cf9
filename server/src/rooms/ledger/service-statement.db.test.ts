import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import { at, ledgerLane as lane, move, ledgerPlace as place } from '../../../../test/support/ledger.ts';
import { inTransaction } from '../../kit/db.ts';
import { subjectId } from '../../kit/values/ids.ts';
import { exportEntries, ledgerLimits, type Movement, postTransfers, statement, type Transfer } from './index.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const post = (...transfers: Transfer[]) => inTransaction(database.pool, (tx) => postTransfers(tx, transfers));

/** A grant, its release and a purchase at each of twenty moments, two of them at the same one. */
async function busy() {
  const { workspace, holder } = place();
  const transfers = Array.from({ length: 20 }, (_, index) => {
    const more = { at: 1000 + Math.floor(index / 2), kind: 'life', about: `grt_${index}` };
    return move(
      workspace,
      `life ${index}`,
      { from: 'issuer', to: at(holder), amount: 1n },
      {
        ...more,
        postings: [
          { unit: 'points', from: 'issuer', to: at(holder, 'pending'), amount: 10n },
          { unit: 'points', from: at(holder, 'pending'), to: at(holder), amount: 10n },
          { unit: 'points', from: at(holder), to: 'shop', amount: 4n },
        ],
      },
    );
  });
  await post(...transfers);
  return { workspace, holder, transfers };
}

describe('statement', () => {
  it('LED-6 shows every movement of a holder once, newest first, page after page', async () => {
    const { workspace, holder, transfers } = await busy();
    const seen: Movement[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof statement>> = await statement(
        database.pool,
        lane,
        workspace,
        holder,
        cursor,
        7,
      );
      expect(page.items.length).toBeLessThanOrEqual(7);
      seen.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    expect(new Set(seen.map(({ transferId, line }) => `${transferId} ${line}`)).size).toBe(60);
    expect(seen).toHaveLength(60);
    const moments = seen.map((movement) => movement.at);
    expect(moments).toEqual([...moments].sort((left, right) => right - left));
    const last = transfers.at(-1);
    const movement = seen.find(({ transferId, line }) => transferId === last?.id && line === 2);
    expect(movement).toEqual({
      transferId: last?.id,
      line: 2,
      kind: 'life',
      about: 'grt_19',
      at: 1009,
      unit: 'points',
      amount: 4n,
      from: { holder, compartment: 'available' },
      to: { holder: 'shop', compartment: 'system' },
    });
  });

  it('LED-6 shows nothing of a neighbour, neither the holder nor the workspace', async () => {
    const { workspace, holder } = await busy();
    const other = subjectId('per', lane, 'somebody else');
    const neighbour = place().workspace;
    expect((await statement(database.pool, lane, workspace, other, null, 10)).items).toEqual([]);
    expect((await statement(database.pool, lane, neighbour, holder, null, 10)).items).toEqual([]);
    expect((await exportEntries(database.pool, neighbour, null, 10)).items).toEqual([]);
  });

  it('LED-8 keeps pages within their limit and refuses what is no cursor', async () => {
    const { workspace, holder } = await busy();
    const page = (cursor: string | null, limit: number) =>
      statement(database.pool, lane, workspace, holder, cursor, limit);
    expect(ledgerLimits.statementPage).toBeGreaterThan(60);
    expect(await page(null, 1_000_000)).toMatchObject({ items: { length: 60 }, next: null });
    await expect(page(null, 0)).rejects.toThrow(RangeError);
    for (const cursor of ['', 'x', '1.trf_!.0', '1', '99999999999999999.trf_0000000000000000.0', "1.trf_';--.0"]) {
      await expect(page(cursor, 5)).rejects.toThrow('Not a cursor');
    }
  });

  it('LED-8 reads a page of a giant by its index alone', async () => {
    const { workspace, holder } = place();
    const plan = await inTransaction(database.pool, async (tx) => {
      await tx.query('set local enable_seqscan = off');
      const { rows } = await tx.query<{ 'QUERY PLAN': string }>(
        `explain select * from ledger_postings
          where lane = $1 and workspace_id = $2 and to_holder = $3 and to_compartment <> 'system'
            and (happened_at, transfer_id, line) < (1000, 'trf_', 0)
          order by happened_at desc, transfer_id desc, line desc limit 20`,
        [lane, workspace, holder],
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toContain('Index Scan Backward using ledger_postings_to');
    expect(plan).not.toContain('Sort');
  });
});

describe('exportEntries', () => {
  it('LED-7 gives both sides of every posting, whatever the size of the page', async () => {
    const { workspace, holder } = await busy();
    const elsewhere = subjectId('per', 255, 'elsewhere');
    await post(move(workspace, 'far', { from: 'issuer', to: at(elsewhere), amount: 9n }, { lane: 255 }));
    for (const limit of [1, 7, 61, 1_000]) {
      const entries: { account: string; amount: bigint; transferId: string; line: number }[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof exportEntries>> = await exportEntries(
          database.pool,
          workspace,
          cursor,
          limit,
        );
        expect(page.items.length).toBeLessThanOrEqual(2 * limit);
        entries.push(...page.items);
        cursor = page.next;
      } while (cursor !== null);
      expect(entries).toHaveLength(122);
      expect(new Set(entries.map((entry) => `${entry.transferId} ${entry.line} ${entry.account}`)).size).toBe(122);
      expect(entries.reduce((sum, { amount }) => sum + amount, 0n)).toBe(0n);
      const available = entries.filter(({ account }) => account === `${holder}:available`);
      expect(available.reduce((sum, { amount }) => sum + amount, 0n)).toBe(120n);
      expect(entries.at(-1)).toMatchObject({ account: `${elsewhere}:available`, amount: 9n, lane: 255 });
    }
  });
});
