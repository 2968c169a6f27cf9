import type { Draws } from '../soak/ledger/draws.ts';
import { eventually, type ServerProcess, sleep } from '../support/process.ts';
import type { Stage } from './stage.ts';
import { TwoProcesses } from './two-processes.ts';
import type { Violence } from './violence.ts';
import type { Watch } from './watch.ts';

/** A stop that catches no lanes is taken back and tried again, so many times at the most. */
const attempts = 100;
const looks = 8;
/** Five seconds of patience for a transaction that stands still, and what a busy machine needs on top. */
const freeLimitMs = 15_000;
const backLimitMs = 30_000;

/**
 * One of two workers is stopped in the middle of a batch, as a machine that swaps or a debugger would do it: it keeps
 * its connection and its lanes. The database must take them from it, the other worker must go on with them, and the
 * stopped one, when it is continued, must find out and begin anew. Every other time it is the process that also
 * listens: its senders give up waiting and send again what it has already read.
 */
export class StopWorker implements Violence {
  #both: TwoProcesses | undefined;
  #stops = 0;
  #mostLanes = 0;
  #slowestFreeMs = 0;

  async begin(stage: Stage): Promise<void> {
    this.#both = await TwoProcesses.start(stage);
  }

  async strike(draws: Draws): Promise<boolean> {
    const role = this.#stops % 2 === 0 ? 'worker' : 'all';
    if (this.#both === undefined) throw new Error('The violence has not begun');
    const { watch, owner } = this.#both;
    const worker = role === 'worker' ? this.#both.worker : owner;
    await sleep(100 + draws.below(500));
    const held = await this.#stopWithLanes(watch, worker, role);
    if (held === 0) return false;
    const stoppedAt = performance.now();
    this.#stops += 1;
    this.#mostLanes = Math.max(this.#mostLanes, held);
    const isFree = async (): Promise<boolean> => (await this.#heldForLonger(watch)) === 0;
    if (!(await eventually(isFree, freeLimitMs, 100))) throw new Error('The lanes of a stopped worker are not freed');
    this.#slowestFreeMs = Math.max(this.#slowestFreeMs, Math.round(performance.now() - stoppedAt));
    const continuedAt = await watch.moment();
    worker.signal('SIGCONT');
    const isBack = async (): Promise<boolean> => worker.ended() === undefined && watch.hasWorked(role, continuedAt);
    if (!(await eventually(isBack, backLimitMs, 100))) throw new Error('A continued worker did not go on');
    return true;
  }

  /** Stops the worker at a moment at which it holds lanes; returns how many, none when it has nothing to do. */
  async #stopWithLanes(watch: Watch, worker: ServerProcess, role: 'all' | 'worker'): Promise<number> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      worker.signal('SIGSTOP');
      // What the stopped process had already sent is carried out, and then its transaction stands still.
      await sleep(50);
      const held = (await watch.openBatches(role)) > 0 ? await this.#heldForLonger(watch) : 0;
      if (held > 0) return held;
      worker.signal('SIGCONT');
      await sleep(10);
    }
    return 0;
  }

  /** The other worker's lanes come and go; those that are held at every look are the stopped one's. */
  async #heldForLonger(watch: Watch): Promise<number> {
    let least = Number.POSITIVE_INFINITY;
    for (let look = 0; look < looks && least > 0; look += 1) {
      least = Math.min(least, await watch.heldLanes());
      await sleep(20);
    }
    return least;
  }

  async end(): Promise<void> {
    this.#both?.expectAlive();
  }

  figures(): Readonly<Record<string, number>> {
    return { stops: this.#stops, mostLanes: this.#mostLanes, slowestFreeMs: this.#slowestFreeMs };
  }
}
