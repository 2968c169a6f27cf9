import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createLog } from '../log.ts';
import { openDatabase } from './open.ts';

/** A real server of its own for tests, in a temporary directory and without the cost of crash safety. */
export interface TestPostgres {
  /** The address of an empty database. */
  readonly url: string;
  /** Makes another database, a copy of `template` if one is named, and returns its address. */
  createDatabase(template?: string): Promise<string>;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
}

/** Starts a server for tests; about a second. Stop it in `afterAll`. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sarafan-test-'));
  // Temporary directories are closed to others, and root's PostgreSQL would have to keep its cluster elsewhere.
  chmodSync(dataDir, 0o711);
  const config = { dataDir, databaseUrl: undefined, role: 'all' } as const;
  const handle = await openDatabase(config, createLog('fatal'), { durable: false });
  return {
    url: handle.url,
    createDatabase: (template) => createDatabase(handle.url, template ?? 'template1'),
    stop: async () => {
      await handle.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function createDatabase(url: string, template: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${name} template ${pg.escapeIdentifier(template)}`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
