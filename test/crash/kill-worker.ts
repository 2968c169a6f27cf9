import type { Draws } from '../soak/ledger/draws.ts';
import { eventually, sleep } from '../support/process.ts';
import type { Stage } from './stage.ts';
import { TwoProcesses } from './two-processes.ts';
import type { Violence } from './violence.ts';

const midBatchLimitMs = 3_000;
const backLimitMs = 60_000;

/**
 * Of two processes mostly the worker is killed, in the middle of a batch where it can be caught in one; every fourth
 * time the owner, which takes the database along.
 */
export class KillWorker implements Violence {
  #both: TwoProcesses | undefined;
  #strikes = 0;
  #midBatch = 0;
  #owners = 0;

  async begin(stage: Stage): Promise<void> {
    this.#both = await TwoProcesses.start(stage);
  }

  async strike(draws: Draws): Promise<boolean> {
    const both = this.#both;
    if (both === undefined) throw new Error('The violence has not begun');
    const { stage, watch } = both;
    await sleep(200 + draws.below(1_000));
    this.#strikes += 1;
    if (this.#strikes % 4 === 0) {
      await both.owner.kill();
      this.#owners += 1;
      both.owner = await stage.start('all');
      if (!(await watch.answers(backLimitMs))) throw new Error('PostgreSQL was not started again');
      // A worker outlives its database; one that does not is started again, as a supervisor would.
      if (both.worker.ended() !== undefined) both.worker = await stage.start('worker');
      return true;
    }
    if (await eventually(async () => (await watch.openBatches('worker')) > 0, midBatchLimitMs, 1)) this.#midBatch += 1;
    await both.worker.kill();
    both.worker = await stage.start('worker');
    return true;
  }

  async end(): Promise<void> {
    this.#both?.expectAlive();
  }

  figures(): Readonly<Record<string, number>> {
    return { workers: this.#strikes - this.#owners, midBatch: this.#midBatch, owners: this.#owners };
  }
}
