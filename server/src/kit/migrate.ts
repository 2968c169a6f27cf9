import { Kysely, type Migration, Migrator, PostgresDialect, sql } from 'kysely';
import type { Pool } from './db.ts';
import { messageOf, StartupError } from './startup-error.ts';

export type { Migration } from 'kysely';

/** Migrations by their names, `NNNN-what-it-does`; the names' order is the order in which they run. */
export type Migrations = Readonly<Record<string, Migration>>;

const table = 'schema_migrations';
const lockTable = 'schema_migrations_lock';

/**
 * Brings the database to the newest schema and returns the names of the migrations that this call applied. All of them
 * run in one transaction, under an advisory lock, so of two processes that start at once the second finds nothing to
 * do. A database made by a newer Sarafan is refused: this one cannot know what its tables mean.
 */
export async function migrate(pool: Pool, migrations: Migrations): Promise<readonly string[]> {
  checkNames(migrations);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: sharedPool(pool) }) });
  await refuseNewer(db, migrations);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableName: table,
    migrationLockTableName: lockTable,
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) {
    // Another process may have brought a newer schema since the first look.
    await refuseNewer(db, migrations);
    const failed = results.find((result) => result.status === 'Error')?.migrationName;
    const where = failed === undefined ? 'The migrations' : `The migration ${failed}`;
    throw new Error(`${where} failed: ${messageOf(error)}`, { cause: error });
  }
  return results.map((result) => result.migrationName);
}

function checkNames(migrations: Migrations): void {
  const numbers = new Set<string>();
  for (const name of Object.keys(migrations)) {
    const number = /^(\d{4})-[a-z0-9-]+$/.exec(name)?.[1];
    if (number === undefined) throw new Error(`A migration's name must look like 0001-what-it-does, not ${name}`);
    if (numbers.has(number)) throw new Error(`Two migrations have the number ${number}`);
    numbers.add(number);
  }
}

/** The pool outlives the migrator, so Kysely is given one that it cannot end. */
function sharedPool(pool: Pool): { connect: Pool['connect']; end: () => Promise<void>; options: Pool['options'] } {
  return { connect: pool.connect.bind(pool), end: () => Promise.resolve(), options: pool.options };
}

async function refuseNewer(db: Kysely<unknown>, migrations: Migrations): Promise<void> {
  const unknown = (await appliedMigrations(db)).filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length === 0) return;
  throw new StartupError(
    `The database was made by a newer version of Sarafan (it has ${unknown.join(', ')}); ` +
      'start that version, or use another database.',
  );
}

async function appliedMigrations(db: Kysely<unknown>): Promise<readonly string[]> {
  const found = await sql<{ exists: boolean }>`select to_regclass(${table}) is not null as exists`.execute(db);
  if (found.rows[0]?.exists !== true) return [];
  const rows = await sql<{ name: string }>`select name from ${sql.table(table)} order by name`.execute(db);
  return rows.rows.map((row) => row.name);
}
