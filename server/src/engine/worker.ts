import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Clock } from '../kit/clock.ts';
import { inTransaction, isRetryable } from '../kit/db.ts';
import { type Lane, laneCount } from '../kit/values/ids.ts';
import { type BatchEngine, type BatchReport, runBatch } from './batch/batch.ts';
import type { ClaimScope } from './batch/claim.ts';
import { ClaimLost } from './batch/resolve.ts';
import { Brake } from './brake.ts';
import { engineLimits } from './limits.ts';
import { isStoreFault } from './poison.ts';
import { HeldBack, isolateFailure } from './quarantine.ts';
import { Rest } from './rest.ts';

export interface WorkerOptions {
  readonly engine: BatchEngine;
  readonly clock: Clock;
  readonly log: Logger;
  /** Batches of this worker that may overlap: one computes while the database works for the others. */
  readonly slots: number;
  readonly onBatch: (report: BatchReport) => void;
}

/**
 * Takes batches while there is work and sleeps when there is none. Any number of workers may run, in any number of
 * processes: they share lanes by row locks alone, so one that dies or hangs is followed by the others without a
 * protocol.
 */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #brake: Brake;
  readonly #loops: Promise<void>[] = [];
  #stopped = false;
  #offset = 0;
  /** Counts wakings, so that one that comes during a batch is not slept through. */
  #wakings = 0;
  readonly #rest = new Rest();
  /** Ends the pauses that failures made; new facts do not. */
  readonly #stopping = new AbortController();
  /** In a row, over all slots: what one could not do, the next one would try at once. */
  #failures = 0;
  #atWork = 0;
  #begunAt = 0;
  #untidied = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #vacuuming: Promise<void> | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#brake = new Brake(options.log);
  }

  start(): void {
    for (let slot = 0; slot < this.#options.slots; slot += 1) this.#loops.push(this.#loop());
  }

  /**
   * Something new is in the inbox. A slot at work looks again when it is done; another begins only if that takes long
   * or a batch leaves something behind, since two small batches cost nearly twice as much as one of both.
   */
  wake(): void {
    this.#wakings += 1;
    if (this.#atWork === 0 || performance.now() - this.#begunAt > patienceMs) this.#rest.wakeOne();
  }

  /** Finishes the batches under way and stops. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopping.abort();
    this.#rest.wakeAll();
    await Promise.all(this.#loops);
    await this.#vacuuming;
  }

  async #loop(): Promise<void> {
    // A batch that failed for want of time would do so again, so the next one is half as large.
    let halvings = 0;
    while (!this.#stopped) {
      const wakings = this.#wakings;
      try {
        const { arrivals, isDrained } = await this.#work(halvings);
        if (arrivals > 0) this.#failures = 0;
        halvings = Math.max(0, halvings - 1);
        if (isDrained) await this.#sleep(wakings, pollMs);
        else this.#rest.wakeOne();
      } catch (error) {
        this.#failures = Math.min(this.#failures + 1, 6);
        halvings = Math.min(halvings + 1, halvingsAtMost);
        this.#tell(error);
        await this.#pause(50 * 2 ** this.#failures);
      }
    }
  }

  async #work(halvings: number): Promise<Step> {
    this.#atWork += 1;
    this.#begunAt = performance.now();
    try {
      return await this.#step(this.#looksForTimers(), halvings);
    } finally {
      this.#atWork -= 1;
    }
  }

  #tell(error: unknown): void {
    const { log } = this.#options;
    if (isStoreFault(error)) log.error({ err: error }, 'The store has a fault; facts wait until it is mended');
    else log.warn({ err: error }, 'A batch could not be run; its facts stay in the inbox');
  }

  /**
   * One batch; the number of facts and timers it took. Failures of facts are isolated here; faults of the database are
   * thrown, and so is the failure of a fact that the brake keeps in its lane.
   */
  async step(): Promise<number> {
    return (await this.#step(true, 0)).arrivals;
  }

  /** Now and then: at full speed a look at the timers of every lane would cost as much as a small batch. */
  #looksForTimers(): boolean {
    const elapsed = performance.now();
    if (elapsed - this.#lookedAt < timersMs) return false;
    this.#lookedAt = elapsed;
    return true;
  }

  async #step(withTimers: boolean, halvings: number): Promise<Step> {
    const lanesAtMost = Math.max(1, engineLimits.lanesPerBatch >> halvings);
    this.#offset = (this.#offset + lanesAtMost) % laneCount;
    const scope: ClaimScope = {
      facts: Math.max(1, engineLimits.factsPerBatch >> halvings),
      lanesAtMost,
      offset: this.#offset,
      withTimers,
    };
    try {
      const report = await runBatch(this.#options.engine, this.#options.clock.now(), scope);
      this.#note(report);
      this.#tidyUp(report.arrivals);
      return report;
    } catch (error) {
      if (isRetryable(error)) throw error;
      if (error instanceof ClaimLost) return { arrivals: 1, isDrained: false };
      this.#options.log.warn({ err: error }, 'A batch failed; looking for the fact that fails');
      return { arrivals: await this.#isolate(), isDrained: false };
    }
  }

  #note(report: BatchReport): void {
    if ((report.writes?.history.length ?? 0) > 0) this.#brake.release();
    this.#options.onBatch(report);
  }

  /**
   * Rows that left the inbox stand in its index until a vacuum, and every claim walks over them. The database's own
   * comes by too seldom for a queue at full speed, so whoever has emptied enough of it asks for one.
   */
  #tidyUp(arrivals: number): void {
    this.#untidied += arrivals;
    if (this.#untidied < engineLimits.arrivalsPerVacuum || this.#vacuuming !== undefined) return;
    this.#untidied = 0;
    this.#vacuuming = this.#options.engine.pool
      .query('vacuum (index_cleanup on, truncate off, skip_locked on) engine_inbox')
      .then(
        () => undefined,
        (error: unknown) => this.#options.log.warn({ err: error }, 'The inbox could not be vacuumed'),
      )
      .finally(() => {
        this.#vacuuming = undefined;
      });
  }

  /**
   * Runs every lane with work by itself, so that a failing fact holds up only its own lane while it is looked for. A
   * lane that meets a fault of the store, or the brake, stays as it is; what stopped it is thrown when all lanes have
   * had their turn.
   */
  async #isolate(): Promise<number> {
    const { clock, log } = this.#options;
    const onBatch = (report: BatchReport): void => this.#note(report);
    const isolation = { engine: this.#options.engine, clock, log, brake: this.#brake, onBatch };
    const stopped: unknown[] = [];
    let taken = 0;
    for (const lane of await lanesWithWork(this.#options.engine, clock)) {
      if (this.#stopped) break;
      try {
        taken += await isolateFailure(isolation, lane);
      } catch (error) {
        // Another batch was first: the lane is taken again.
        if (error instanceof ClaimLost) continue;
        if (!isStoreFault(error) && !(error instanceof HeldBack)) throw error;
        stopped.push(error);
      }
    }
    if (stopped.length > 0) throw stopped.find(isStoreFault) ?? stopped[0];
    return taken;
  }

  async #pause(forMs: number): Promise<void> {
    await delay(forMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  async #sleep(wakings: number, forMs: number): Promise<void> {
    if (this.#stopped || this.#wakings !== wakings) return;
    await this.#rest.sleep(forMs);
  }
}

type Step = Pick<BatchReport, 'arrivals' | 'isDrained'>;

/** So many make one fact of one lane out of the largest batch. */
const halvingsAtMost = Math.floor(Math.log2(engineLimits.factsPerBatch));

/** How often lanes are looked at for timers alone. */
const timersMs = 250;

/** For so long the other slots leave new facts to the one that is at work. */
const patienceMs = 50;

/** How often an idle worker looks by itself, for timers and for notices that were lost. */
const pollMs = 1_000;

async function lanesWithWork(engine: BatchEngine, clock: Clock): Promise<Lane[]> {
  return inTransaction(engine.pool, async (tx) => {
    const { rows } = await tx.query<{ lane: number }>(
      `select l.lane from engine_lanes l
       where exists (select from engine_inbox i where i.lane = l.lane)
          or exists (select from engine_timers t where t.lane = l.lane and t.due_at <= $1)`,
      [clock.now()],
    );
    return rows.map((row) => row.lane);
  });
}
