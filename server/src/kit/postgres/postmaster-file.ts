import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError, systemCode } from '../startup-error.ts';
import { commandLine, exists, parentOf, signal, waitUntil } from './processes.ts';

/** What PostgreSQL writes about its running postmaster into the data directory. */
export interface PostmasterFile {
  readonly pid: number;
  readonly status: string;
}

/** A running server, whoever started it. */
export interface Postmaster {
  /** Settles when it has ended, for whatever reason, with a description of its end. */
  readonly ended: Promise<string>;
  /**
   * To be called after letting go of the hold: waits until the server has shut down. Returns `shared` when it does not
   * begin to, because other processes hold it.
   */
  leave(): Promise<'ended' | 'shared'>;
}

/** A number that no system gives to a process. */
const nobody = 2_147_483_646;
/** How long a guard may take to notice that nobody holds the server, on a machine that is very busy. */
const noticeTimeoutMs = 2000;
const shutdownTimeoutMs = 30_000;
const abortTimeoutMs = 10_000;

export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  const lines = readLines(cluster);
  const pid = Number.parseInt(lines?.[0] ?? '', 10);
  return Number.isNaN(pid) ? undefined : { pid, status: lines?.[7]?.trim() ?? '' };
}

function readLines(cluster: string): string[] | undefined {
  try {
    return readFileSync(pathOf(cluster), 'utf8').split('\n');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function pathOf(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

/**
 * Clears the way for a new postmaster; to be called by the holder of the lock. A server that still runs on this
 * cluster has lost its owner: it is shutting down already, or is told to. A file that a dead one left behind is
 * disarmed: PostgreSQL would refuse to start when an unrelated process has got the same number. The file is not
 * removed, because its other lines lead PostgreSQL to the shared memory in which orphaned backends may still work.
 */
export async function settlePostmaster(cluster: string): Promise<void> {
  const file = readPostmasterFile(cluster);
  if (file === undefined) return;
  if (isPostmasterOf(cluster, file.pid)) await shutDown(cluster, file.pid);
  const lines = readLines(cluster);
  if (lines === undefined) return;
  writeFileSync(pathOf(cluster), [String(nobody), ...lines.slice(1)].join('\n'));
}

/** The guard of a postmaster, which is its parent; undefined when it has been killed. */
export function guardOf(cluster: string, pid: number): number | undefined {
  const parent = parentOf(pid);
  return parent !== undefined && (commandLine(parent) ?? '').includes(` -D ${cluster} `) ? parent : undefined;
}

/** Whether the process is a postmaster that works on this cluster. */
export function isPostmasterOf(cluster: string, pid: number): boolean {
  if (!exists(pid)) return false;
  const command = ` ${commandLine(pid) ?? ''} `;
  return command.includes('postgres') && command.includes(` -D ${cluster} `);
}

/** Waits for the end of a server that nobody holds any more, and helps when its shutdown hangs. */
export async function waitForEnd(cluster: string, pid: number, over: () => boolean): Promise<'ended' | 'shared'> {
  const begun = (): boolean => over() || readPostmasterFile(cluster)?.status !== 'ready';
  if (!(await waitUntil(begun, noticeTimeoutMs, 10))) return 'shared';
  if (await waitUntil(over, shutdownTimeoutMs, 10)) return 'ended';
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    signal(pid, name);
    if (await waitUntil(over, abortTimeoutMs)) break;
  }
  return 'ended';
}

async function shutDown(cluster: string, pid: number): Promise<void> {
  const ended = (): boolean => !isPostmasterOf(cluster, pid);
  signal(pid, 'SIGINT');
  if (await waitUntil(ended, shutdownTimeoutMs)) return;
  signal(pid, 'SIGQUIT');
  if (await waitUntil(ended, abortTimeoutMs)) return;
  throw new StartupError(
    `An earlier PostgreSQL (process ${pid}) still uses ${cluster} and does not end; end it by hand.`,
  );
}
