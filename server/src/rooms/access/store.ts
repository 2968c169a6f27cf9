import { pageRowsAtMost } from '../../kit/api/paging.ts';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import type { Scope } from '../../kit/values/scopes.ts';
import type { KeyKind } from './rules/keys.ts';

export interface WorkspaceRow {
  readonly workspace: WorkspaceId;
  readonly name: string;
  readonly createdAt: number;
}

export async function insertWorkspace(db: Queryable, row: WorkspaceRow, timeZone: string): Promise<void> {
  await db.query('insert into access_workspaces (workspace_id, name, created_at, time_zone) values ($1, $2, $3, $4)', [
    row.workspace,
    row.name,
    row.createdAt,
    timeZone,
  ]);
}

export async function listWorkspaces(db: Queryable): Promise<WorkspaceRow[]> {
  const { rows } = await db.query<{ workspace_id: string; name: string; created_at: string }>(
    'select workspace_id, name, created_at from access_workspaces order by created_at, workspace_id',
  );
  return rows.map((row) => ({
    workspace: row.workspace_id as WorkspaceId,
    name: row.name,
    createdAt: Number(row.created_at),
  }));
}

export interface KeyRow {
  readonly keyId: string;
  readonly workspace: WorkspaceId;
  readonly kind: KeyKind;
  readonly scopes: readonly Scope[];
  readonly hint: string;
  readonly note: string;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

export async function insertKey(
  db: Queryable,
  row: KeyRow & { readonly keyHash: string; readonly signing: string | null },
): Promise<void> {
  await db.query(
    `insert into access_keys (key_id, workspace_id, kind, scopes, key_hash, hint, note, created_at, signing)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.keyId, row.workspace, row.kind, row.scopes, row.keyHash, row.hint, row.note, row.createdAt, row.signing],
  );
}

interface StoredKey {
  key_id: string;
  workspace_id: string;
  kind: string;
  scopes: string[];
  hint: string;
  note: string;
  created_at: string;
  revoked_at: string | null;
}

const keyColumns = 'key_id, workspace_id, kind, scopes, hint, note, created_at, revoked_at';

function keyOf(row: StoredKey): KeyRow {
  return {
    keyId: row.key_id,
    workspace: row.workspace_id as WorkspaceId,
    kind: row.kind as KeyKind,
    scopes: row.scopes as Scope[],
    hint: row.hint,
    note: row.note,
    createdAt: Number(row.created_at),
    revokedAt: row.revoked_at === null ? null : Number(row.revoked_at),
  };
}

export async function findKey(db: Queryable, keyHash: string): Promise<KeyRow | undefined> {
  const { rows } = await db.query<StoredKey>({
    name: 'access-find-key',
    text: `select ${keyColumns} from access_keys where key_hash = $1 and revoked_at is null`,
    values: [keyHash],
  });
  return rows[0] === undefined ? undefined : keyOf(rows[0]);
}

/** The active secret key whose hash begins so, with what it signs with; undefined when none or two do. */
export async function findSigningKey(
  db: Queryable,
  beginning: string,
): Promise<{ readonly workspace: WorkspaceId; readonly signing: string } | undefined> {
  const { rows } = await db.query<{ workspace_id: string; signing: string }>({
    name: 'access-find-signing-key',
    text: `
      select workspace_id, signing from access_keys
      where key_hash >= $1 and key_hash < $1 || 'g' and kind = 'secret' and signing is not null and revoked_at is null
      limit 2`,
    values: [beginning],
  });
  const [row, another] = rows;
  if (row === undefined || another !== undefined) return undefined;
  return { workspace: row.workspace_id as WorkspaceId, signing: row.signing };
}

export async function listKeys(db: Queryable, workspace: WorkspaceId): Promise<KeyRow[]> {
  const { rows } = await db.query<StoredKey>(
    `select ${keyColumns} from access_keys where workspace_id = $1 order by created_at, key_id`,
    [workspace],
  );
  return rows.map(keyOf);
}

/** The keys of a workspace after a place in their order, oldest first. */
export async function pageKeys(
  db: Queryable,
  workspace: WorkspaceId,
  after: readonly [number, string] | undefined,
  limit: number,
): Promise<KeyRow[]> {
  const { rows } = await db.query<StoredKey>(
    `select ${keyColumns} from access_keys
     where workspace_id = $1 and ($2::bigint is null or (created_at, key_id) > ($2, $3))
     order by created_at, key_id limit $4`,
    [workspace, after?.[0] ?? null, after?.[1] ?? '', limit],
  );
  return rows.map(keyOf);
}

export async function keyById(db: Queryable, workspace: WorkspaceId, keyId: string): Promise<KeyRow | undefined> {
  const { rows } = await db.query<StoredKey>(
    `select ${keyColumns} from access_keys where workspace_id = $1 and key_id = $2`,
    [workspace, keyId],
  );
  return rows[0] === undefined ? undefined : keyOf(rows[0]);
}

/** True when the key was there and is now revoked. */
export async function revokeKey(db: Queryable, workspace: WorkspaceId, keyId: string, at: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'update access_keys set revoked_at = $3 where workspace_id = $1 and key_id = $2 and revoked_at is null',
    [workspace, keyId, at],
  );
  return rowCount === 1;
}

export interface AuditEntry {
  readonly workspace: WorkspaceId;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly detail: JsonObject;
}

/** Records who did what; of several entries with the same `once` only the first is kept, so a repeat adds none. */
export async function insertAudit(db: Queryable, entry: AuditEntry, once?: string): Promise<void> {
  const { workspace, at, actor, action, target, detail } = entry;
  await db.query(
    `insert into access_audit (workspace_id, at, actor, action, target, detail, once)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7) on conflict (workspace_id, once) where once is not null do nothing`,
    [workspace, at, actor, action, target, JSON.stringify(detail), once ?? null],
  );
}

/** Narrows the log to what one actor did, or to actions whose first word is `area`. */
export interface AuditFilter {
  readonly actor?: string;
  readonly area?: string;
}

/** The newest entries first; `before` is the last id of the page before. */
export async function listAudit(
  db: Queryable,
  workspace: WorkspaceId,
  { actor, area }: AuditFilter,
  before: string | undefined,
  limit: number,
): Promise<(AuditEntry & { readonly auditId: string; readonly actorName: string | null })[]> {
  const narrowed = [
    actor === undefined ? '$3::text is null' : 'actor = $3',
    area === undefined ? '$4::text is null' : "split_part(action, '.', 1) = $4",
  ];
  const { rows } = await db.query<{
    audit_id: string;
    at: string;
    actor: string;
    actor_name: string | null;
    action: string;
    target: string;
    detail: JsonObject;
  }>({
    name: `access-audit${actor === undefined ? '' : '-of-actor'}${area === undefined ? '' : '-of-area'}`,
    text: `
      select a.audit_id, a.at, a.actor, coalesce(u.name, nullif(k.note, '')) as actor_name, a.action, a.target,
             a.detail
      from (
        select * from (
          select audit_id, at, actor, action, target, detail from access_audit
          where workspace_id = $1 and audit_id < $2 and ${narrowed.join(' and ')}
          order by audit_id desc limit ${pageRowsAtMost}) page
        order by audit_id desc limit $5) a
      left join access_users u on u.id = a.actor
      left join access_keys k on k.key_id = a.actor and k.workspace_id = $1
      order by a.audit_id desc`,
    values: [workspace, before ?? Number.MAX_SAFE_INTEGER, actor ?? null, area ?? null, limit],
  });
  return rows.map((row) => ({
    auditId: row.audit_id,
    workspace,
    at: Number(row.at),
    actor: row.actor,
    actorName: row.actor_name,
    action: row.action,
    target: row.target,
    detail: row.detail,
  }));
}
