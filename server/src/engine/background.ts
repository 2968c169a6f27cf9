import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../kit/log.ts';
import type { EngineStatus } from './status.ts';

/** Work that waits in a table and is done in steps, each of which may be run again. */
export interface BackgroundWork {
  /** Does one step; false when there is nothing to do. */
  step(): Promise<boolean>;
  close?(): Promise<void>;
}

export interface BackgroundOptions {
  readonly work: BackgroundWork;
  readonly engineStatus: Pick<EngineStatus, 'backlog'>;
  readonly log: Log;
  /** What the log says when a step fails. */
  readonly failed: string;
}

/** How often an idle runner looks for work. */
const pollMs = 1_000;
const roomMs = 100;
const pauseMs = 3_000;
/** A step waits while more facts than this are in the inbox. */
const waitingFactsAtMost = 1_500;
/** After so long a wait one more step is made, however many facts wait. */
const patienceMs = 30_000;

/**
 * Goes on with work in the background, a step at a time, and lets live facts go first: after each step it waits until
 * few facts are in the inbox, so the work takes what the engine has to spare. Any number of processes may run one; they
 * share the work by row locks.
 */
export class BackgroundRunner {
  readonly #options: BackgroundOptions;
  readonly #stopping = new AbortController();
  #loop: Promise<void> | undefined;

  constructor(options: BackgroundOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Finishes the step under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    await this.#options.work.close?.();
  }

  async #run(): Promise<void> {
    const { work, log, failed } = this.#options;
    while (!this.#stopping.signal.aborted) {
      try {
        if (await work.step()) await this.#room();
        else await this.#sleep(pollMs);
      } catch (error) {
        log.warn({ err: error }, failed);
        await this.#sleep(pauseMs);
      }
    }
  }

  /** Waits until few facts wait; not for ever, since a lane that stands still must not hold the work up for good. */
  async #room(): Promise<void> {
    for (let waited = 0; waited < patienceMs && !this.#stopping.signal.aborted; waited += roomMs) {
      const { waiting } = await this.#options.engineStatus.backlog();
      if (waiting <= waitingFactsAtMost) return;
      await this.#sleep(roomMs);
    }
  }

  async #sleep(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}
