import type { FastifyInstance, RouteOptions } from 'fastify';
import { pino } from 'pino';
import { createHttp } from '../../server/src/http.ts';
import { VirtualClock } from '../../server/src/kit/clock.ts';
import type { OutgoingOptions } from '../../server/src/kit/outgoing/post.ts';
import { systemRandom } from '../../server/src/kit/random.ts';
import { createSecrets } from '../../server/src/kit/secrets.ts';
import { type Rooms, wireRooms } from '../../server/src/wiring.ts';
import { type FreshDatabase, type FreshDatabaseOptions, freshDatabase } from './database.ts';

/** Where browsers find the server. */
export const publicUrl = 'http://localhost:4100';
/** What every world seals and signs with. */
export const testSecrets = createSecrets(new Uint8Array(32).fill(7));

export const worldStart = Date.UTC(2026, 0, 15, 9, 0, 0);

/**
 * A whole server without its process: real PostgreSQL, a clock that the test moves, batches taken when the test says.
 */
export interface World {
  readonly rooms: Rooms;
  readonly clock: VirtualClock;
  readonly database: FreshDatabase;
  /** Everything that the server answers; ask it with `inject`. */
  readonly http: FastifyInstance;
  readonly routes: readonly RouteOptions[];
  /** Takes batches until nothing is left to do. */
  settle(): Promise<void>;
  /** Takes batches until the given work, which waits for the engine, has its answer. */
  during<Result>(work: Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Options of the database, too. */
export interface WorldOptions extends FreshDatabaseOptions {
  /** Where browsers find it: its pages and links name that address. */
  readonly at?: string;
  /** Endpoints of the test's own are on this machine, so messages may go there unless this says otherwise. */
  readonly outgoing?: OutgoingOptions;
}

export async function createWorld({ at = publicUrl, outgoing, ...options }: WorldOptions = {}): Promise<World> {
  const database = await freshDatabase(options);
  const clock = new VirtualClock(worldStart);
  const secrets = testSecrets;
  const log = pino({ level: 'warn' }, pino.destination(2));
  const { pool, url } = database;
  const rooms = wireRooms({
    ...{ pool, url, clock, random: systemRandom, secrets, log, publicUrl: at, works: false },
    outgoing: outgoing ?? { allowsPrivate: true },
  });
  const routes: RouteOptions[] = [];
  const http = await createHttp({
    ...{ rooms, pool, clock, random: systemRandom, log, publicUrl: at },
    onRoute: (route) => routes.push(route),
  });
  const takeAll = async (): Promise<void> => {
    // Two empty steps in a row: a step looks at half of the lanes.
    for (let idle = 0; idle < 2; ) idle = (await rooms.engine.step()) === 0 ? idle + 1 : 0;
  };
  // One after another: lanes that somebody else has in hand look as if nothing were left to do.
  let last = Promise.resolve();
  const settle = (): Promise<void> => {
    const mine = last.then(takeAll);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    rooms,
    clock,
    database,
    http,
    routes,
    settle,
    async during(work) {
      let done = false;
      const finished = work.finally(() => {
        done = true;
      });
      while (!done) {
        await settle();
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      return finished;
    },
    async close() {
      await http.close();
      await rooms.engine.stop();
      await rooms.webhookSender.stop();
      await database.drop();
    },
  };
}
