import { spawn } from 'node:child_process';
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

/** Runs a script of ours with `input` on its standard input; its output is ours. Resolves with its exit code. */
export function runScript(file: string, input: string): Promise<number> {
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'inherit', 'inherit'] });
  const end = (): boolean => child.kill();
  process.once('exit', end);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('exit', end);
      resolve(code ?? 1);
    });
    child.stdin.end(input);
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
