import type { FastifyInstance } from 'fastify';
import { migrations } from '../migrations/index.ts';
import { forgetOutbox, forgetRefusals } from './engine/index.ts';
import { createHttp } from './http.ts';
import { systemClock } from './kit/clock.ts';
import type { Config } from './kit/config.ts';
import { createPool, type Pool } from './kit/db.ts';
import type { Log } from './kit/log.ts';
import { migrate } from './kit/migrate.ts';
import { openDatabase } from './kit/postgres/open.ts';
import { systemRandom } from './kit/random.ts';
import { createSecrets, loadMasterKey } from './kit/secrets.ts';
import { StartupError, systemCode } from './kit/startup-error.ts';
import { dayMs, hourMs } from './kit/values/time.ts';
import { type Rooms, wireRooms } from './wiring.ts';

/** A database that is open, migrated and wired to the rooms: what both the server and the command line work with. */
export interface Opened {
  readonly rooms: Rooms;
  readonly pool: Pool;
  close(): Promise<void>;
}

export async function openRooms(
  config: Config,
  log: Log,
  works: boolean,
  onLost: (reason: string) => void = () => undefined,
): Promise<Opened> {
  const database = await openDatabase(config, log, {
    onEvent: (event) => {
      if (event.kind === 'down') log.warn({ reason: event.reason }, 'PostgreSQL does not answer');
      else if (event.kind === 'restored') log.info({ afterMs: event.afterMs }, 'PostgreSQL answers again');
      else {
        log.error({ reason: event.reason }, 'The database is lost');
        onLost(event.reason);
      }
    },
  });
  const pool = createPool(database.url, { max: 12, applicationName: `sarafan ${config.role}` });
  const close = async (): Promise<void> => {
    await pool.end();
    await database.stop();
  };
  try {
    await migrate(pool, migrations);
    const secrets = createSecrets(loadMasterKey(config));
    const clock = systemClock;
    const { publicUrl } = config;
    const outgoing = { allowsPrivate: config.privateTargets === 'allow' };
    const rooms = wireRooms({
      ...{ pool, url: database.url, clock, random: systemRandom, secrets, log, works, publicUrl, outgoing },
    });
    return { rooms, pool, close };
  } catch (error) {
    await close();
    throw error;
  }
}

export interface Serving {
  /** What people open. */
  readonly url: string;
  /** Where this very process listens. */
  readonly localUrl: string;
  readonly rooms: Rooms;
  /** Resolves with the reason when the database is gone for good: the process should end and be started anew. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

/** Starts the roles of this process and resolves when it is ready. */
export async function serve(config: Config, log: Log): Promise<Serving> {
  const works = config.role !== 'api';
  let tellLost: (reason: string) => void = () => undefined;
  const lost = new Promise<string>((resolve) => {
    tellLost = resolve;
  });
  const opened = await openRooms(config, log, works, (reason) => tellLost(reason));
  const { rooms, pool } = opened;
  let app: FastifyInstance | undefined;
  try {
    await rooms.engine.start();
    if (works) for (const each of rooms.background) each.start();
    if (works) rooms.webhookSender.start();
    if (config.role !== 'worker') {
      const { publicUrl, trustedProxies } = config;
      app = await createHttp({
        ...{ rooms, pool, clock: systemClock, random: systemRandom, log, publicUrl, trustedProxies },
      });
      await listen(app, config);
    }
  } catch (error) {
    await app?.close();
    await stopAll(rooms.background);
    await rooms.engine.stop();
    await rooms.webhookSender.stop();
    await opened.close();
    throw error;
  }
  const cleaning = setInterval(() => {
    const now = systemClock.now();
    const cleaned = Promise.all([
      forgetRefusals(pool, now),
      forgetOutbox(pool, now),
      rooms.imports.forgetStrays(now - dayMs),
      rooms.webhookDeliveries.sweep(),
    ]);
    cleaned.catch((error: unknown) => log.warn({ err: error }, 'Cleaning failed'));
  }, hourMs);
  cleaning.unref();
  return {
    url: config.publicUrl,
    localUrl: `http://${config.host}:${config.port}`,
    rooms,
    lost,
    async stop() {
      clearInterval(cleaning);
      await app?.close();
      await stopAll(rooms.background);
      await rooms.engine.stop();
      await rooms.webhookSender.stop();
      await opened.close();
    },
  };
}

async function stopAll(background: Rooms['background']): Promise<void> {
  await Promise.all(background.map((each) => each.stop()));
}

async function listen(app: FastifyInstance, config: Config): Promise<void> {
  try {
    await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    if (systemCode(error) === 'EADDRINUSE') {
      throw new StartupError(`Port ${config.port} is in use by another program. Choose another with PORT=….`);
    }
    if (systemCode(error) === 'EACCES') {
      throw new StartupError(`This user may not listen on port ${config.port}. Choose one above 1024 with PORT=….`);
    }
    throw error;
  }
}
