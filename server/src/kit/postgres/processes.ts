import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process, told from any later one that gets the same number: its id and when it began. The moment's text is only
 * compared for equality; it includes the boot, because on Linux it counts from there.
 */
export interface ProcessMark {
  readonly pid: number;
  readonly started: string;
}

export function ownMark(): ProcessMark {
  return { pid: process.pid, started: startOf(process.pid) ?? 'unknown' };
}

/** Whether the marked process still lives. A zombie does not. */
export function isAlive(mark: ProcessMark): boolean {
  return startOf(mark.pid) === mark.started;
}

/** Whether any process has this number now and is not a zombie. */
export function exists(pid: number): boolean {
  return startOf(pid) !== undefined;
}

function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return askPs(pid, 'lstart');
  const fields = statFields(pid);
  const [state, ticks] = [fields?.[0], fields?.[19]];
  if (state === 'Z' || state === 'X' || ticks === undefined) return undefined;
  return `${readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${ticks}`;
}

/** The process id of the parent; undefined when there is no such process. */
export function parentOf(pid: number): number | undefined {
  const text = process.platform === 'linux' ? statFields(pid)?.[1] : askPs(pid, 'ppid');
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

/** The command line of a process, its arguments joined by spaces; undefined when there is no such process. */
export function commandLine(pid: number): string | undefined {
  if (process.platform !== 'linux') return askPs(pid, 'args');
  return readProc(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim();
}

/** From the third field on: the second is the program's name in brackets and may hold anything. */
function statFields(pid: number): readonly string[] | undefined {
  const stat = readProc(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The file is gone because the process is.
    return undefined;
  }
}

function askPs(pid: number, column: string): string | undefined {
  try {
    const text = execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8', timeout: 5000 });
    return text.trim() || undefined;
  } catch {
    // `ps` fails when it finds no such process.
    return undefined;
  }
}

/** Sends a signal; false when the process is already gone. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** With `keepAlive: false` the process may end in the meantime when it has nothing else to do. */
export function sleep(milliseconds: number, options: { keepAlive: boolean } = { keepAlive: true }): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    if (!options.keepAlive) timer.unref();
  });
}

/** Asks again and again until the answer is yes; false when the time is over. */
export async function waitUntil(question: () => boolean, timeoutMs: number, everyMs = 50): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!question()) {
    if (performance.now() > deadline) return false;
    await sleep(everyMs);
  }
  return true;
}
