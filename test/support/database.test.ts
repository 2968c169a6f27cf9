import { afterEach, describe, expect, it } from 'vitest';
import { migrations } from '../../server/migrations/index.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';

const made: FreshDatabase[] = [];

async function make(durable = false): Promise<FreshDatabase> {
  const database = await freshDatabase({ durable });
  made.push(database);
  return database;
}

async function setting(database: FreshDatabase, name: string): Promise<unknown> {
  const result = await database.pool.query<{ value: string }>('select current_setting($1) as value', [name]);
  return result.rows[0]?.value;
}

describe('a fresh database', () => {
  afterEach(async () => {
    await Promise.all(made.splice(0).map((database) => database.drop()));
  });

  it('has every migration', async () => {
    const { pool } = await make();
    const result = await pool.query<{ name: string }>('select name from schema_migrations order by name');
    expect(result.rows.map((row) => row.name)).toEqual(Object.keys(migrations).toSorted());
    expect(result.rows.length).toBeGreaterThan(0);
  });

  it('is seen by nobody else', async () => {
    const [one, other] = await Promise.all([make(), make()]);
    await one.pool.query('create table marks (mark int)');
    const result = await other.pool.query<{ found: string | null }>("select to_regclass('marks') as found");
    expect(result.rows[0]?.found).toBeNull();
  });

  it('is gone when it is dropped, even while someone is connected', async () => {
    const [one, other] = await Promise.all([make(), make()]);
    const name = new URL(one.url).pathname.slice(1);
    await one.drop();
    const result = await other.pool.query('select from pg_database where datname = $1', [name]);
    expect(result.rowCount).toBe(0);
  });

  it('does not wait for the disk unless it is asked to', async () => {
    expect(await setting(await make(), 'fsync')).toBe('off');
    expect(await setting(await make(true), 'fsync')).toBe('on');
  });
});
