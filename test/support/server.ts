import { randomUUID } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { migrations } from '../../server/migrations/index.ts';
import { createPool, type Pool } from '../../server/src/kit/db.ts';
import { createLog } from '../../server/src/kit/log.ts';
import { migrate } from '../../server/src/kit/migrate.ts';
import { openDatabase } from '../../server/src/kit/postgres/open.ts';
import { temporaryFolder } from './temporary.ts';

/** A PostgreSQL server of the tests' own, in a temporary folder. */
export interface TestServer {
  /** The address of the database that the server was made with, as the superuser. */
  readonly url: string;
  /** The migrated database that others are cloned from. */
  readonly template: string;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

const template = 'sarafan_template';

/**
 * Starts a server and migrates its template. Without `durable` it does not wait for the disk, which tests do not need
 * unless they pull the plug: even then what a killed process wrote is in the system's cache.
 */
export async function startTestServer(durable: boolean): Promise<TestServer> {
  const folder = temporaryFolder('tests');
  // PostgreSQL refuses root, so for root it runs as another user, who must be able to pass through.
  chmodSync(folder.path, 0o711);
  try {
    const handle = await openDatabase(
      { dataDir: folder.path, databaseUrl: undefined, role: 'all' },
      createLog('silent'),
      {
        durable,
      },
    );
    const stop = async (): Promise<void> => {
      await handle.stop();
      folder.remove();
    };
    try {
      await makeTemplate(handle.url);
      return { url: handle.url, template, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    folder.remove();
    throw error;
  }
}

async function makeTemplate(url: string): Promise<void> {
  const admin = createPool(url, { max: 1, applicationName: 'sarafan-test-setup' });
  try {
    await admin.query(`create database ${template}`);
    const pool = createPool(urlOfDatabase(url, template), { max: 2, applicationName: 'sarafan-test-setup' });
    try {
      await migrate(pool, migrations);
    } finally {
      await pool.end();
    }
    // A template that nobody can connect to can always be cloned.
    await admin.query(`alter database ${template} with is_template true allow_connections false`);
  } finally {
    await admin.end();
  }
}

/** The address of another database of the same server. */
function urlOfDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** A migrated database that belongs to one test. */
export interface FreshDatabase {
  readonly url: string;
  readonly pool: Pool;
  /** Ends the pool and removes the database, whoever is still connected to it. */
  drop(): Promise<void>;
}

const poolSize = 8;

/** Clones the migrated template of a server. */
export async function cloneTemplate(serverUrl: string, template: string): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // Copying files takes half the time of writing the same pages to the log.
  await asAdmin(serverUrl, `create database ${name} template ${template} strategy file_copy`);
  const url = urlOfDatabase(serverUrl, name);
  const pool = createPool(url, { max: poolSize, applicationName: name });
  const drop = async (): Promise<void> => {
    if (!pool.ended) await pool.end();
    await asAdmin(serverUrl, `drop database if exists ${name} with (force)`);
  };
  return { url, pool, drop };
}

async function asAdmin(serverUrl: string, statement: string): Promise<void> {
  const pool = createPool(serverUrl, { max: 1, applicationName: 'sarafan-test-admin' });
  try {
    await pool.query(statement);
  } finally {
    await pool.end();
  }
}
