import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { migrations } from '../../../server/migrations/index.ts';
import { systemClock } from '../../../server/src/kit/clock.ts';
import { createPool, type Pool } from '../../../server/src/kit/db.ts';
import { createLog } from '../../../server/src/kit/log.ts';
import { migrate } from '../../../server/src/kit/migrate.ts';
import { openDatabase } from '../../../server/src/kit/postgres/open.ts';
import { systemRandom } from '../../../server/src/kit/random.ts';
import { createSecrets } from '../../../server/src/kit/secrets.ts';
import { type Rooms, wireRooms } from '../../../server/src/wiring.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';

/** A data directory of a benchmark's own, with a PostgreSQL that is as durable as a customer's. */
export interface Place {
  readonly url: string;
  readonly dataDir: string;
  /** As `MASTER_KEY` takes it, so that a server shares our secrets. */
  readonly masterKey: string;
  readonly pool: Pool;
  /** The rooms of this process, which accepts facts and processes none. */
  readonly rooms: Rooms;
  /** Has something closed before the database is, the last one first. */
  atClose(close: () => void | Promise<void>): void;
  close(): Promise<void>;
}

async function openPlace(name: string): Promise<Place> {
  const folder = temporaryFolder(`bench-${name}`);
  // PostgreSQL refuses root, so for root it runs as another user, who must be able to pass through.
  chmodSync(folder.path, 0o711);
  const log = createLog('error');
  const database = await openDatabase({ dataDir: folder.path, databaseUrl: undefined, role: 'all' }, log);
  const { url } = database;
  const pool = createPool(url, { max: 8, applicationName: 'sarafan bench' });
  const stop = async (): Promise<void> => {
    await pool.end();
    await database.stop();
    folder.remove();
  };
  try {
    await migrate(pool, migrations);
    const key = randomBytes(32);
    const options = { pool, url, clock: systemClock, random: systemRandom, secrets: createSecrets(key), log };
    const rooms = wireRooms({ ...options, publicUrl: 'http://localhost:4100', works: false });
    const closings: (() => void | Promise<void>)[] = [() => rooms.engine.stop()];
    return {
      url,
      dataDir: folder.path,
      masterKey: key.toString('base64'),
      pool,
      rooms,
      atClose: (close) => closings.push(close),
      async close() {
        for (const close of closings.toReversed()) await close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Gives a benchmark its place and takes it away again, however it ends. */
export async function inPlace<Result>(name: string, work: (place: Place) => Promise<Result>): Promise<Result> {
  const place = await openPlace(name);
  try {
    return await work(place);
  } finally {
    await place.close();
  }
}
