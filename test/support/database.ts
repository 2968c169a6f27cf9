import { inject } from 'vitest';
import { cloneTemplate, type FreshDatabase, startTestServer } from './server.ts';

export type { FreshDatabase } from './server.ts';

export interface FreshDatabaseOptions {
  /** True for a server of its own that waits for the disk at each commit, which takes a second to start. */
  readonly durable?: boolean;
}

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
