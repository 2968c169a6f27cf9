import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../server/migrations/index.ts';
import { createPool } from '../../server/src/kit/db.ts';
import { createLog } from '../../server/src/kit/log.ts';
import { migrate } from '../../server/src/kit/migrate.ts';
import { openDatabase } from '../../server/src/kit/postgres/open.ts';

/** A PostgreSQL server of the tests' own, in a temporary folder. */
export interface TestServer {
  /** The address of the database that the server was made with, as the superuser. */
  readonly url: string;
  /** The migrated database that others are cloned from. */
  readonly template: string;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

const prefix = 'sarafan-tests-';
const template = 'sarafan_template';

/**
 * Starts a server and migrates its template. Without `durable` it does not wait for the disk, which tests do not need
 * unless they pull the plug: even then what a killed process wrote is in the system's cache.
 */
export async function startTestServer(durable: boolean): Promise<TestServer> {
  removeLeftovers();
  const dataDir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // PostgreSQL refuses root, so for root it runs as another user, who must be able to pass through.
  chmodSync(dataDir, 0o711);
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  // When the run is interrupted nobody calls `stop`; the server itself ends with the process that started it.
  process.once('exit', remove);
  try {
    const handle = await openDatabase({ dataDir, databaseUrl: undefined, role: 'all' }, createLog('silent'), {
      durable,
    });
    const stop = async (): Promise<void> => {
      await handle.stop();
      remove();
      process.off('exit', remove);
    };
    try {
      await makeTemplate(handle.url);
      return { url: handle.url, template, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    remove();
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
export function urlOfDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** A run that was killed could not remove its folder; its server has ended with it, so the next run does. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user lives too, although it may not be signalled.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
