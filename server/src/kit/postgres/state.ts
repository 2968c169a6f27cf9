import { randomBytes } from 'node:crypto';
import { chownSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError, systemCode } from '../startup-error.ts';
import { isRoot } from './account.ts';

/** What a data directory remembers of its embedded server, in `postgres.json`, readable by its owner alone. */
export interface State {
  /** A name inside the data directory, or an absolute path. */
  readonly cluster: string;
  /** The data directory for which this was written. */
  readonly home: string;
  readonly port: number;
  readonly password: string;
}

export const superuser = 'sarafan';
export const databaseName = 'sarafan';
const fileName = 'postgres.json';

/** Undefined when there is no such file yet. */
export function readState(dataDir: string): State | undefined {
  const path = join(dataDir, fileName);
  try {
    const state: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isState(state)) return state;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'EACCES') {
      throw new StartupError(
        `${path} belongs to another user; start Sarafan as the user that made this data directory.`,
      );
    }
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new StartupError(`${path} is damaged; remove it, and Sarafan will give its database a new password and port.`);
}

/** Writes to a temporary file and renames, so that a reader never sees half of it. */
export function writeState(dataDir: string, state: State): void {
  const temporary = join(dataDir, `${fileName}.${process.pid}`);
  writeFileSync(temporary, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  keepOwner(dataDir, temporary);
  renameSync(temporary, join(dataDir, fileName));
}

/** What root writes into another user's data directory stays that user's. */
export function keepOwner(dataDir: string, path: string): void {
  if (!isRoot()) return;
  const { uid, gid } = statSync(dataDir);
  chownSync(path, uid, gid);
}

export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** The address of one database of the embedded server. */
export function urlOf(state: State, database = databaseName): string {
  return `postgres://${superuser}:${state.password}@127.0.0.1:${state.port}/${database}`;
}

function isState(value: unknown): value is State {
  if (typeof value !== 'object' || value === null) return false;
  const { cluster, home, port, password } = value as Partial<Record<keyof State, unknown>>;
  const texts = [cluster, home, password].every((text) => typeof text === 'string' && text !== '');
  return texts && typeof port === 'number' && Number.isInteger(port);
}
