import { type Kysely, type Migration, sql } from 'kysely';

/**
 * Files of people and past orders on their way in: the bytes, so that any process can read them; how each is mapped and
 * how far it is; the lines that were refused; what each import brought, by which a line takes effect once whatever file
 * repeats it, and by which it is taken back.
 */
export const migration: Migration = {
  async up(db) {
    await createImports(db);
    await createFiles(db);
    await createBrought(db);
  },
};

async function createImports(db: Kysely<unknown>): Promise<void> {
  await sql`
      create table imports_imports (
        import_id text collate "C" primary key,
        workspace_id text collate "C" not null,
        kind text not null,
        state text not null,
        file_name text not null,
        bytes bigint not null,
        content_hash text collate "C" not null,
        detected jsonb not null,
        headings jsonb not null,
        settings jsonb,
        consent jsonb,
        report jsonb,
        fault jsonb,
        progress jsonb not null,
        rows_done bigint not null,
        created_at bigint not null,
        created_by text not null,
        started_at bigint,
        finished_at bigint
      )`.execute(db);
  await sql`
      create index imports_imports_of_workspace on imports_imports (workspace_id, created_at, import_id)`.execute(db);
  await sql`create index imports_imports_by_content on imports_imports (workspace_id, content_hash)`.execute(db);
  await sql`
      create index imports_imports_at_work on imports_imports (created_at)
      where state in ('checking', 'running', 'undoing')`.execute(db);
}

async function createFiles(db: Kysely<unknown>): Promise<void> {
  await sql`
      create table imports_chunks (
        import_id text collate "C" not null,
        place integer not null,
        workspace_id text collate "C" not null,
        uploaded_at bigint not null,
        bytes bytea not null,
        primary key (import_id, place)
      )`.execute(db);
  await sql`
      create table imports_problems (
        import_id text collate "C" not null,
        row_number bigint not null,
        place smallint not null,
        workspace_id text collate "C" not null,
        column_number smallint,
        code text not null,
        value text not null,
        primary key (import_id, row_number, place)
      )`.execute(db);
}

async function createBrought(db: Kysely<unknown>): Promise<void> {
  await sql`
      create table imports_brought (
        workspace_id text collate "C" not null,
        key text collate "C" not null,
        import_id text collate "C" not null,
        place bigint generated always as identity,
        row_number bigint not null,
        content text collate "C" not null,
        anchor_kind text collate "C" not null,
        anchor_value text collate "C" not null,
        taken_back boolean not null default false,
        primary key (workspace_id, key, import_id)
      )`.execute(db);
  await sql`create index imports_brought_by_import on imports_brought (import_id, place)`.execute(db);
  await sql`
      create table imports_mappings (
        workspace_id text collate "C" not null,
        kind text not null,
        name text collate "C" not null,
        headings jsonb not null,
        headings_key text collate "C" not null,
        settings jsonb not null,
        changed_at bigint not null,
        primary key (workspace_id, kind, name)
      )`.execute(db);
}
