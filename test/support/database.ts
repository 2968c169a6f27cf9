import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { createPool, type Pool } from '../../server/src/kit/db.ts';
import { startTestServer, urlOfDatabase } from './server.ts';

/** A migrated database that belongs to one test. */
export interface FreshDatabase {
  readonly url: string;
  readonly pool: Pool;
  /** Ends the pool and removes the database, whoever is still connected to it. */
  drop(): Promise<void>;
}

export interface FreshDatabaseOptions {
  /** True for a server of its own that waits for the disk at each commit, which takes a second to start. */
  readonly durable?: boolean;
}

const poolSize = 8;

/** Clones the migrated template. The caller drops the clone, in `afterEach` or `afterAll`. */
export async function freshDatabase(options: FreshDatabaseOptions = {}): Promise<FreshDatabase> {
  if (options.durable !== true) {
    const server = inject('testServer');
    return cloneTemplate(server.url, server.template);
  }
  const server = await startTestServer(true);
  const database = await cloneTemplate(server.url, server.template);
  const drop = async (): Promise<void> => {
    await database.drop();
    await server.stop();
  };
  return { ...database, drop };
}

async function cloneTemplate(serverUrl: string, template: string): Promise<FreshDatabase> {
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
