import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import { at, ledgerLane as lane, move, ledgerPlace as place } from '../../../../test/support/ledger.ts';
import { inTransaction } from '../../kit/db.ts';
import { laneOfSubject, type SubjectId, subjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import {
  auditBalances,
  balances,
  InsufficientFunds,
  ledgerLimits,
  type PostResult,
  postTransfers,
  systemTotals,
  type Transfer,
} from './index.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const post = (...transfers: Transfer[]): Promise<PostResult[]> =>
  inTransaction(database.pool, (tx) => postTransfers(tx, transfers));
const outcomes = async (...transfers: Transfer[]): Promise<string[]> =>
  (await post(...transfers)).map((result) => result.outcome);

async function held(workspace: WorkspaceId, holder: SubjectId): Promise<Record<string, bigint>> {
  const rows = await balances(database.pool, laneOfSubject(holder), workspace, holder);
  return Object.fromEntries(rows.map((row) => [row.compartment, row.balance]));
}

describe('posting', () => {
  it('LED-1 moves every amount from one account to another, so a unit sums to zero', async () => {
    const { workspace, holder } = place();
    await post(
      move(workspace, 'a', { from: 'issuer', to: at(holder, 'pending'), amount: 500n }),
      move(workspace, 'b', { from: at(holder, 'pending'), to: at(holder), amount: 200n }),
      move(workspace, 'c', { from: at(holder), to: 'shop', amount: 50n }),
    );
    expect(await held(workspace, holder)).toEqual({ pending: 300n, available: 150n });
    expect(await systemTotals(database.pool, workspace, 'issuer')).toEqual([{ unit: 'points', total: -500n }]);
    expect(await systemTotals(database.pool, workspace, 'shop')).toEqual([{ unit: 'points', total: 50n }]);
    expect(await auditBalances(database.pool, workspace)).toEqual([]);
  });

  it('LED-2 the database itself refuses a posting of nothing and one that leads back', async () => {
    const insert = (to: string, amount: number) =>
      database.pool.query(
        `insert into ledger_postings (lane, workspace_id, transfer_id, line, unit, from_holder, from_compartment,
                                      to_holder, to_compartment, amount, happened_at)
         values (0, 'w', 't', 0, 'points', 'issuer', 'system', $1, 'system', $2, 0)`,
        [to, amount],
      );
    await expect(insert('shop', 0)).rejects.toThrow('check');
    await expect(insert('shop', -1)).rejects.toThrow('check');
    await expect(insert('issuer', 1)).rejects.toThrow('check');
  });

  it('LED-3 posts a key once; the same movement again is a repeat, another one a conflict', async () => {
    const { workspace, holder } = place();
    const grant = move(workspace, 'key', { from: 'issuer', to: at(holder), amount: 500n });
    const other = move(workspace, 'key', { from: 'issuer', to: at(holder), amount: 501n });
    const later = move(workspace, 'key', { from: 'issuer', to: at(holder), amount: 500n }, { decidedSeq: 9, at: 2000 });
    expect(await outcomes(grant)).toEqual(['posted']);
    expect(await outcomes(grant, other, later)).toEqual(['repeated', 'conflict', 'repeated']);
    expect(await held(workspace, holder)).toEqual({ available: 500n });
  });

  it('LED-3 tells repeats and conflicts inside one call as well', async () => {
    const { workspace, holder } = place();
    const grant = (amount: bigint): Transfer => move(workspace, 'key', { from: 'issuer', to: at(holder), amount });
    expect(await outcomes(grant(500n), grant(500n), grant(7n))).toEqual(['posted', 'repeated', 'conflict']);
    expect(await outcomes(grant(7n), grant(500n), grant(7n))).toEqual(['conflict', 'repeated', 'conflict']);
    expect(await held(workspace, holder)).toEqual({ available: 500n });
  });

  it('LED-3 keys of other workspaces and lanes are other keys', async () => {
    const { workspace, holder } = place();
    const neighbour = place().workspace;
    const elsewhere = subjectId('per', 8, 'elsewhere');
    const to = { from: 'issuer', amount: 5n } as const;
    const result = await outcomes(
      move(workspace, 'key', { ...to, to: at(holder) }),
      move(neighbour, 'key', { ...to, to: at(holder) }),
      move(workspace, 'key', { ...to, to: at(elsewhere) }, { lane: 8 }),
    );
    expect(result).toEqual(['posted', 'posted', 'posted']);
    expect(await held(neighbour, holder)).toEqual({ available: 5n });
  });

  it('LED-3 posts once when two transactions race for a key', async () => {
    const { workspace, holder } = place();
    const batch = Array.from({ length: 20 }, (_, index) =>
      move(workspace, `key ${index}`, { from: 'issuer', to: at(holder), amount: 10n }),
    );
    const racers = await Promise.all(Array.from({ length: 6 }, () => outcomes(...batch)));
    for (const index of batch.keys()) {
      const told = racers.map((results) => results[index]);
      expect(told.filter((outcome) => outcome === 'posted')).toHaveLength(1);
      expect(told.filter((outcome) => outcome === 'repeated')).toHaveLength(5);
    }
    expect(await held(workspace, holder)).toEqual({ available: 200n });
    expect(await auditBalances(database.pool, workspace)).toEqual([]);
  });

  it('LED-8 refuses more transfers than a call may have', async () => {
    const { workspace, holder } = place();
    const grant = move(workspace, 'key', { from: 'issuer', to: at(holder), amount: 1n });
    const many = Array.from({ length: ledgerLimits.transfersPerCall + 1 }, () => grant);
    await expect(post(...many)).rejects.toThrow(RangeError);
    expect(await post()).toEqual([]);
  });
});

describe('floors', () => {
  it('LED-4 refuses an overdraft, names the account and leaves nothing behind', async () => {
    const { workspace, holder } = place();
    await post(move(workspace, 'a', { from: 'issuer', to: at(holder), amount: 10n }));
    const failure = await post(
      move(workspace, 'b', { from: 'issuer', to: at(holder, 'pending'), amount: 5n }),
      move(workspace, 'c', { from: at(holder), to: 'shop', amount: 11n }),
    ).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InsufficientFunds);
    const account = { lane, workspace, holder, unit: 'points', compartment: 'available', balance: -1n, floor: 0n };
    expect(failure).toMatchObject({ account });
    expect(await held(workspace, holder)).toEqual({ available: 10n });
    expect(await auditBalances(database.pool, workspace)).toEqual([]);
  });

  it('LED-4 refuses a debit of an account that does not exist', async () => {
    const { workspace, holder } = place();
    const debit = move(workspace, 'a', { from: at(holder, 'reserved'), to: 'shop', amount: 1n });
    await expect(post(debit)).rejects.toThrow(InsufficientFunds);
    expect(await held(workspace, holder)).toEqual({});
  });

  it('LED-4 keeps what a lane holds when transactions race to spend it', async () => {
    const { workspace, holder } = place();
    await post(move(workspace, 'a', { from: 'issuer', to: at(holder), amount: 100n }));
    const spend = (key: string) => post(move(workspace, key, { from: at(holder), to: 'shop', amount: 30n }));
    const results = await Promise.allSettled(Array.from({ length: 6 }, (_, index) => spend(`spend ${index}`)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(3);
    expect(await held(workspace, holder)).toEqual({ available: 10n });
  });

  it('LED-5 a claw-back may leave a debt, which only credits work off', async () => {
    const { workspace, holder } = place();
    const back = (key: string, amount: bigint): Transfer =>
      move(workspace, key, { from: at(holder), to: 'issuer', amount }, { lowersFloor: true });
    const grant = (key: string, amount: bigint): Transfer =>
      move(workspace, key, { from: 'issuer', to: at(holder), amount });
    const spend = (key: string, amount: bigint): Transfer =>
      move(workspace, key, { from: at(holder), to: 'shop', amount });
    await post(grant('a', 10n), spend('b', 10n), back('c', 10n));
    expect(await balances(database.pool, lane, workspace, holder)).toMatchObject([{ balance: -10n, floor: -10n }]);
    await post(grant('d', 4n));
    expect(await balances(database.pool, lane, workspace, holder)).toMatchObject([{ balance: -6n, floor: -6n }]);
    await expect(post(spend('e', 1n))).rejects.toThrow(InsufficientFunds);
    await post(grant('f', 8n));
    expect(await balances(database.pool, lane, workspace, holder)).toMatchObject([{ balance: 2n, floor: 0n }]);
    await expect(post(spend('g', 3n))).rejects.toThrow(InsufficientFunds);
    expect(await outcomes(spend('h', 2n))).toEqual(['posted']);
  });

  it('LED-5 a claw-back covers no other debit of the same call', async () => {
    const { workspace, holder } = place();
    await post(move(workspace, 'a', { from: 'issuer', to: at(holder), amount: 4n }));
    const back = move(workspace, 'b', { from: at(holder), to: 'issuer', amount: 1n }, { lowersFloor: true });
    const spend = move(workspace, 'c', { from: at(holder), to: 'shop', amount: 10n });
    await expect(post(back, spend)).rejects.toThrow(InsufficientFunds);
    expect(await outcomes(back, move(workspace, 'd', { from: at(holder), to: 'shop', amount: 3n }))).toEqual([
      'posted',
      'posted',
    ]);
  });

  it('LED-5 a claw-back from an account that never held anything leaves a debt', async () => {
    const { workspace, holder } = place();
    await post(move(workspace, 'a', { from: at(holder), to: 'issuer', amount: 3n }, { lowersFloor: true }));
    expect(await balances(database.pool, lane, workspace, holder)).toEqual([
      { unit: 'points', compartment: 'available', balance: -3n, floor: -3n },
    ]);
  });
});
