import type { Logger } from 'pino';
import type { Clock } from '../kit/clock.ts';
import { createPool, type Pool } from '../kit/db.ts';
import type { BatchEngine, BatchReport } from './batch/batch.ts';
import { Partitions } from './batch/partitions.ts';
import { type CommandDoor, createCommandDoor } from './commands.ts';
import { DefinitionCache } from './definitions.ts';
import type { Directory } from './directory.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { Notices } from './notices.ts';
import { Outbox, type Sender } from './outbox.ts';
import type { Reactor } from './reactor.ts';
import { Worker } from './worker.ts';

export interface EngineOptions {
  readonly pool: Pool;
  readonly url: string;
  readonly directory: Directory;
  /** In the order in which they decide: a room comes after those whose parts it reads. */
  readonly reactors: readonly Reactor[];
  readonly clock: Clock;
  readonly log: Logger;
  /** False for a process that only accepts facts. */
  readonly works: boolean;
  /** Who carries what to the world outside, by channel. */
  readonly senders?: ReadonlyMap<string, Sender>;
}

/** Batches of one worker that may overlap: one computes while the database works for the others. */
const slots = 4;

/** The engine of one process: its inbox, its worker, and the door for commands. */
export interface Engine {
  readonly inbox: Inbox;
  readonly commands: CommandDoor;
  readonly batches: BatchEngine;
  start(): Promise<void>;
  /** Takes one batch now, whether or not the worker runs: tests and tools drive the engine step by step. */
  step(): Promise<number>;
  /** Hands what is due in the outbox to its senders now, in the same way. */
  send(): Promise<number>;
  stop(): Promise<void>;
}

export function createEngine(options: EngineOptions): Engine {
  const { pool, url, directory, reactors, clock, log } = options;
  const connections = createPool(url, {
    max: slots + 1,
    applicationName: `${pool.options.application_name} batches`,
    pipelined: true,
  });
  const batches: BatchEngine = {
    pool: connections,
    directory,
    reactors,
    definitions: new DefinitionCache(reactors),
    partitions: new Partitions(pool),
  };
  const watchers = new Set<() => void>();
  const onBatch = (report: BatchReport): void => {
    if (report.writes === undefined) return;
    if (report.writes.toInbox.length > 0) worker.wake();
    if (report.writes.outbox.length > 0) outbox.wake();
    for (const tell of watchers) tell();
  };
  const worker = new Worker({ engine: batches, clock, log, slots, onBatch });
  const notices = new Notices(pool, url, log);
  const inbox = createInbox(pool, () => {
    if (options.works) worker.wake();
    notices.tell();
  });
  const nextBatch = (atMostMs: number): Promise<void> =>
    new Promise((resolve) => {
      const tell = (): void => {
        clearTimeout(timer);
        watchers.delete(tell);
        resolve();
      };
      // A process that works no lanes has no batches, so only this takes its watchers away again.
      const timer = setTimeout(tell, atMostMs);
      watchers.add(tell);
    });
  const outbox = new Outbox({ pool, clock, log, senders: options.senders ?? new Map() });
  const elapsed = (): number => performance.now();
  return {
    inbox,
    commands: createCommandDoor({ db: pool, inbox, clock, nextBatch, elapsed }),
    batches,
    async start() {
      if (!options.works) return;
      await notices.listen(() => worker.wake());
      worker.start();
      outbox.start();
    },
    step: () => worker.step(),
    send: () => outbox.round(),
    async stop() {
      await inbox.close();
      await notices.stop();
      await worker.stop();
      await outbox.stop();
      await connections.end();
    },
  };
}
