import pg from 'pg';
import { messageOf, StartupError } from '../startup-error.ts';
import type { DatabaseHandle } from './handle.ts';
import { sleep } from './processes.ts';

const oldestMajor = 15;
const patienceMs = 30_000;

/** Checks that the server behind DATABASE_URL answers and is new enough. One that is just starting is waited for. */
export async function openExternal(url: string, waitMs = patienceMs): Promise<DatabaseHandle> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const answer = await askVersion(url);
    if (answer.kind === 'version') {
      refuseOld(answer.version);
      return { url, embedded: false, stop: () => Promise.resolve() };
    }
    if (!answer.mayPass || performance.now() > deadline) {
      throw new StartupError(
        `The database at DATABASE_URL (${withoutPassword(url)}) does not answer: ${answer.reason}.`,
      );
    }
    await sleep(500);
  }
}

type Answer =
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'none'; readonly mayPass: boolean; readonly reason: string };

/** A wrong password or name does not pass by waiting; a refused connection or a starting server may. */
async function askVersion(url: string): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 10_000 });
  client.on('error', () => {
    // The failed call tells of it.
  });
  try {
    await client.connect();
    const result = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    return { kind: 'version', version: result.rows[0]?.version ?? 0 };
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    return { kind: 'none', mayPass: code === undefined || code.startsWith('57P'), reason: messageOf(error) };
  } finally {
    await client.end().catch(() => {
      // It was never open.
    });
  }
}

/** Refuses a version number as PostgreSQL reports it, such as 180004. */
export function refuseOld(version: number): void {
  const major = Math.floor(version / 10_000);
  if (major >= oldestMajor) return;
  throw new StartupError(`The database at DATABASE_URL is PostgreSQL ${major}; Sarafan needs ${oldestMajor} or newer.`);
}

function withoutPassword(text: string): string {
  const url = new URL(text);
  return `${url.protocol}//${url.host}${url.pathname}`;
}
