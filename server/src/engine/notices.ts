import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Pool } from '../kit/db.ts';

/** The channel on which workers hear that the inbox has something new. */
const channel = 'sarafan_inbox';

/** A notice is for workers that are asleep; one that is awake needs no other so soon. */
const pauseMs = 10;
const retryMs = 1_000;

/**
 * Tells the workers of other processes of new facts, and hears of theirs. A lost notice costs a moment and no fact,
 * since workers also look by themselves; so notices are few, and their commits wait for no disk.
 */
export class Notices {
  readonly #pool: Pool;
  readonly #url: string;
  readonly #log: Logger;
  /** Whoever sends a notice has woken its own worker and does not hear it. */
  readonly #sender = randomUUID();
  #pause: NodeJS.Timeout | undefined;
  #again = false;
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(pool: Pool, url: string, log: Logger) {
    this.#pool = pool;
    this.#url = url;
    this.#log = log;
  }

  /** Tells the others at once, or as soon as the pause behind the last notice is over. */
  tell(): void {
    if (this.#pause !== undefined) {
      this.#again = true;
      return;
    }
    this.#again = false;
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      if (this.#again && !this.#stopped) this.tell();
    }, pauseMs);
    const notice = `begin; set local synchronous_commit = off; notify ${channel}, '${this.#sender}'; commit`;
    this.#pool.query(notice).catch((error: unknown) => this.#log.debug({ err: error }, 'A notice was lost'));
  }

  /** Calls `wake` for every notice of another process, and opens another connection when this one is lost. */
  async listen(wake: () => void): Promise<void> {
    if (this.#stopped) return;
    const name = 'sarafan listener';
    const client = new pg.Client({ connectionString: this.#url, application_name: name, keepAlive: true });
    client.on('notification', ({ payload }) => {
      if (payload !== this.#sender) wake();
    });
    client.on('error', (error) => this.#lost(error, wake));
    client.on('end', () => this.#lost(undefined, wake));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      this.#client = client;
    } catch (error) {
      this.#lost(error, wake);
    }
  }

  #lost(error: unknown, wake: () => void): void {
    if (this.#stopped || this.#retry !== undefined) return;
    this.#log.warn({ err: error }, 'The connection that hears of new facts was lost; opening another');
    this.#client = undefined;
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      void this.listen(wake);
    }, retryMs);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#pause);
    clearTimeout(this.#retry);
    await this.#client?.end();
  }
}
