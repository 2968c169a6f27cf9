import type { Pool } from '../../../server/src/kit/db.ts';
import type { WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import { checkCounts } from '../../crash/checks/counts.ts';
import { checkExplained, checkHoldings, checkLedger } from '../../crash/checks/money.ts';
import type { Surroundings } from './facts.ts';

/**
 * What a history has led to, in words that say nothing of lanes, ids or arrival: people are named by all that is known
 * of them, so two runs that make other persons of the same facts differ too.
 */
export interface EndState {
  readonly people: readonly string[];
  readonly pairs: readonly string[];
  readonly balances: readonly string[];
  readonly grants: readonly string[];
  /** What is wrong with the books, whatever the other run says. */
  readonly faults: readonly string[];
}

export async function endStateOf(pool: Pool, around: Surroundings): Promise<EndState> {
  const { workspace } = around;
  const names = await namesOf(pool, workspace);
  const nameOf = (subject: string | null): string => names.get(subject ?? '') ?? String(subject);
  return {
    people: await peopleOf(pool, workspace, nameOf),
    pairs: await pairsOf(pool, workspace, nameOf),
    balances: await balancesOf(pool, workspace, nameOf),
    grants: await grantsOf(pool, workspace, nameOf),
    faults: await unsound(pool, workspace),
  };
}

/** What is wrong with the books of a workspace: INV-3, and sums that are kept. */
export async function unsound(pool: Pool, workspace: WorkspaceId): Promise<readonly string[]> {
  return [
    ...(await checkLedger(pool, workspace)),
    ...(await checkExplained(pool, workspace)),
    ...(await checkHoldings(pool, workspace)),
    ...(await checkCounts(pool, workspace)),
  ];
}

/** Every subject by its identifiers; a frozen one is named for whom it joined. */
async function namesOf(pool: Pool, workspace: WorkspaceId): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ subject_id: string; ids: string }>(
    `select subject_id, string_agg(kind || ' ' || value, ', ' order by kind, value) as ids
     from people_identifiers where workspace_id = $1 group by subject_id`,
    [workspace],
  );
  const names = new Map(rows.map((row) => [row.subject_id, row.ids]));
  const frozen = await pool.query<{ subject_id: string; redirect: string }>(
    'select subject_id, redirect from engine_subjects where workspace_id = $1 and redirect is not null',
    [workspace],
  );
  const redirects = new Map(frozen.rows.map((row) => [row.subject_id, row.redirect]));
  for (const subject of redirects.keys()) {
    let root = subject;
    for (let hops = 0; hops < redirects.size && redirects.has(root); hops += 1) root = redirects.get(root) ?? root;
    names.set(subject, names.get(root) ?? root);
  }
  return names;
}

type NameOf = (subject: string | null) => string;

async function peopleOf(pool: Pool, workspace: WorkspaceId, nameOf: NameOf): Promise<string[]> {
  const { rows } = await pool.query<{ person_id: string; user_id: string | null; email: string | null }>(
    'select person_id, user_id, email from people_persons where workspace_id = $1 and joined_into is null',
    [workspace],
  );
  return rows.map((row) => `${nameOf(row.person_id)}: ${row.user_id ?? '-'} ${row.email ?? '-'}`).toSorted();
}

/** A pair of which nothing is left is like one that never was. */
async function pairsOf(pool: Pool, workspace: WorkspaceId, nameOf: NameOf): Promise<string[]> {
  const { rows } = await pool.query<{
    key: string;
    friend_id: string;
    referrer_id: string | null;
    channel: string | null;
    status: string;
    reason: string | null;
    order_id: string | null;
  }>(
    `select p.key, r.* from referral_pairs r
     join referral_programs p on p.workspace_id = r.workspace_id and p.program_id = r.program_id
     where r.workspace_id = $1 and r.status <> 'none'`,
    [workspace],
  );
  return rows
    .map((row) => {
      const { key, channel, status, reason, order_id } = row;
      const told = [status, reason, order_id, channel].map((each) => each ?? '-').join(' ');
      return `${key}: ${nameOf(row.friend_id)} ${told} by ${nameOf(row.referrer_id)}`;
    })
    .toSorted();
}

async function balancesOf(pool: Pool, workspace: WorkspaceId, nameOf: NameOf): Promise<string[]> {
  const { rows } = await pool.query<{ holder: string; unit: string; compartment: string; balance: string }>(
    `select holder, unit, compartment, balance from ledger_accounts
     where workspace_id = $1 and compartment <> 'system' and balance <> 0`,
    [workspace],
  );
  const { rows: lots } = await pool.query<{ holder_id: string; unit: string; amount: string; expires_at: string }>(
    'select holder_id, unit, amount, expires_at from rewards_lots where workspace_id = $1',
    [workspace],
  );
  return [
    ...rows.map((row) => `${nameOf(row.holder)}: ${row.balance} ${row.unit} ${row.compartment}`),
    ...lots.map((row) => `${nameOf(row.holder_id)}: ${row.amount} ${row.unit} until ${row.expires_at}`),
  ].toSorted();
}

async function grantsOf(pool: Pool, workspace: WorkspaceId, nameOf: NameOf): Promise<string[]> {
  const { rows } = await pool.query<{
    holder_id: string;
    friend_id: string;
    side: string;
    order_id: string;
    unit: string;
    amount: string;
    state: string;
  }>(
    // A bonus that grew was granted in parts, and in which parts depends on what arrived when.
    `select holder_id, friend_id, side, order_id, unit, sum(amount)::text as amount, state from rewards_grants
     where workspace_id = $1 and state <> 'clawed_back'
     group by holder_id, friend_id, side, order_id, unit, state,
              case when side = 'bonus' then '' else grant_id end`,
    [workspace],
  );
  return rows
    .map((row) => {
      const { side, order_id, unit, amount, state } = row;
      const who = nameOf(row.holder_id);
      return `${who}: ${amount} ${unit} ${state} as ${side} for ${order_id} of ${nameOf(row.friend_id)}`;
    })
    .toSorted();
}
