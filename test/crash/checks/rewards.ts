import type { Queryable } from '../../../server/src/kit/db.ts';
import type { WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import type { Codes, SchoolEvent } from '../events.ts';
import { expectedRewards } from '../oracle.ts';
import { type Fault, list, surplus } from './facts.ts';

const lessonsEach = 2n;

/** The people who bear a user id, by their subject. */
async function usersOf(db: Queryable, workspace: WorkspaceId): Promise<Map<string, string>> {
  const { rows } = await db.query<{ value: string; subject_id: string }>(
    `select value, subject_id from people_identifiers where workspace_id = $1 and kind = 'userId'`,
    [workspace],
  );
  return new Map(rows.map((row) => [row.subject_id, row.value]));
}

/** Every order has exactly the grants that its events call for, and everybody holds exactly what these grants give. */
export async function checkRewards(
  db: Queryable,
  workspace: WorkspaceId,
  events: readonly SchoolEvent[],
  codes: Codes,
): Promise<Fault[]> {
  const expected = expectedRewards(events, codes);
  const users = await usersOf(db, workspace);
  const nameOf = (subject: string): string => users.get(subject) ?? subject;
  const wanted = expected.flatMap(({ friend, referrer, order }) => [
    `friend ${friend} for ${order} of ${friend}`,
    `referrer ${referrer} for ${order} of ${friend}`,
  ]);
  const { rows } = await db.query<{ side: string; holder_id: string; friend_id: string; order_id: string }>(
    `select side, holder_id, friend_id, order_id from rewards_grants
     where workspace_id = $1 and state in ('pending', 'available')`,
    [workspace],
  );
  const granted = rows.map(
    (row) => `${row.side} ${nameOf(row.holder_id)} for ${row.order_id} of ${nameOf(row.friend_id)}`,
  );
  return [
    ...list('grants that are missing', surplus(wanted, granted)),
    ...list('grants that nobody is owed', surplus(granted, wanted)),
    ...(await checkBalances(db, workspace, expected, nameOf)),
  ];
}

async function checkBalances(
  db: Queryable,
  workspace: WorkspaceId,
  expected: readonly { readonly friend: string; readonly referrer: string }[],
  nameOf: (subject: string) => string,
): Promise<Fault[]> {
  const owed = new Map<string, bigint>();
  for (const { friend, referrer } of expected) {
    for (const name of [friend, referrer]) owed.set(name, (owed.get(name) ?? 0n) + lessonsEach);
  }
  const { rows } = await db.query<{ holder: string; balance: string }>(
    `select holder, sum(balance) as balance from ledger_accounts
     where workspace_id = $1 and compartment <> 'system' group by holder`,
    [workspace],
  );
  const held = new Map(rows.map((row) => [nameOf(row.holder), BigInt(row.balance)]));
  const names = new Set([...owed.keys(), ...held.keys()]);
  const wrong = [...names].filter((name) => (owed.get(name) ?? 0n) !== (held.get(name) ?? 0n));
  return list(
    'people who hold another number of lessons',
    wrong.map((name) => `${name} ${held.get(name) ?? 0n} for ${owed.get(name) ?? 0n}`),
  );
}
