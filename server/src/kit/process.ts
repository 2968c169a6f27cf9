import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import type { Environment } from './config.ts';

/** The process as commands see it: what they print, what they were given, when they should end. */

export function environment(): Environment {
  return process.env;
}

/** A line of a command's answer. */
export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * A line of a long answer: waits while whoever reads it is slow, so that the answer is never held in memory. A reader
 * that has seen enough, as `head` has, ends the process.
 */
export async function printLineSlowly(text: string): Promise<void> {
  if (!process.stdout.listeners('error').includes(endWithReader)) process.stdout.on('error', endWithReader);
  if (!process.stdout.write(`${text}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}

function endWithReader(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
  process.exit(0);
}

/** A sentence for the person at the terminal about what went wrong. */
export function printProblem(text: string): void {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs a script of ours with `input` on its standard input; its output is ours. Resolves with its exit code, also when
 * `until` ends it.
 */
export async function runScript(file: string, input: string, until: AbortSignal): Promise<number> {
  const child = startChild(file, input, ['pipe', 'inherit', 'inherit']);
  const end = (): boolean => child.kill();
  if (until.aborted) end();
  until.addEventListener('abort', end, { once: true });
  try {
    return await endOf(child);
  } finally {
    until.removeEventListener('abort', end);
  }
}

/** A script of ours that goes on beside us. */
export interface RunningScript {
  /** Asks it to end, kills it when it does not do so in time, and resolves when it is gone. */
  stop(): Promise<void>;
}

/** Starts a script that says «ready»; undefined when it ended before. It hears of our end, however we end. */
export async function startScript(file: string, input: string): Promise<RunningScript | undefined> {
  const child = startChild(file, input, ['pipe', 'inherit', 'inherit', 'ipc']);
  const ended = endOf(child);
  const ready = new Promise<boolean>((resolve) => child.once('message', () => resolve(true)));
  if (!(await Promise.race([ready, ended.then(() => false)]))) return undefined;
  return {
    async stop() {
      child.kill();
      const kill = setTimeout(() => child.kill('SIGKILL'), scriptEndsWithinMs);
      await ended;
      clearTimeout(kill);
    },
  };
}

const scriptEndsWithinMs = 3_000;

function startChild(file: string, input: string, stdio: StdioOptions): ChildProcess {
  const child = spawn(process.execPath, [file], { stdio });
  // Whoever ends early reads no input, which is told by its exit code.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  return child;
}

function endOf(child: ChildProcess): Promise<number> {
  const end = (): boolean => child.kill();
  process.once('exit', end);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('exit', end);
      resolve(code ?? 1);
    });
  });
}

/** Sets the exit code; the process ends when nothing is left to do. */
export function exitWith(code: number): void {
  process.exitCode = code;
}

/** Ends the process with this code, at the latest after a while: what is broken may keep it from ending by itself. */
export function endWithin(milliseconds: number, code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(code), milliseconds).unref();
}

/** Resolves when the process is asked to end. */
export function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve(signal));
  });
}
