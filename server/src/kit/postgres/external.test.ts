import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { openExternal, refuseOld } from './external.ts';
import { openDatabase } from './open.ts';
import { freePort } from './ports.ts';
import { startTestPostgres, type TestPostgres } from './testing.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterAll(() => postgres?.stop());

async function refusal(url: string, patienceMs = 1000): Promise<string> {
  try {
    await openExternal(url, patienceMs);
    return 'It was opened';
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

describe('DATABASE_URL', () => {
  it('is used as it is; no data directory is needed and nothing is stopped', async () => {
    const config = { dataDir: '/nonexistent/data', databaseUrl: postgres.url, role: 'worker' } as const;
    const handle = await openDatabase(config, createLog('silent'));
    expect([handle.url, handle.embedded]).toEqual([postgres.url, false]);
    await handle.stop();
    await expect(openExternal(postgres.url)).resolves.toMatchObject({ embedded: false });
  });

  it('is refused when nobody answers there, after some patience', async () => {
    const said = await refusal(`postgres://user:hunter2@127.0.0.1:${await freePort()}/sarafan`);
    expect(said).toMatch(
      /^StartupError: The database at DATABASE_URL \(postgres:\/\/127\.0\.0\.1:\d+\/sarafan\) .*REFUSED/,
    );
    expect(said).not.toContain('hunter2');
  });

  it('is refused at once when the password or the database is wrong', async () => {
    // With this patience the test would run into its own time limit if either were waited for.
    const minutes = 600_000;
    expect(await refusal(postgres.url.replace(/:[^:@]+@/, ':hunter2@'), minutes)).toMatch(
      /password authentication failed/,
    );
    expect(await refusal(postgres.url.replace(/\/sarafan$/, '/nowhere'), minutes)).toMatch(
      /database "nowhere" does not exist/,
    );
  });

  it('is refused when its PostgreSQL is too old', () => {
    expect(() => refuseOld(140_012)).toThrow('PostgreSQL 14; Sarafan needs 15 or newer');
    expect(() => refuseOld(150_000)).not.toThrow();
  });
});
