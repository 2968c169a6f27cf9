import type { Queryable, Transaction } from '../../kit/db.ts';

export interface UserRow {
  readonly user: string;
  readonly email: string;
  readonly name: string;
  readonly twoFactor: boolean;
}

interface StoredUser {
  id: string;
  email: string;
  name: string;
  two_factor_enabled: boolean;
}

const userOf = (row: StoredUser): UserRow => ({
  user: row.id,
  email: row.email,
  name: row.name,
  twoFactor: row.two_factor_enabled,
});

/** Adds a user who signs in by a password, of which the hash is kept. */
export async function insertUser(
  db: Queryable,
  { user, email, name }: UserRow,
  account: string,
  passwordHash: string,
): Promise<void> {
  await db.query(
    `with made as (
       insert into access_users (id, email, name, email_verified, two_factor_enabled, created_at, updated_at)
       values ($1, $2, $3, true, false, now(), now()) returning id)
     insert into access_accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
     select $4, id, 'credential', id, $5, now(), now() from made`,
    [user, email, name, account, passwordHash],
  );
}

export async function userByEmail(db: Queryable, email: string): Promise<UserRow | undefined> {
  const { rows } = await db.query<StoredUser>(
    'select id, email, name, two_factor_enabled from access_users where email = $1',
    [email],
  );
  return rows[0] === undefined ? undefined : userOf(rows[0]);
}

export async function userById(db: Queryable, user: string): Promise<UserRow | undefined> {
  const { rows } = await db.query<StoredUser>(
    'select id, email, name, two_factor_enabled from access_users where id = $1',
    [user],
  );
  return rows[0] === undefined ? undefined : userOf(rows[0]);
}

export async function anyUser(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ some: boolean }>('select exists (select from access_users) as some');
  return rows[0]?.some === true;
}

/** Whoever else adds the first user waits until this transaction is over. */
export async function lockUsers(tx: Transaction): Promise<void> {
  await tx.query('lock table access_users in share row exclusive mode');
}

export async function replacePassword(db: Queryable, user: string, passwordHash: string): Promise<void> {
  await db.query(
    `update access_accounts set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'`,
    [user, passwordHash],
  );
}

/**
 * By what a user signs in: the hash of the password, and whether a second factor is asked for; `settled` waits for a
 * transaction that is changing them.
 */
export async function proofsOf(
  db: Queryable,
  email: string,
  settled = false,
): Promise<{ readonly user: string; readonly passwordHash: string; readonly twoFactor: boolean } | undefined> {
  const { rows } = await db.query<{ id: string; password: string; two_factor_enabled: boolean }>(
    `select u.id, a.password, u.two_factor_enabled from access_users u
     join access_accounts a on a.user_id = u.id and a.provider_id = 'credential'
     where u.email = $1 ${settled ? 'for share' : ''}`,
    [email],
  );
  const [row] = rows;
  return row === undefined
    ? undefined
    : { user: row.id, passwordHash: row.password, twoFactor: row.two_factor_enabled };
}

/** Takes the second factor away, whatever its state. */
export async function removeTwoFactor(db: Queryable, user: string): Promise<void> {
  await db.query('delete from access_two_factors where user_id = $1', [user]);
  await db.query('update access_users set two_factor_enabled = false, updated_at = now() where id = $1', [user]);
}

/** Ends the sessions of a user, and what stands between the password and the second factor; one session may be kept. */
export async function endSessions(db: Queryable, user: string, except?: string): Promise<void> {
  await db.query('delete from access_sessions where user_id = $1 and ($2::text is null or token <> $2)', [
    user,
    except ?? null,
  ]);
  await db.query('delete from access_verifications where value = $1', [user]);
}

export async function endSession(db: Queryable, token: string): Promise<void> {
  await db.query('delete from access_sessions where token = $1', [token]);
}

/** Marks a code as used; false when it already was. Codes of before `forgotten` are no longer accepted anyway. */
export async function claimCode(
  db: Queryable,
  user: string,
  codeHash: string,
  at: number,
  forgotten: number,
): Promise<boolean> {
  await db.query('delete from access_used_codes where user_id = $1 and used_at < $2', [user, forgotten]);
  const { rowCount } = await db.query(
    'insert into access_used_codes (user_id, code_hash, used_at) values ($1, $2, $3) on conflict do nothing',
    [user, codeHash, at],
  );
  return rowCount === 1;
}
