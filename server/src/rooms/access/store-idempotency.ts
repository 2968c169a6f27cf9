import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';

export interface ClaimRow {
  readonly inputHash: string;
  readonly status: number | null;
  readonly body: string | null;
}

/** Old keys are forgotten as new ones come, so many at a time. */
const forgottenAtOnce = 100;

/** True when the key was free and is now claimed. It waits for a transaction that claims the same key. */
export async function insertClaim(
  db: Queryable,
  workspace: WorkspaceId,
  key: string,
  inputHash: string,
  at: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into access_idempotency (workspace_id, key, input_hash, created_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [workspace, key, inputHash, at],
  );
  return rowCount === 1;
}

export async function findClaim(db: Queryable, workspace: WorkspaceId, key: string): Promise<ClaimRow | undefined> {
  const { rows } = await db.query<{ input_hash: string; status: number | null; body: string | null }>(
    'select input_hash, status, body from access_idempotency where workspace_id = $1 and key = $2',
    [workspace, key],
  );
  const row = rows[0];
  return row === undefined ? undefined : { inputHash: row.input_hash, status: row.status, body: row.body };
}

export async function storeAnswer(
  db: Queryable,
  workspace: WorkspaceId,
  key: string,
  status: number,
  body: string,
): Promise<void> {
  await db.query('update access_idempotency set status = $3, body = $4 where workspace_id = $1 and key = $2', [
    workspace,
    key,
    status,
    body,
  ]);
}

export async function removeClaim(db: Queryable, workspace: WorkspaceId, key: string): Promise<void> {
  await db.query('delete from access_idempotency where workspace_id = $1 and key = $2', [workspace, key]);
}

/** Forgets what is older than `before`; rows that another transaction works on are left to the next time. */
export async function forgetClaims(db: Queryable, workspace: WorkspaceId, before: number): Promise<void> {
  await db.query(
    `delete from access_idempotency where workspace_id = $1 and key in
       (select key from access_idempotency where workspace_id = $1 and created_at < $2
        order by created_at limit ${forgottenAtOnce} for update skip locked)`,
    [workspace, before],
  );
}
