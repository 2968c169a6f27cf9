import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf, StartupError, systemCode } from '../startup-error.ts';
import { asAccount } from './account.ts';
import { makeOpenFolder } from './folder.ts';
import type { Place } from './place.ts';
import { superuser } from './state.ts';

/** PostgreSQL's own log in the data directory. */
export const logName = 'postgres.log';
const initdbTimeoutMs = 120_000;

/** Whether the cluster exists. It appears by a rename when `initdb` is through, so it is never half made. */
export function clusterExists(place: Place): boolean {
  return statSync(join(place.cluster, 'PG_VERSION'), { throwIfNoEntry: false }) !== undefined;
}

/** A cluster can be read only by the major version that made it. */
export function refuseOtherMajor(place: Place): void {
  const made = Number.parseInt(readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8'), 10);
  if (made === place.binaries.major) return;
  throw new StartupError(
    `The database in ${place.cluster} was made by PostgreSQL ${made}, and this version of Sarafan brings PostgreSQL ` +
      `${place.binaries.major}; start the version of Sarafan that made it, or move the data with pg_dump.`,
  );
}

/**
 * Whether the cluster is the rest of a data directory that has been removed. Only a cluster that lies elsewhere can be:
 * it has been used, and its new data directory has not.
 */
export function isLeftOver(place: Place): boolean {
  const used = existsSync(join(place.dataDir, logName));
  return dirname(place.cluster) !== place.dataDir && clusterExists(place) && !used;
}

/** Moves such a cluster out of the way, in the place of one that was moved before. Nothing may run on it. */
export function setAside(place: Place): string {
  const aside = `${place.cluster}.old`;
  rmSync(aside, { recursive: true, force: true });
  renameSync(place.cluster, aside);
  return aside;
}

/**
 * Makes a new cluster: UTF-8 and code-point order whatever the system's locale, checksums, passwords by SCRAM. It is
 * made under another name and renamed, so an interrupted attempt leaves only a folder that the next one removes.
 */
export async function createCluster(place: Place, password: string, durable: boolean): Promise<void> {
  const parent = dirname(place.cluster);
  makeOpenFolder(parent);
  removeLeftovers(place);
  const temporary = `${place.cluster}.init-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${temporary}.password`;
  try {
    mkdirSync(temporary, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    give(place, temporary);
    give(place, passwordFile);
    await initdb(place, temporary, passwordFile, durable);
    renameSync(temporary, place.cluster);
    if (durable) syncFolder(parent);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    if (error instanceof StartupError) throw error;
    throw new StartupError(`The database could not be made in ${place.cluster}: ${messageOf(error)}.`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function removeLeftovers(place: Place): void {
  const parent = dirname(place.cluster);
  const prefix = `${basename(place.cluster)}.init-`;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    try {
      rmSync(join(parent, name), { recursive: true, force: true });
    } catch (error) {
      // The initdb of a killed start is still writing there. It does no harm: the new folder has another name.
      if (systemCode(error) !== 'ENOTEMPTY') throw error;
    }
  }
}

function give(place: Place, path: string): void {
  if (place.account.kind === 'other') chownSync(path, place.account.uid, place.account.gid);
  else chmodSync(path, statSync(path).isDirectory() ? 0o700 : 0o600);
}

async function initdb(place: Place, folder: string, passwordFile: string, durable: boolean): Promise<void> {
  const failure = await runProgram(
    place,
    'initdb',
    [
      ...['-D', folder, '-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--data-checksums'],
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(durable ? [] : ['--no-sync']),
    ],
    '',
  );
  if (failure !== undefined) {
    throw new StartupError(`The database could not be made in ${place.cluster}: initdb says "${failure}".`);
  }
}

/**
 * Gives the superuser a new password without knowing the old one, for a cluster whose `postgres.json` is lost. The
 * server must not run: this is PostgreSQL's single-user mode, which needs only the right to the files.
 */
export async function resetPassword(place: Place, password: string): Promise<void> {
  const statement = `alter role ${superuser} password '${password}'\n`;
  const failure = await runProgram(place, 'postgres', ['--single', '-D', place.cluster, 'postgres'], statement);
  if (failure !== undefined) {
    throw new StartupError(`The password of the database in ${place.cluster} could not be set anew: "${failure}".`);
  }
}

/** Runs one of PostgreSQL's programs to its end; undefined on success, otherwise the line that says most. */
function runProgram(
  place: Place,
  program: 'initdb' | 'postgres',
  args: readonly string[],
  input: string,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(join(place.binaries.home, 'bin', program), args, {
      ...asAccount(place.account),
      cwd: '/',
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: initdbTimeoutMs,
      killSignal: 'SIGKILL',
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-10_000);
    });
    child.stdin.on('error', () => {
      // The program ended without reading all; its exit status tells why.
    });
    child.stdin.end(input);
    child.once('error', (error) => resolve(error.message));
    child.once('close', (status, signal) => {
      if (status === 0) resolve(undefined);
      else resolve(mostTellingLine(errors) ?? `it ended with ${status ?? signal ?? 'no status'}`);
    });
  });
}

/** The first line that speaks of an error, else the last one. */
export function mostTellingLine(text: string): string | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.find((line) => /\b(error|FATAL|PANIC)\b/i.test(line)) ?? lines.at(-1);
}

/** A rename is durable only when the folder that holds both names is. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
