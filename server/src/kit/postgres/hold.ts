import { spawnSync } from 'node:child_process';
import { closeSync, constants, fstatSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, StartupError } from '../startup-error.ts';
import { keepOwner } from './state.ts';

/**
 * What keeps the embedded server alive: a named pipe in the data directory, `postgres.alive`. Every process that uses
 * the server holds the pipe open for writing, and the server's guard reads from it. Nothing is ever written; the system
 * tells the guard when the last holder has closed it, by ending or by being killed, and the guard shuts the server
 * down. So a server outlives the process that started it for just as long as others work with it.
 *
 * The pipe exists only while a server runs, since backups of the data directory might stumble over it. So a holder
 * has to look again, once it knows that a server runs or holds the lock, whether it holds the present pipe.
 */
export class Hold {
  readonly #dataDir: string;
  readonly #path: string;
  #descriptor: number;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#path = join(dataDir, 'postgres.alive');
    this.#descriptor = this.#open();
  }

  #open(): number {
    // Some of these fail because another process made or removed the pipe meanwhile; the last failure counts.
    let failure: unknown;
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (statSync(this.#path, { throwIfNoEntry: false }) === undefined) makePipe(this.#dataDir, this.#path);
      try {
        // Opened for both, since opening for writing alone waits for, or fails without, a reader.
        return openSync(this.#path, constants.O_RDWR | constants.O_NONBLOCK);
      } catch (error) {
        failure = error;
      }
    }
    throw new StartupError(`The pipe ${this.#path} cannot be made or opened: ${messageOf(failure)}.`);
  }

  /** Whether the pipe that is held is the one in the data directory. */
  isCurrent(): boolean {
    const present = statSync(this.#path, { throwIfNoEntry: false });
    return present !== undefined && present.ino === fstatSync(this.#descriptor).ino;
  }

  /** Lets go of a pipe that has been removed and holds the present one. */
  renew(): void {
    if (this.isCurrent()) return;
    closeSync(this.#descriptor);
    this.#descriptor = this.#open();
  }

  /** The reading end, for a guard. The caller closes it. It opens at once because we hold the writing end. */
  openReader(): number {
    return openSync(this.#path, constants.O_RDONLY);
  }

  /** May be called again. */
  letGo(): void {
    if (this.#descriptor === -1) return;
    closeSync(this.#descriptor);
    this.#descriptor = -1;
  }

  /** To be called by the holder of the lock, when the server has ended. */
  remove(): void {
    rmSync(this.#path, { force: true });
  }
}

/** Node has no call that makes a named pipe; this program belongs to every Unix. */
const pipeMaker = 'mkfifo';

function makePipe(dataDir: string, path: string): void {
  const result = spawnSync(pipeMaker, ['-m', '600', path], { encoding: 'utf8', timeout: 20_000 });
  if (result.error !== undefined) throw new StartupError(`${pipeMaker} is needed: ${result.error.message}.`);
  if (result.status === 0) keepOwner(dataDir, path);
}
