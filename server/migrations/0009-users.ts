import { type Migration, sql } from 'kysely';

/**
 * People who sign in, what they are in which workspace, and invitations. The first five tables have the form that the
 * sign-in library reads and writes (timestamps, `id`), under our names; it runs no migration of its own. A workspace
 * gains what its screens need to tell times and to begin in a language.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      alter table access_workspaces
        add column time_zone text not null default 'UTC',
        add column default_language text collate "C" not null default 'ru'
          check (default_language in ('ru', 'en'))`.execute(db);
    await sql`
      create table access_users (
        id text collate "C" primary key,
        email text collate "C" not null unique,
        email_verified boolean not null,
        name text not null,
        image text,
        two_factor_enabled boolean not null default false,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`.execute(db);
    await sql`
      create table access_sessions (
        id text collate "C" primary key,
        user_id text collate "C" not null references access_users on delete cascade,
        token text collate "C" not null unique,
        expires_at timestamptz not null,
        ip_address text,
        user_agent text,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`.execute(db);
    await sql`create index access_sessions_of_user on access_sessions (user_id)`.execute(db);
    await sql`
      create table access_accounts (
        id text collate "C" primary key,
        account_id text collate "C" not null,
        provider_id text collate "C" not null,
        user_id text collate "C" not null references access_users on delete cascade,
        access_token text,
        refresh_token text,
        id_token text,
        access_token_expires_at timestamptz,
        refresh_token_expires_at timestamptz,
        scope text,
        password text,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        unique (provider_id, account_id)
      )`.execute(db);
    await sql`create index access_accounts_of_user on access_accounts (user_id)`.execute(db);
    await signInTables(db);
    await memberTables(db);
  },
};

type Database = Parameters<Migration['up']>[0];

async function signInTables(db: Database): Promise<void> {
  await sql`
    create table access_verifications (
      id text collate "C" primary key,
      identifier text collate "C" not null,
      value text collate "C" not null,
      expires_at timestamptz not null,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`.execute(db);
  await sql`create index access_verifications_by_identifier on access_verifications (identifier)`.execute(db);
  await sql`create index access_verifications_by_value on access_verifications (value)`.execute(db);
  await sql`
    create table access_two_factors (
      id text collate "C" primary key,
      user_id text collate "C" not null unique references access_users on delete cascade,
      secret text not null,
      backup_codes text not null,
      verified boolean not null default false,
      failed_verification_count integer not null default 0,
      locked_until timestamptz
    )`.execute(db);
  await sql`
    create table access_used_codes (
      user_id text collate "C" not null references access_users on delete cascade,
      code_hash text collate "C" not null,
      used_at bigint not null,
      primary key (user_id, code_hash)
    )`.execute(db);
  await sql`
    create table access_attempts (
      bucket text collate "C" primary key,
      count integer not null,
      since bigint not null
    )`.execute(db);
  await sql`create index access_attempts_by_age on access_attempts (since)`.execute(db);
}

async function memberTables(db: Database): Promise<void> {
  await sql`
    create table access_members (
      workspace_id text collate "C" not null references access_workspaces,
      user_id text collate "C" not null references access_users on delete cascade,
      role text collate "C" not null check (role in ('owner', 'marketer', 'support')),
      joined_at bigint not null,
      primary key (workspace_id, user_id)
    )`.execute(db);
  await sql`create index access_members_of_user on access_members (user_id)`.execute(db);
  await sql`create index access_members_in_order on access_members (workspace_id, joined_at, user_id)`.execute(db);
  await sql`
    create table access_invitations (
      invitation_id text collate "C" primary key,
      workspace_id text collate "C" not null references access_workspaces,
      email text collate "C" not null,
      role text collate "C" not null check (role in ('owner', 'marketer', 'support')),
      token_hash text collate "C" not null unique,
      inviter text collate "C" not null,
      created_at bigint not null,
      expires_at bigint not null,
      ended_at bigint
    )`.execute(db);
  await sql`
    create index access_invitations_of_workspace
      on access_invitations (workspace_id, created_at, invitation_id)`.execute(db);
}
