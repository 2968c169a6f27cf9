import { type Migration, sql } from 'kysely';

/** Workspaces, the keys that open them (only their hashes), and who did what. */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table access_workspaces (
        workspace_id text collate "C" primary key,
        name text not null,
        created_at bigint not null
      )`.execute(db);
    await sql`
      create table access_keys (
        key_id text collate "C" primary key,
        workspace_id text collate "C" not null references access_workspaces,
        kind text collate "C" not null check (kind in ('write', 'secret', 'api')),
        scopes text[] not null,
        key_hash text collate "C" not null unique,
        hint text not null,
        note text not null,
        created_at bigint not null,
        revoked_at bigint
      )`.execute(db);
    await sql`create index access_keys_of_workspace on access_keys (workspace_id, created_at)`.execute(db);
    await sql`
      create table access_audit (
        audit_id bigint generated always as identity primary key,
        workspace_id text collate "C" not null,
        at bigint not null,
        actor text not null,
        action text collate "C" not null,
        target text not null,
        detail jsonb not null
      )`.execute(db);
    await sql`create index access_audit_of_workspace on access_audit (workspace_id, audit_id)`.execute(db);
  },
};
