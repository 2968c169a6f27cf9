import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { AcceptedFact, FactBody } from '../../server/src/engine/fact.ts';
import { createEngine, type Engine, type Reactor } from '../../server/src/engine/index.ts';
import { VirtualClock } from '../../server/src/kit/clock.ts';
import { idFrom, type Lane } from '../../server/src/kit/values/ids.ts';
import { laneOfAnchor } from '../../server/src/kit/values/lane.ts';
import { peopleDirectory } from '../../server/src/rooms/people/index.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

export const workspace = idFrom('wsp', new Uint8Array(10).fill(5));
export const start = Date.UTC(2026, 4, 1);

/** More batches than any of these tests can need; one that needs more goes on for ever. */
const batchesAtMost = 400;

/** Engines with rooms of the test's own on one database, driven batch by batch, and what they wrote. */
export interface Arena {
  readonly database: FreshDatabase;
  readonly clock: VirtualClock;
  /** What the engines logged, one line each: the level's number and the message. */
  readonly logged: readonly { readonly level: number; readonly msg: string }[];
  /** An engine of a process of its own that takes a batch when it is told; the arena stops it. */
  engine(reactors: readonly Reactor[], clock?: VirtualClock): Engine;
  /** One that works by itself. */
  worker(reactors: readonly Reactor[]): Promise<Engine>;
  /** Accepts a server's facts named `name`, one for each user, under the ids `<name>-<n>`. */
  tell(engine: Engine, name: string, users: readonly string[]): Promise<void>;
  waiting(): Promise<number>;
  /** Message ids in the order in which they took effect, lane by lane. */
  history(): Promise<string[]>;
  quarantine(): Promise<QuarantineRow[]>;
  close(): Promise<void>;
}

export interface QuarantineRow {
  readonly lane: Lane;
  readonly quarantine_id: string;
  readonly message_id: string;
  readonly error: string;
}

export async function createArena(): Promise<Arena> {
  const database = await freshDatabase();
  const clock = new VirtualClock(start);
  const logged: { level: number; msg: string }[] = [];
  const log = pino({ level: 'info' }, linesTo(logged));
  const engines: Engine[] = [];
  const { pool, url } = database;
  let told = 0;
  const read = async <Row extends object>(sql: string): Promise<Row[]> => (await pool.query<Row>(sql)).rows;
  const create = (reactors: readonly Reactor[], own: VirtualClock, works: boolean): Engine => {
    const engine = createEngine({ pool, url, directory: peopleDirectory, reactors, clock: own, log, works });
    engines.push(engine);
    return engine;
  };
  return {
    database,
    clock,
    logged,
    engine: (reactors, own = clock) => create(reactors, own, false),
    async worker(reactors) {
      const engine = create(reactors, clock, true);
      await engine.start();
      return engine;
    },
    async tell(engine, name, users) {
      await engine.inbox.accept(
        users.map((userId) => {
          told += 1;
          return factOf(`${name}-${told}`, { type: 'track', name, timestamp: clock.now(), userId }, clock.now());
        }),
      );
    },
    waiting: async () => Number((await read<{ n: string }>('select count(*) as n from engine_inbox'))[0]?.n),
    async history() {
      const rows = await read<{ message_id: string }>('select message_id from engine_facts order by lane, seq');
      return rows.map((row) => row.message_id);
    },
    quarantine: () =>
      read<QuarantineRow>(
        `select lane, quarantine_id, message_id, error from engine_quarantine where released_at is null
         order by lane, quarantine_id`,
      ),
    async close() {
      for (const engine of engines) await engine.stop();
      await database.drop();
    },
  };
}

function linesTo(logged: { level: number; msg: string }[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().split('\n').filter(Boolean)) {
        logged.push(JSON.parse(line) as { level: number; msg: string });
      }
      done();
    },
  });
}

export function laneOf(userId: string): Lane {
  return laneOfAnchor(workspace, `userId:${userId}`);
}

/** A server's fact in the lane of its user id, as ingestion would hand it in. */
export function factOf(messageId: string, body: FactBody & { readonly userId: string }, at: number): AcceptedFact {
  return { workspace, lane: laneOf(body.userId), trust: 'server', messageId, acceptedAt: at, body };
}

/** User ids of one lane, as many as asked for. */
export function neighbours(count: number, lane: Lane): string[] {
  const found: string[] = [];
  for (let index = 0; found.length < count; index += 1) {
    const userId = `user-${index}`;
    if (laneOf(userId) === lane) found.push(userId);
  }
  return found;
}

/** A room that does nothing but what the test says. */
export function reactor(name: string, rest: Partial<Reactor>): Reactor {
  return {
    name,
    subjects: ['per'],
    loadDefinitions: () => Promise.resolve(undefined),
    decide: () => ({}),
    ...rest,
  };
}

/** Takes batches until two in a row found nothing; throws when they do not come to an end. */
export async function settle(engine: Engine): Promise<void> {
  let idle = 0;
  for (let batches = 0; idle < 2; batches += 1) {
    if (batches > batchesAtMost) throw new Error('The engine does not come to rest');
    idle = (await engine.step()) === 0 ? idle + 1 : 0;
  }
}

/** Takes batches, also after failures, as a worker's loop does; returns what they threw. */
export async function insist(engine: Engine, batches: number): Promise<unknown[]> {
  const thrown: unknown[] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    await engine.step().catch((error: unknown) => thrown.push(error));
  }
  return thrown;
}
