import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, isPortFree } from '../../server/src/kit/postgres/ports.ts';
import { eventually } from '../support/process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shownWithinMs = 240_000;
const endsWithinMs = 10_000;

/** A port whose successor is free too: the school's site stands there. */
export async function freePortPair(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (await isPortFree(port + 1)) return port;
  }
}

/** `npm start -- --demo` as a newcomer runs it, but for npm. */
export interface RunningDemo {
  /** What it has printed until it had shown everything. */
  readonly printed: string;
  readonly sarafan: string;
  readonly school: string;
  readonly apiKey: string;
  /** Presses Ctrl-C: the whole group of processes hears it. Resolves to the milliseconds until all ended. */
  interrupt(): Promise<number>;
  /** Asks the first process alone, as a service manager does. */
  terminate(): Promise<number>;
}

export async function startDemoProcess(folder: string, port: number, language: 'ru' | 'en'): Promise<RunningDemo> {
  chmodSync(folder, 0o711);
  const dataDir = join(folder, 'data');
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [join(root, 'server/dist/main.js'), 'start', '--demo'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...{ PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }) },
      ...{ HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
      LANG: language === 'ru' ? 'ru_RU.UTF-8' : 'en_US.UTF-8',
    },
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const killAll = (): void => signal(child, 'SIGKILL', true);
  process.once('exit', killAll);
  child.once('exit', () => process.off('exit', killAll));
  const isShown = await eventually(() => /Ctrl-C/.test(printed) || child.exitCode !== null, shownWithinMs);
  if (!isShown || child.exitCode !== null) {
    killAll();
    throw new Error(`The demo was not shown:\n${printed}`);
  }
  const apiKey = keyIn(join(dataDir, 'demo.json'), killAll);
  const end = async (whole: boolean): Promise<number> => {
    const began = performance.now();
    signal(child, whole ? 'SIGINT' : 'SIGTERM', whole);
    const isFree = async (): Promise<boolean> => (await isPortFree(port)) && (await isPortFree(port + 1));
    const ended = await eventually(
      async () => child.exitCode !== null && !isGroupAlive(child) && isFree(),
      endsWithinMs,
    );
    if (!ended) killAll();
    return ended ? performance.now() - began : Number.POSITIVE_INFINITY;
  };
  return {
    ...{ printed, apiKey, sarafan: `http://localhost:${port}`, school: `http://localhost:${port + 1}` },
    interrupt: () => end(true),
    terminate: () => end(false),
  };
}

/** A demo whose keys cannot be read is not left running. */
function keyIn(file: string, killAll: () => void): string {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { apiKey: string }).apiKey;
  } catch (error) {
    killAll();
    throw error;
  }
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals, whole: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(whole ? -pid : pid, name);
  } catch (error) {
    // Nobody is left to hear it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Whether any process that the demo started is left; PostgreSQL has a group of its own and ends with its last user. */
function isGroupAlive({ pid }: ChildProcess): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}
