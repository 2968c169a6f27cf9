import pg from 'pg';
import type { Log } from '../log.ts';
import { StartupError } from '../startup-error.ts';
import { adoptPostmaster } from './adopted.ts';
import { clusterExists, createCluster, isLeftOver, refuseOtherMajor, resetPassword, setAside } from './cluster.ts';
import type { Hold } from './hold.ts';
import { choosePlace, clusterForState, type Place } from './place.ts';
import { freePort, isPortFree } from './ports.ts';
import { launch } from './postmaster.ts';
import { type Postmaster, settlePostmaster } from './postmaster-file.ts';
import { sleep } from './processes.ts';
import { databaseName, newPassword, readState, type State, urlOf, writeState } from './state.ts';

/** A server that this process has started. */
export interface RunningServer {
  readonly state: State;
  readonly postmaster: Postmaster;
}

const startAttempts = 12;
/** A restart is tried again by the one who asked for it, so it gives up sooner. */
const restartAttempts = 4;
const firstPauseMs = 100;
const longestPauseMs = 5000;

/** The pause before the attempt with this number (from 0): it doubles up to five seconds. */
export function pauseBefore(attempt: number): number {
  return attempt === 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
}

export interface StartOptions {
  readonly durable: boolean;
  /** Addresses have been given out, so the port must stay what it is. */
  readonly keepPort: boolean;
  readonly log: Log;
  /** Asked between the steps: the caller may have decided to stop. */
  readonly cancelled: () => boolean;
  /** Ours, of the present pipe. */
  readonly hold: Hold;
}

/**
 * Brings the server of a data directory up, making its cluster first if there is none; or adopts the one that still
 * runs because others use it. The caller holds the lock, so nobody else does the same.
 */
export async function startServer(dataDir: string, options: StartOptions): Promise<RunningServer> {
  const place = choosePlace(dataDir);
  const adopted = await adoptServer(place);
  if (adopted !== undefined) return adopted;
  let state = await prepareCluster(place, options);
  refuseOtherMajor(place);
  let detail = 'it was told to stop';
  const attempts = options.keepPort ? restartAttempts : startAttempts;
  for (let attempt = 0; attempt < attempts && !options.cancelled(); attempt += 1) {
    await sleep(pauseBefore(attempt));
    await settlePostmaster(place.cluster);
    state = await withUsablePort(place, state, options);
    const result = await launch(place, state.port, options);
    if (result.kind === 'ready') {
      await createDatabase(state);
      return { state, postmaster: result.postmaster };
    }
    detail = result.detail;
    if (result.kind === 'failed') break;
    options.log.warn({ detail }, 'PostgreSQL could not start yet');
  }
  throw new StartupError(`The PostgreSQL of ${dataDir} does not start: ${detail}; its log is ${dataDir}/postgres.log.`);
}

async function adoptServer(place: Place): Promise<RunningServer | undefined> {
  const state = readState(place.dataDir);
  const postmaster = adoptPostmaster(place.cluster);
  if (state === undefined || postmaster === undefined || !(await answers(state))) return undefined;
  return { state, postmaster };
}

/** The password is written down before the cluster is made with it, so that no crash can lose it in between. */
async function prepareCluster(place: Place, options: StartOptions): Promise<State> {
  const known = readState(place.dataDir);
  const state: State = {
    cluster: clusterForState(place),
    home: place.dataDir,
    port: known?.port ?? (await freePort()),
    password: known?.password ?? newPassword(),
  };
  if (known === undefined || known.home !== state.home) writeState(place.dataDir, state);
  if (known === undefined && isLeftOver(place)) {
    await settlePostmaster(place.cluster);
    const aside = setAside(place);
    options.log.warn({ aside }, 'The data directory is new; the database of the one that was removed is kept aside');
  }
  if (!clusterExists(place)) {
    options.log.info({ cluster: place.cluster }, 'Making the database');
    await createCluster(place, state.password, options.durable);
  } else if (known === undefined) {
    refuseOtherMajor(place);
    await settlePostmaster(place.cluster);
    options.log.warn({ cluster: place.cluster }, 'postgres.json is missing; the database gets a new password');
    await resetPassword(place, state.password);
  }
  return state;
}

async function withUsablePort(place: Place, state: State, options: StartOptions): Promise<State> {
  if (options.keepPort || (await isPortFree(state.port))) return state;
  const moved: State = { ...state, port: await freePort() };
  options.log.warn({ from: state.port, to: moved.port }, 'The port of PostgreSQL is taken, using another');
  writeState(place.dataDir, moved);
  return moved;
}

async function createDatabase(state: State): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(state, 'postgres'), connectionTimeoutMillis: 10_000 });
  client.on('error', () => {
    // The failed call tells of it.
  });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}

/** Whether the server that the state describes answers under its password. */
export async function answers(state: State): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(state), connectionTimeoutMillis: 3000, query_timeout: 3000 });
  client.on('error', () => {
    // The failed call tells of it.
  });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    // Whatever the reason, it cannot be used now; the caller asks again.
    return false;
  } finally {
    await client.end().catch(() => {
      // It was never open.
    });
  }
}
