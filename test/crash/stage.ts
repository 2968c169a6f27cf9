import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { createPool, type Pool } from '../../server/src/kit/db.ts';
import { freePort } from '../../server/src/kit/postgres/ports.ts';
import { readState, urlOf } from '../../server/src/kit/postgres/state.ts';
import { buildServer, eventually, type ServerProcess, sleep, startServerProcess } from '../support/process.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** How long a start may take: PostgreSQL recovers from a kill, and the machine may be busy with other tests. */
const readyLimitMs = 120_000;
const stopLimitMs = 30_000;

/** A data directory with the processes that run on it; what one test or soak starts, and nothing else. */
export class Stage {
  readonly dataDir: string;
  readonly port: number;
  readonly #remove: () => void;
  readonly #logFile: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #processes: ServerProcess[] = [];
  readonly #pools: Pool[] = [];

  private constructor(
    folder: { readonly path: string; remove(): void },
    port: number,
    environment: Readonly<Record<string, string>>,
  ) {
    this.dataDir = join(folder.path, 'data');
    this.#logFile = join(folder.path, 'server.log');
    this.#remove = () => folder.remove();
    this.port = port;
    this.#environment = environment;
  }

  /** `environment` are further variables for its processes. */
  static async open(environment: Readonly<Record<string, string>> = {}): Promise<Stage> {
    buildServer();
    const folder = temporaryFolder('crash');
    // PostgreSQL refuses root, so for root it runs as another user, who must be able to pass through.
    chmodSync(folder.path, 0o711);
    return new Stage(folder, await freePort(), environment);
  }

  get host(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts a process of this role and waits until it is ready. All `all` processes listen on the same port. */
  async start(role: 'all' | 'worker'): Promise<ServerProcess> {
    const server = this.#launch(role);
    await server.ready(readyLimitMs);
    return server;
  }

  /** Starts a process and kills it after a while, ready or not. */
  async startAndKill(role: 'all' | 'worker', afterMs: number): Promise<void> {
    const server = this.#launch(role);
    await sleep(afterMs);
    await server.kill();
  }

  #launch(role: 'all' | 'worker'): ServerProcess {
    const { dataDir, port } = this;
    const server = startServerProcess({ dataDir, port, role, logFile: this.#logFile, environment: this.#environment });
    this.#processes.push(server);
    return server;
  }

  /** A pool on the embedded database, whose address is known once a process has started it. */
  pool(): Pool {
    const state = readState(this.dataDir);
    if (state === undefined) throw new Error('No process has started the database yet');
    const pool = createPool(urlOf(state), { max: 2, applicationName: 'sarafan crash test' });
    this.#pools.push(pool);
    return pool;
  }

  /** Waits until nothing is left in the inbox for longer than a batch takes; false when the time is over first. */
  async drained(pool: Pool, limitMs: number): Promise<boolean> {
    let empty = 0;
    return eventually(
      async () => {
        const { rows } = await pool.query<{ waits: boolean }>('select exists (select from engine_inbox) as waits');
        empty = rows[0]?.waits === false ? empty + 1 : 0;
        return empty >= 3;
      },
      limitMs,
      200,
    );
  }

  /** Ends everything that was started here and removes its files. */
  async close(): Promise<void> {
    for (const pool of this.#pools) await pool.end();
    // Those that were attached to the database of another go first.
    for (const server of this.#processes.reverse()) {
      if (server.ended() === undefined) await server.stop(stopLimitMs);
    }
    this.#remove();
  }
}
