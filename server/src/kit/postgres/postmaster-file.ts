import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError, systemCode } from '../startup-error.ts';
import { commandLine, exists, signal, waitUntil } from './processes.ts';

/** What PostgreSQL writes about its running postmaster into the data directory. */
export interface PostmasterFile {
  readonly pid: number;
  readonly status: string;
}

/** A number that no system gives to a process. */
const nobody = 2_147_483_646;
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
 * Clears the way for a new postmaster; to be called by the holder of the lock. A server that still runs on this cluster
 * has lost its owner: it is shutting down already, or is told to. A file that was left behind by a dead one is disarmed:
 * PostgreSQL would refuse to start when an unrelated process has got the same number. The file is not removed, because
 * its other lines lead PostgreSQL to the shared memory in which orphaned backends may still be at work.
 */
export async function settlePostmaster(cluster: string): Promise<void> {
  const file = readPostmasterFile(cluster);
  if (file === undefined) return;
  if (isPostmasterOf(cluster, file.pid)) await shutDown(cluster, file.pid);
  const lines = readLines(cluster);
  if (lines === undefined) return;
  writeFileSync(pathOf(cluster), [String(nobody), ...lines.slice(1)].join('\n'));
}

function isPostmasterOf(cluster: string, pid: number): boolean {
  if (!exists(pid)) return false;
  const command = ` ${commandLine(pid) ?? ''} `;
  return command.includes('postgres') && command.includes(` -D ${cluster} `);
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
