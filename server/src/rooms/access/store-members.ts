import type { Role } from '@sarafan/contract';
import type { Queryable, Transaction } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';

export interface MembershipRow {
  readonly workspace: WorkspaceId;
  readonly name: string;
  readonly role: Role;
  readonly timeZone: string;
  readonly defaultLanguage: 'ru' | 'en';
}

export interface MemberRow {
  readonly user: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly twoFactor: boolean;
  readonly joinedAt: number;
}

/** False when the user is a member already; their role stays. */
export async function insertMember(
  db: Queryable,
  workspace: WorkspaceId,
  user: string,
  role: Role,
  joinedAt: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into access_members (workspace_id, user_id, role, joined_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [workspace, user, role, joinedAt],
  );
  return rowCount === 1;
}

/** What a user is in a workspace; undefined: nothing. */
export async function roleOf(db: Queryable, workspace: string, user: string): Promise<Role | undefined> {
  const { rows } = await db.query<{ role: string }>({
    name: 'access-role-of',
    text: 'select role from access_members where workspace_id = $1 and user_id = $2',
    values: [workspace, user],
  });
  return rows[0]?.role as Role | undefined;
}

/** Whose a session is and what they are in a workspace, null for nothing; undefined: the session has ended. */
export async function memberOfSession(
  db: Queryable,
  token: string,
  workspace: string,
): Promise<{ readonly user: string; readonly role: Role | null } | undefined> {
  const { rows } = await db.query<{ user_id: string; role: string | null }>({
    name: 'access-member-of-session',
    text: `
      select s.user_id, m.role
      from access_sessions s left join access_members m on m.user_id = s.user_id and m.workspace_id = $2
      where s.token = $1 and s.expires_at > now()`,
    values: [token, workspace],
  });
  return rows[0] === undefined ? undefined : { user: rows[0].user_id, role: rows[0].role as Role | null };
}

export async function membershipsOf(db: Queryable, user: string): Promise<MembershipRow[]> {
  const { rows } = await db.query<{
    workspace_id: string;
    name: string;
    role: string;
    time_zone: string;
    default_language: string;
  }>(
    `select w.workspace_id, w.name, m.role, w.time_zone, w.default_language
     from access_members m join access_workspaces w using (workspace_id)
     where m.user_id = $1 order by w.created_at, w.workspace_id`,
    [user],
  );
  return rows.map((row) => ({
    workspace: row.workspace_id as WorkspaceId,
    name: row.name,
    role: row.role as Role,
    timeZone: row.time_zone,
    defaultLanguage: row.default_language === 'en' ? 'en' : 'ru',
  }));
}

interface StoredMember {
  user_id: string;
  email: string;
  name: string;
  role: string;
  two_factor_enabled: boolean;
  joined_at: string;
}

const memberColumns = 'm.user_id, u.email, u.name, m.role, u.two_factor_enabled, m.joined_at';

const memberOf = (row: StoredMember): MemberRow => ({
  user: row.user_id,
  email: row.email,
  name: row.name,
  role: row.role as Role,
  twoFactor: row.two_factor_enabled,
  joinedAt: Number(row.joined_at),
});

/** The members of a workspace after a place in their order, the first who joined first. */
export async function pageMembers(
  db: Queryable,
  workspace: WorkspaceId,
  after: readonly [number, string] | undefined,
  limit: number,
): Promise<MemberRow[]> {
  const { rows } = await db.query<StoredMember>(
    `select ${memberColumns} from access_members m join access_users u on u.id = m.user_id
     where m.workspace_id = $1 and ($2::bigint is null or (m.joined_at, m.user_id) > ($2, $3))
     order by m.joined_at, m.user_id limit $4`,
    [workspace, after?.[0] ?? null, after?.[1] ?? '', limit],
  );
  return rows.map(memberOf);
}

export async function memberById(db: Queryable, workspace: WorkspaceId, user: string): Promise<MemberRow | undefined> {
  const { rows } = await db.query<StoredMember>(
    `select ${memberColumns} from access_members m join access_users u on u.id = m.user_id
     where m.workspace_id = $1 and m.user_id = $2`,
    [workspace, user],
  );
  return rows[0] === undefined ? undefined : memberOf(rows[0]);
}

/** Holds the owners of a workspace until the transaction ends, so that two cannot be the last to go at once. */
export async function lockOwners(tx: Transaction, workspace: WorkspaceId): Promise<readonly string[]> {
  const { rows } = await tx.query<{ user_id: string }>(
    `select user_id from access_members where workspace_id = $1 and role = 'owner' order by user_id for update`,
    [workspace],
  );
  return rows.map((row) => row.user_id);
}

export async function changeRole(db: Queryable, workspace: WorkspaceId, user: string, role: Role): Promise<void> {
  await db.query('update access_members set role = $3 where workspace_id = $1 and user_id = $2', [
    workspace,
    user,
    role,
  ]);
}

export async function removeMember(db: Queryable, workspace: WorkspaceId, user: string): Promise<void> {
  await db.query('delete from access_members where workspace_id = $1 and user_id = $2', [workspace, user]);
}
