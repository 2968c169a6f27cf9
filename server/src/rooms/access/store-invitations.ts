import type { Role } from '@sarafan/contract';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';

export interface InvitationRow {
  readonly invitation: string;
  readonly workspace: WorkspaceId;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** The name of who invited; null when that is no user of ours. */
  readonly invitedBy: string | null;
}

export async function insertInvitation(
  db: Queryable,
  row: Omit<InvitationRow, 'invitedBy'> & { readonly tokenHash: string; readonly inviter: string },
): Promise<void> {
  await db.query(
    `insert into access_invitations
       (invitation_id, workspace_id, email, role, token_hash, inviter, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.invitation, row.workspace, row.email, row.role, row.tokenHash, row.inviter, row.createdAt, row.expiresAt],
  );
}

interface StoredInvitation {
  invitation_id: string;
  workspace_id: string;
  email: string;
  role: string;
  created_at: string;
  expires_at: string;
  invited_by: string | null;
}

const columns = 'i.invitation_id, i.workspace_id, i.email, i.role, i.created_at, i.expires_at, u.name as invited_by';
const from = 'access_invitations i left join access_users u on u.id = i.inviter';

const invitationOf = (row: StoredInvitation): InvitationRow => ({
  invitation: row.invitation_id,
  workspace: row.workspace_id as WorkspaceId,
  email: row.email,
  role: row.role as Role,
  createdAt: Number(row.created_at),
  expiresAt: Number(row.expires_at),
  invitedBy: row.invited_by,
});

/** The invitations of a workspace that may still be accepted, oldest first. */
export async function pageInvitations(
  db: Queryable,
  workspace: WorkspaceId,
  now: number,
  after: readonly [number, string] | undefined,
  limit: number,
): Promise<InvitationRow[]> {
  const { rows } = await db.query<StoredInvitation>(
    `select ${columns} from ${from}
     where i.workspace_id = $1 and i.ended_at is null and i.expires_at > $2
       and ($3::bigint is null or (i.created_at, i.invitation_id) > ($3, $4))
     order by i.created_at, i.invitation_id limit $5`,
    [workspace, now, after?.[0] ?? null, after?.[1] ?? '', limit],
  );
  return rows.map(invitationOf);
}

export async function countInvitations(db: Queryable, workspace: WorkspaceId, now: number): Promise<number> {
  const { rows } = await db.query<{ count: string }>(
    `select count(*) as count from access_invitations
     where workspace_id = $1 and ended_at is null and expires_at > $2`,
    [workspace, now],
  );
  return Number(rows[0]?.count);
}

/** The invitation behind a token, with the name of its workspace; undefined when it was used, revoked or is over. */
export async function openInvitation(
  db: Queryable,
  tokenHash: string,
  now: number,
): Promise<(InvitationRow & { readonly workspaceName: string }) | undefined> {
  const { rows } = await db.query<StoredInvitation & { workspace_name: string }>(
    `select ${columns}, w.name as workspace_name from ${from} join access_workspaces w using (workspace_id)
     where i.token_hash = $1 and i.ended_at is null and i.expires_at > $2`,
    [tokenHash, now],
  );
  return rows[0] === undefined ? undefined : { ...invitationOf(rows[0]), workspaceName: rows[0].workspace_name };
}

export async function invitationById(
  db: Queryable,
  workspace: WorkspaceId,
  invitation: string,
): Promise<InvitationRow | undefined> {
  const { rows } = await db.query<StoredInvitation>(
    `select ${columns} from ${from} where i.workspace_id = $1 and i.invitation_id = $2`,
    [workspace, invitation],
  );
  return rows[0] === undefined ? undefined : invitationOf(rows[0]);
}

/** Accepts or revokes it; false when that was done before. A second caller waits for the first. */
export async function endInvitation(db: Queryable, invitation: string, at: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'update access_invitations set ended_at = $2 where invitation_id = $1 and ended_at is null',
    [invitation, at],
  );
  return rowCount === 1;
}

/** A new invitation of an address takes the place of its earlier ones. */
export async function endInvitationsOf(
  db: Queryable,
  workspace: WorkspaceId,
  email: string,
  at: number,
): Promise<void> {
  await db.query(
    'update access_invitations set ended_at = $3 where workspace_id = $1 and email = $2 and ended_at is null',
    [workspace, email, at],
  );
}
