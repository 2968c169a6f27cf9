import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { EngineStatus } from '../../engine/index.ts';
import { workLimits } from './limits.ts';
import type { ImportWork } from './service-work.ts';

export interface RunnerOptions {
  readonly work: ImportWork;
  readonly engineStatus: Pick<EngineStatus, 'backlog'>;
  readonly log: Logger;
}

/** How often an idle runner looks for work. */
const pollMs = 1_000;
const roomMs = 100;
const pauseMs = 3_000;

/**
 * Goes on with imports in the background, a step at a time, and lets live facts go first: after each step it
 * waits until few facts are in the inbox, so an import takes what the engine has to spare. Any number of processes
 * may run one; they share imports by row locks.
 */
export class ImportRunner {
  readonly #options: RunnerOptions;
  readonly #stopping = new AbortController();
  #loop: Promise<void> | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Finishes the step under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    await this.#options.work.close();
  }

  async #run(): Promise<void> {
    const { work, log } = this.#options;
    while (!this.#stopping.signal.aborted) {
      try {
        if (await work.step()) await this.#room();
        else await this.#sleep(pollMs);
      } catch (error) {
        log.warn({ err: error }, 'An import could not go on; it is tried again from where it was');
        await this.#sleep(pauseMs);
      }
    }
  }

  /** Waits until few facts wait; not for ever, since a lane that stands still must not hold imports up for good. */
  async #room(): Promise<void> {
    for (let waited = 0; waited < workLimits.patienceMs && !this.#stopping.signal.aborted; waited += roomMs) {
      const { waiting } = await this.#options.engineStatus.backlog();
      if (waiting <= workLimits.waitingFacts) return;
      await this.#sleep(roomMs);
    }
  }

  async #sleep(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}
