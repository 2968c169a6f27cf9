import { isAbsolute, join } from 'node:path';
import pg from 'pg';
import { readPostmasterFile } from '../../server/src/kit/postgres/postmaster-file.ts';
import { readState, urlOf } from '../../server/src/kit/postgres/state.ts';
import { laneCount } from '../../server/src/kit/values/ids.ts';
import { eventually } from '../support/process.ts';

/** Looks at the embedded database of a data directory from outside, whatever state it is in. */
export class Watch {
  readonly #dataDir: string;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** The process id of PostgreSQL itself. */
  postmaster(): number {
    const cluster = readState(this.#dataDir)?.cluster ?? '';
    const file = readPostmasterFile(isAbsolute(cluster) ? cluster : join(this.#dataDir, cluster));
    if (file === undefined) throw new Error('There is no PostgreSQL on this data directory');
    return file.pid;
  }

  async answers(limitMs: number): Promise<boolean> {
    return eventually(async () => (await this.#ask('select 1')) !== undefined, limitMs, 100);
  }

  /** How many batches the processes of this role have open at this moment. */
  async openBatches(role: 'all' | 'worker'): Promise<number> {
    const rows = await this.#ask<{ open: number }>(
      `select count(*)::int as open from pg_stat_activity
       where application_name = $1 and xact_start is not null and query not ilike 'select 1%'`,
      [`sarafan ${role} batches`],
    );
    return rows?.[0]?.open ?? 0;
  }

  /** How many lanes some batch holds at this moment. */
  async heldLanes(): Promise<number> {
    const rows = await this.#ask<{ free: number }>(
      `select count(*)::int as free from (select lane from engine_lanes for no key update skip locked) as lanes`,
    );
    return rows?.[0] === undefined ? 0 : laneCount - rows[0].free;
  }

  /** The database's clock. */
  async moment(): Promise<string> {
    const rows = await this.#ask<{ moment: string }>('select clock_timestamp()::text as moment');
    if (rows?.[0] === undefined) throw new Error('The database does not answer');
    return rows[0].moment;
  }

  /** Whether a process of this role has had a whole batch, or a look for one, since then. */
  async hasWorked(role: 'all' | 'worker', since: string): Promise<boolean> {
    const rows = await this.#ask<{ pid: number }>(
      `select pid from pg_stat_activity
       where application_name = $1 and state = 'idle' and query_start > $2::timestamptz`,
      [`sarafan ${role} batches`, since],
    );
    return (rows?.length ?? 0) > 0;
  }

  /** One statement over a connection of its own; undefined when the database does not answer. */
  async #ask<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[] | undefined> {
    const state = readState(this.#dataDir);
    if (state === undefined) return undefined;
    const limits = { connectionTimeoutMillis: 3_000, query_timeout: 3_000 };
    const client = new pg.Client({ connectionString: urlOf(state), application_name: 'sarafan watch', ...limits });
    client.on('error', () => {
      // The failed call tells of it.
    });
    try {
      await client.connect();
      return (await client.query<Row>(statement, values)).rows;
    } catch {
      // It is down, starting or ending: that is what was asked.
      return undefined;
    } finally {
      await client.end().catch(() => {
        // It was never open.
      });
    }
  }
}
