import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../startup-error.ts';
import { isAlive, ownMark, type ProcessMark, sleep } from './processes.ts';

/**
 * Who owns the embedded server of a data directory: the process that started it and will stop it. Node has no file
 * locks, so the lock is a file that names its owner, and it holds as long as that process lives.
 *
 * Taking over from a dead owner must not let two processes in, and «remove the stale file, make a new one» would: the
 * second remover removes the first one's new file. So the files are numbered. The highest number is the lock; who
 * finds its owner dead creates the next number, which only one process can; the highest is never removed, not even on
 * release, and lower ones are removed only after a higher one exists. A slow process that creates a number which has
 * been passed in the meantime sees the higher one right afterwards and withdraws.
 */
export interface OwnerLock {
  release(): void;
}

export type Claim =
  | { readonly kind: 'held'; readonly lock: OwnerLock }
  | { readonly kind: 'taken'; readonly owner: number };

const attempts = 200;
const unreadableGraceMs = 3000;
const filePattern = /^postgres\.lock\.(\d+)$/;

interface Entry extends ProcessMark {
  readonly released: boolean;
}

/** Makes this process the owner, unless a living process is. */
export async function claimOwnership(dataDir: string): Promise<Claim> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const highest = highestNumber(dataDir);
    const owner = await livingOwnerOf(dataDir, highest);
    if (owner !== undefined) return { kind: 'taken', owner };
    const number = highest + 1;
    if (!create(dataDir, number)) continue;
    if (highestNumber(dataDir) > number) {
      rmSync(fileOf(dataDir, number), { force: true });
      continue;
    }
    for (const lower of numbers(dataDir)) if (lower < number) rmSync(fileOf(dataDir, lower), { force: true });
    return { kind: 'held', lock: { release: () => writeReleased(dataDir, number) } };
  }
  throw new Error(`Could not take the lock in ${dataDir}: ${attempts} attempts were overtaken`);
}

/** The process id of the living owner, or undefined. */
export function livingOwner(dataDir: string): Promise<number | undefined> {
  return livingOwnerOf(dataDir, highestNumber(dataDir));
}

async function livingOwnerOf(dataDir: string, number: number): Promise<number | undefined> {
  if (number === 0) return undefined;
  const deadline = performance.now() + unreadableGraceMs;
  for (;;) {
    const entry = readEntry(fileOf(dataDir, number));
    if (entry !== 'unreadable') return entry !== undefined && isAlive(entry) ? entry.pid : undefined;
    // Its owner is between creating the file and filling it, or died just there.
    if (performance.now() > deadline) return undefined;
    await sleep(50);
  }
}

function readEntry(path: string): Entry | 'unreadable' | undefined {
  try {
    const entry: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isEntry(entry)) return 'unreadable';
    return entry.released ? undefined : entry;
  } catch (error) {
    if (error instanceof SyntaxError) return 'unreadable';
    // A lower number is removed as soon as a higher one exists; the caller looks again.
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, started, released } = value as Partial<Record<keyof Entry, unknown>>;
  return typeof pid === 'number' && typeof started === 'string' && typeof released === 'boolean';
}

function create(dataDir: string, number: number): boolean {
  const entry: Entry = { ...ownMark(), released: false };
  try {
    writeFileSync(fileOf(dataDir, number), JSON.stringify(entry), { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function writeReleased(dataDir: string, number: number): void {
  const entry: Entry = { ...ownMark(), released: true };
  const temporary = join(dataDir, `postgres.unlock.${process.pid}.${number}`);
  writeFileSync(temporary, JSON.stringify(entry), { mode: 0o644 });
  renameSync(temporary, fileOf(dataDir, number));
}

function highestNumber(dataDir: string): number {
  return Math.max(0, ...numbers(dataDir));
}

function numbers(dataDir: string): readonly number[] {
  return readdirSync(dataDir).flatMap((name) => {
    const digits = filePattern.exec(name)?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });
}

function fileOf(dataDir: string, number: number): string {
  return join(dataDir, `postgres.lock.${number}`);
}
