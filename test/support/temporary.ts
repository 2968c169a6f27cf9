import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is gone when the process has ended. */
export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => void;
}

/**
 * Makes a folder whose name says what it is for and which process made it. It is removed on request, or when the
 * process ends; what a killed process has left is removed by the next that asks for a folder of the same purpose.
 */
export function temporaryFolder(purpose: string): TemporaryFolder {
  const prefix = `sarafan-${purpose}-`;
  removeLeftovers(prefix);
  const path = realpathSync(mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`)));
  const remove = (): void => {
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
    process.off('exit', remove);
  };
  process.once('exit', remove);
  exitOnSignals();
  return { path, remove };
}

/** By default a signal ends a process without `exit`; where nobody else listens, we make it an orderly end. */
function exitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(130));
  }
}

function removeLeftovers(prefix: string): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user lives too, although it may not be signalled.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
