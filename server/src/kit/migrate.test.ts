import { type Migration, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrations as ours } from '../../migrations/index.ts';
import { createPool, type Pool } from './db.ts';
import { migrate } from './migrate.ts';
import { startTestPostgres, type TestPostgres } from './postgres/testing.ts';
import { StartupError } from './startup-error.ts';

let postgres: TestPostgres;
let pool: Pool;

beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterAll(() => postgres?.stop());
beforeEach(async () => {
  pool = createPool(await postgres.createDatabase(), { max: 2, applicationName: 'migrate' });
});
afterEach(() => pool.end());

const people: Migration = {
  up: async (db) => {
    await sql`create table people (id text primary key)`.execute(db);
    // Long enough that a second process is sure to meet the first one at work.
    await sql`select pg_sleep(0.3)`.execute(db);
  },
};
const names: Migration = { up: async (db) => void (await sql`alter table people add name text`.execute(db)) };
const broken: Migration = { up: async (db) => void (await sql`alter table nowhere add name text`.execute(db)) };
const both = { '0001-people': people, '0002-names': names };

async function hasTable(name: string): Promise<boolean> {
  const result = await pool.query<{ found: boolean }>('select to_regclass($1) is not null as found', [name]);
  return result.rows[0]?.found ?? false;
}

describe('migrate', () => {
  it('applies what is missing, in order, and only once', async () => {
    expect(await migrate(pool, { '0001-people': people })).toEqual(['0001-people']);
    expect(await migrate(pool, both)).toEqual(['0002-names']);
    expect(await migrate(pool, both)).toEqual([]);
    await pool.query("insert into people values ('per_1', 'Anna')");
  });

  it('can have nothing to do, and leaves the pool usable', async () => {
    expect(await migrate(pool, {})).toEqual([]);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('lets two processes start at once', async () => {
    const second = createPool(pool.options.connectionString ?? '', { max: 2, applicationName: 'second' });
    try {
      const results = await Promise.all([migrate(pool, both), migrate(second, both)]);
      expect(results.flat()).toEqual(['0001-people', '0002-names']);
    } finally {
      await second.end();
    }
  });

  it('undoes all of a start whose last migration fails, and names the culprit', async () => {
    await expect(migrate(pool, { ...both, '0003-broken': broken })).rejects.toThrow(/0003-broken failed: .*nowhere/);
    expect(await hasTable('people')).toBe(false);
  });

  it('refuses a database of a newer version with a sentence', async () => {
    await migrate(pool, both);
    const error: unknown = await migrate(pool, { '0001-people': people }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StartupError);
    expect(error).toMatchObject({ message: expect.stringMatching(/newer version of Sarafan \(it has 0002-names\)/) });
  });

  it('refuses names that would not sort, and numbers that repeat', async () => {
    await expect(migrate(pool, { '1-people': people })).rejects.toThrow(/must look like/);
    await expect(migrate(pool, { '0001-people': people, '0001-names': names })).rejects.toThrow(/number 0001/);
  });

  it('applies our own migrations to an empty database', async () => {
    expect(await migrate(pool, ours)).toEqual(Object.keys(ours));
  });
});
