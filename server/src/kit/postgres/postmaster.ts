import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { asAccount } from './account.ts';
import { logName, mostTellingLine } from './cluster.ts';
import type { Hold } from './hold.ts';
import type { Place } from './place.ts';
import { type Postmaster, readPostmasterFile, waitForEnd } from './postmaster-file.ts';
import { signal, sleep, waitUntil } from './processes.ts';
import { serverSettings } from './settings.ts';
import { keepOwner } from './state.ts';

/**
 * PostgreSQL runs below a small shell, the guard, which reads from the pipe that all who use the server hold. When the
 * last of them has closed it or was killed, a watcher in the guard asks PostgreSQL to shut down, so no server outlives
 * its users. The guard leads a session of its own, so Ctrl-C in the terminal reaches us alone, and it ignores signals,
 * so that only the pipe and PostgreSQL's own end matter. The request is repeated each second: a signal that arrives
 * before PostgreSQL listens to signals would be lost. The guard ends with PostgreSQL's own status.
 */
const guard = `
exec 3<&0 </dev/null
"$@" >&2 3<&- &
server=$!
trap '' INT TERM HUP QUIT
echo "$server"
exec >&2
{
  while read -r line; do :; done
  tries=0
  while [ $tries -lt 60 ] && kill -INT "$server" 2>/dev/null; do tries=$((tries + 1)); sleep 1; done
  kill -QUIT "$server" 2>/dev/null
} <&3 &
watcher=$!
exec 3<&-
wait "$server"
status=$?
kill -KILL "$watcher" 2>/dev/null
exit "$status"
`;

export type LaunchResult =
  | { readonly kind: 'ready'; readonly postmaster: Postmaster }
  /** Somebody else listens on the port. */
  | { readonly kind: 'port-taken'; readonly detail: string }
  /** Orphans of a killed server are still ending. */
  | { readonly kind: 'in-use'; readonly detail: string }
  | { readonly kind: 'failed'; readonly detail: string };

/** Recovery after a crash replays up to `max_wal_size`, which may take minutes on a slow disk. */
const readyTimeoutMs = 600_000;
const abortTimeoutMs = 10_000;
const longestLogBytes = 10 * 1024 * 1024;
const readLogBytes = 64 * 1024;

export interface LaunchOptions {
  readonly durable: boolean;
  readonly cancelled: () => boolean;
  readonly hold: Hold;
}

/** Starts PostgreSQL and waits until it takes connections, or until it ends. */
export async function launch(place: Place, port: number, options: LaunchOptions): Promise<LaunchResult> {
  const log = openLog(place);
  const logStart = fstatSync(log).size;
  const program = join(place.binaries.home, 'bin', 'postgres');
  const args = [program, '-D', place.cluster, ...serverSettings(port, options.durable)];
  const reader = options.hold.openReader();
  const child = spawn('/bin/sh', ['-c', guard, 'sarafan-postgres', ...args], {
    ...asAccount(place.account),
    cwd: '/',
    detached: true,
    stdio: [reader, 'pipe', log],
  });
  closeSync(reader);
  const postmaster = new GuardedPostmaster(place.cluster, child);
  const ready = await waitForReady(place, postmaster, options.cancelled);
  const detail = ready ? '' : describe(log, logStart, await postmaster.ended);
  closeSync(log);
  if (ready) return { kind: 'ready', postmaster };
  if (/could not bind|TCP\/IP sockets|Address already in use/.test(detail)) return { kind: 'port-taken', detail };
  if (/shared memory block|postmaster\.pid/.test(detail)) return { kind: 'in-use', detail };
  return { kind: 'failed', detail };
}

class GuardedPostmaster implements Postmaster {
  readonly ended: Promise<string>;
  /** PostgreSQL's process id, as soon as the guard has told it. */
  pid = 0;
  over = false;
  readonly #cluster: string;

  constructor(cluster: string, child: ChildProcess) {
    this.#cluster = cluster;
    this.ended = new Promise((resolve) => {
      const end = (how: string): void => {
        this.over = true;
        resolve(how);
      };
      child.once('error', (error) => end(error.message));
      child.once('exit', (code, name) => end(describeExit(code, name)));
    });
    child.stdout?.setEncoding('utf8').once('data', (text: string) => {
      this.pid = Number.parseInt(text, 10);
    });
    // A process that has nothing else to do may exit, and the guard then stops PostgreSQL.
    child.unref();
    if (child.stdout instanceof Socket) child.stdout.unref();
  }

  leave(): Promise<'ended' | 'shared'> {
    return waitForEnd(this.#cluster, this.pid, () => this.over);
  }

  /** Ends a start that takes too long or is not wanted any more. */
  async abort(): Promise<void> {
    for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      if (this.pid > 0) signal(this.pid, name);
      if (await waitUntil(() => this.over, abortTimeoutMs)) return;
    }
  }
}

/** PostgreSQL's statuses above 128 are the guard's way to tell a signal. */
function describeExit(code: number | null, name: NodeJS.Signals | null): string {
  if (code === null) return `its guard was ended by ${name ?? 'a signal'}`;
  return code > 128 ? `PostgreSQL was ended by signal ${code - 128}` : `PostgreSQL ended with status ${code}`;
}

async function waitForReady(place: Place, postmaster: GuardedPostmaster, cancelled: () => boolean): Promise<boolean> {
  const deadline = performance.now() + readyTimeoutMs;
  while (!postmaster.over) {
    const file = readPostmasterFile(place.cluster);
    if (file !== undefined && file.pid === postmaster.pid && file.status === 'ready') return true;
    if (cancelled() || performance.now() > deadline) await postmaster.abort();
    await sleep(10);
  }
  return false;
}

/** PostgreSQL's own words beside our data; the file is swapped when it has grown long, so it never fills the disk. */
function openLog(place: Place): number {
  const path = join(place.dataDir, logName);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > longestLogBytes) renameSync(path, `${path}.old`);
  const descriptor = openSync(path, 'a+', 0o600);
  keepOwner(place.dataDir, path);
  return descriptor;
}

function describe(log: number, from: number, how: string): string {
  const length = Math.max(0, Math.min(readLogBytes, fstatSync(log).size - from));
  const bytes = Buffer.alloc(length);
  readSync(log, bytes, 0, length, from);
  const text = bytes.toString('utf8');
  const telling = /^.*(could not bind|shared memory block|lock file).*$/m.exec(text)?.[0] ?? mostTellingLine(text);
  return telling === undefined ? how : `${telling.replace(/^\S+ \S+ \S+ \[\d+\] /, '')} (${how})`;
}
