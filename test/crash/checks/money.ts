import { partsIn } from '../../../server/src/engine/batch/memory.ts';
import type { Queryable } from '../../../server/src/kit/db.ts';
import type { ProfileId, WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import { auditBalances, clearingTotals } from '../../../server/src/rooms/ledger/index.ts';
import { type RewardsPart, sumOf } from '../../../server/src/rooms/rewards/rules/holdings.ts';
import { expiringOf } from '../../../server/src/rooms/rewards/rules/lots.ts';
import { type Fault, list } from './facts.ts';

/** INV-3: balances are the folds of their postings, every unit sums to zero, nothing rests in clearing. */
export async function checkLedger(db: Queryable, workspace: WorkspaceId): Promise<Fault[]> {
  const wrong = await auditBalances(db, workspace);
  const clearing = (await clearingTotals(db, workspace)).filter(({ total }) => total !== 0n);
  const { rows: sums } = await db.query<{ unit: string; balance: string; entries: string }>(
    `select unit, sum(balance) as balance, sum(amount) as entries from (
       select unit, balance, 0 as amount from ledger_accounts where workspace_id = $1
       union all select unit, 0, amount from ledger_entries where workspace_id = $1) as both_books
     group by unit having sum(balance) <> 0 or sum(amount) <> 0`,
    [workspace],
  );
  return [
    ...list(
      'balances that are not the fold of their postings',
      wrong.map((each) => `${each.holder} ${each.compartment} bears ${each.balance} for ${each.folded}`),
    ),
    ...list(
      'value that never left clearing',
      clearing.map(({ unit, total }) => `${total} ${unit}`),
    ),
    ...list(
      'units that do not sum to zero',
      sums.map((row) => `${row.unit}: balances ${row.balance}, entries ${row.entries}`),
    ),
  ];
}

/**
 * INV-3: no reward without a transfer, no transfer without a decision, no decision without its fact. A grant follows
 * its holder to another lane when two persons become one; its transfer stays where it was posted.
 */
export async function checkExplained(db: Queryable, workspace: WorkspaceId): Promise<Fault[]> {
  const { rows: unexplained } = await db.query<{ idempotency_key: string }>(
    `select t.idempotency_key from ledger_transfers t
     where t.workspace_id = $1
       and not exists (select from engine_decisions d where d.lane = t.lane and d.seq = t.decided_seq)`,
    [workspace],
  );
  const { rows: unpaid } = await db.query<{ grant_id: string }>(
    `select g.grant_id from rewards_grants g
     where g.workspace_id = $1
       and not exists (
         select from ledger_transfers t
         where t.workspace_id = g.workspace_id and t.idempotency_key = 'grant:' || g.grant_id)`,
    [workspace],
  );
  const { rows: scattered } = await db.query<{ grant_id: string }>(
    `select g.grant_id from rewards_grants g
     join engine_subjects s on s.subject_id = g.holder_id
     where g.workspace_id = $1 group by g.grant_id
     having count(*) > 1 or bool_or(s.redirect is not null) or bool_or(g.lane <> s.lane)`,
    [workspace],
  );
  const { rows: groundless } = await db.query<{ lane: number; seq: string }>(
    `select d.lane, d.seq from engine_decisions d
     where d.workspace_id = $1 and not exists (select from engine_facts f where f.lane = d.lane and f.seq = d.seq)`,
    [workspace],
  );
  return [
    ...list(
      'transfers that no decision explains',
      unexplained.map((row) => row.idempotency_key),
    ),
    ...list(
      'grants without a transfer',
      unpaid.map((row) => row.grant_id),
    ),
    ...list(
      'grants that are not with their holder alone',
      scattered.map((row) => row.grant_id),
    ),
    ...list(
      'decisions without a fact',
      groundless.map((row) => `${row.lane}.${row.seq}`),
    ),
  ];
}

/** What the engine's state says a person holds is what the ledger's accounts say, and what expires is in its rows. */
export async function checkHoldings(db: Queryable, workspace: WorkspaceId): Promise<Fault[]> {
  const { rows: parts } = await db.query<{ subject_id: string; state: string }>(
    'select subject_id, state from engine_subjects where workspace_id = $1',
    [workspace],
  );
  const { rows: accounts } = await db.query<{ holder: string; unit: string; compartment: string; balance: string }>(
    `select holder, unit, compartment, balance from ledger_accounts
     where workspace_id = $1 and compartment in ('pending', 'available') and holder like 'per\\_%'`,
    [workspace],
  );
  const { rows: lots } = await db.query<{ holder_id: string; unit: string; expires_at: string; amount: string }>(
    'select holder_id, unit, expires_at, amount from rewards_lots where workspace_id = $1',
    [workspace],
  );
  const held = new Map<string, bigint>();
  const tooMuch: string[] = [];
  const add = (key: string, amount: bigint): void => void held.set(key, (held.get(key) ?? 0n) + amount);
  for (const { subject_id, state } of parts) {
    const parts = (partsIn(state).get('rewards') ?? new Map()) as ReadonlyMap<ProfileId, RewardsPart>;
    for (const [unit, { pending, available }] of Object.entries(sumOf(parts.values()))) {
      add(`${subject_id} ${unit} pending`, BigInt(pending));
      add(`${subject_id} ${unit} available`, BigInt(available));
      // REW-22: what expires is part of what is available.
      let expiring = 0n;
      for (const [at, minor] of expiringOf(parts.values(), unit)) {
        expiring += minor;
        add(`${subject_id} ${unit} expires ${at}`, minor);
      }
      const room = BigInt(available) > 0n ? BigInt(available) : 0n;
      if (expiring > room) tooMuch.push(`${subject_id} has ${expiring} of ${available} ${unit}`);
    }
  }
  for (const { holder, unit, compartment, balance } of accounts) {
    add(`${holder} ${unit} ${compartment}`, -BigInt(balance));
  }
  for (const { holder_id, unit, expires_at, amount } of lots) {
    add(`${holder_id} ${unit} expires ${expires_at}`, -BigInt(amount));
  }
  const apart = [...held].filter(([, difference]) => difference !== 0n);
  const told = (isExpiring: boolean): string[] =>
    apart
      .filter(([key]) => key.includes(' expires ') === isExpiring)
      .map(([key, difference]) => `${key} by ${difference}`);
  return [
    ...list('holdings that differ from the ledger', told(false)),
    ...list('rows of what expires that differ from the state', told(true)),
    ...list('more that expires than there is', tooMuch),
  ];
}
