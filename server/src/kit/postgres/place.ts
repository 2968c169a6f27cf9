import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { messageOf, StartupError, systemCode } from '../startup-error.ts';
import { type Account, asAccount, isRoot, systemAccount } from './account.ts';
import { type Binaries, findBinaries, reachableBinaries } from './binaries.ts';
import { readState, type State } from './state.ts';

/** Where the embedded server's parts lie and who runs it. */
export interface Place {
  /** Absolute, with symbolic links resolved, so that it can be compared with what a running server says. */
  readonly dataDir: string;
  /** PostgreSQL's own data directory; it may not exist yet. */
  readonly cluster: string;
  readonly account: Account;
  readonly binaries: Binaries;
}

/** What root keeps outside a data directory that the system user cannot reach. */
const sharedHome = '/var/lib/sarafan';

/** Makes the data directory if need be and proves that it can be written. Returns its real path. */
export function prepareDataDir(dataDir: string): string {
  try {
    // The system user that runs PostgreSQL for root must pass through; files inside are closed one by one.
    mkdirSync(dataDir, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
    const real = realpathSync(dataDir);
    const probe = join(real, `.probe-${process.pid}`);
    writeFileSync(probe, '', { mode: 0o600 });
    rmSync(probe, { force: true });
    return real;
  } catch (error) {
    throw new StartupError(`The data directory ${dataDir} cannot be used: ${whyUnusable(error)}.`);
  }
}

function whyUnusable(error: unknown): string {
  switch (systemCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return `the user ${nameOfUser()} may not write there`;
    case 'EROFS':
      return 'its file system is read-only';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a part of its path is a file and not a directory';
    case 'ENOSPC':
      return 'its disk is full';
    default:
      return messageOf(error);
  }
}

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    // Containers run under ids that have no name.
    return `number ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** Decides where the cluster lies and who runs it. `dataDir` is a real path and we hold its lock. */
export function choosePlace(dataDir: string): Place {
  const state = readState(dataDir);
  if (state !== undefined) refuseCopy(dataDir, state);
  const known = state === undefined ? undefined : clusterOf(dataDir, state);
  if (!isRoot()) return placeForSelf(dataDir, known ?? join(dataDir, 'postgres'));
  const account = (known === undefined ? undefined : ownerOf(known)) ?? systemAccount();
  const cluster = known ?? (admits(dataDir, account) ? join(dataDir, 'postgres') : externalCluster(dataDir));
  return { dataDir, cluster, account, binaries: reachableBinaries(findBinaries(), account, sharedHome) };
}

function placeForSelf(dataDir: string, cluster: string): Place {
  const account: Account = { kind: 'self' };
  const uid = statSync(cluster, { throwIfNoEntry: false })?.uid;
  if (uid !== undefined && uid !== process.getuid?.()) {
    throw new StartupError(
      `The database in ${cluster} belongs to the user with id ${uid}; start Sarafan as the user that made it.`,
    );
  }
  return { dataDir, cluster, account, binaries: reachableBinaries(findBinaries(), account, dataDir) };
}

/** A cluster is a name inside the data directory, or an absolute path when root had to put it elsewhere. */
function clusterOf(dataDir: string, state: State): string {
  return isAbsolute(state.cluster) ? state.cluster : join(dataDir, state.cluster);
}

/** What the state file says of the cluster: so a data directory that holds its cluster may be moved. */
export function clusterForState(place: Place): string {
  return dirname(place.cluster) === place.dataDir ? basename(place.cluster) : place.cluster;
}

/** A copy of a data directory points to the same outside cluster as its original, which must not be shared. */
function refuseCopy(dataDir: string, state: State): void {
  if (!isAbsolute(state.cluster) || state.home === dataDir) return;
  if (readState(state.home)?.cluster !== state.cluster) return;
  throw new StartupError(
    `${dataDir} is a copy of ${state.home}, and its database lies outside of both, in ${state.cluster}; ` +
      'copy the database with pg_dump instead, or remove the original.',
  );
}

function ownerOf(cluster: string): Account | undefined {
  const stat = statSync(cluster, { throwIfNoEntry: false });
  return stat === undefined || stat.uid === 0 ? undefined : { kind: 'other', uid: stat.uid, gid: stat.gid };
}

/** Whether the account can reach and write a folder of its own inside the data directory. */
function admits(dataDir: string, account: Account): boolean {
  if (account.kind === 'self') return true;
  if (existsSync(join(dataDir, 'postgres'))) return true;
  const probe = join(dataDir, `postgres.probe-${process.pid}`);
  try {
    mkdirSync(probe, { mode: 0o700 });
    chownSync(probe, account.uid, account.gid);
    const result = spawnSync('/bin/sh', ['-c', 'cd "$1" && : > probe', 'sh', probe], {
      ...asAccount(account),
      cwd: '/',
      timeout: 20_000,
    });
    return result.status === 0;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

function externalCluster(dataDir: string): string {
  return join(sharedHome, `data-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`);
}
