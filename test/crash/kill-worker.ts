import type { Draws } from '../soak/ledger/draws.ts';
import { eventually, type ServerProcess, sleep } from '../support/process.ts';
import type { Stage } from './stage.ts';
import type { Violence } from './violence.ts';
import { Watch } from './watch.ts';

const midBatchLimitMs = 3_000;
const backLimitMs = 60_000;

/**
 * Two processes share the lanes: one owns the database and listens, the other only works. Mostly the worker is killed,
 * in the middle of a batch where it can be caught in one; every fourth time the owner, which takes the database along.
 */
export class KillWorker implements Violence {
  #stage: Stage | undefined;
  #watch: Watch | undefined;
  #owner: ServerProcess | undefined;
  #worker: ServerProcess | undefined;
  #strikes = 0;
  #midBatch = 0;
  #owners = 0;

  async begin(stage: Stage): Promise<void> {
    this.#stage = stage;
    this.#watch = new Watch(stage.dataDir);
    this.#owner = await stage.start('all');
    this.#worker = await stage.start('worker');
  }

  async strike(draws: Draws): Promise<boolean> {
    const [stage, watch] = [this.#stage, this.#watch];
    if (stage === undefined || watch === undefined) throw new Error('The violence has not begun');
    await sleep(200 + draws.below(1_000));
    this.#strikes += 1;
    if (this.#strikes % 4 === 0) {
      await this.#owner?.kill();
      this.#owners += 1;
      this.#owner = await stage.start('all');
      if (!(await watch.answers(backLimitMs))) throw new Error('PostgreSQL was not started again');
      await this.#reviveWorker(stage);
      return true;
    }
    if (await eventually(async () => (await watch.openBatches('worker')) > 0, midBatchLimitMs, 1)) this.#midBatch += 1;
    await this.#worker?.kill();
    this.#worker = await stage.start('worker');
    return true;
  }

  /** A worker outlives its database; one that does not is started again, as a supervisor would. */
  async #reviveWorker(stage: Stage): Promise<void> {
    if (this.#worker?.ended() !== undefined) this.#worker = await stage.start('worker');
  }

  async end(): Promise<void> {
    const ended = [this.#owner?.ended(), this.#worker?.ended()].filter((each) => each !== undefined);
    if (ended.length > 0) throw new Error(`A process ended by itself: ${ended.join(', ')}`);
  }

  figures(): Readonly<Record<string, number>> {
    return { workers: this.#strikes - this.#owners, midBatch: this.#midBatch, owners: this.#owners };
  }
}
