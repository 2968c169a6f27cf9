import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Role } from '../../../server/src/kit/config.ts';
import { freePort } from '../../../server/src/kit/postgres/ports.ts';
import type { Place } from './place.ts';

/** A server in a process of its own, built and started as a customer starts it. */
export interface Server {
  readonly port: number;
  readonly pid: number;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** What `npm start` runs, its flags for Node included. */
const command = packageJson.scripts.start.split(' ').slice(1);
const startMs = 120_000;

/**
 * Starts a server of this role on the place's database; it ends before the place closes. Flags of Node's, such as a
 * profiler's, come from BENCH_NODE.
 */
export async function startServer(place: Place, role: Role): Promise<Server> {
  const port = await freePort();
  const flags = (process.env['BENCH_NODE'] ?? '').split(' ').filter((flag) => flag !== '');
  const pid = await run(place, [...flags, ...command], {
    ROLE: role,
    PORT: String(port),
    DATABASE_URL: place.url,
    DATA_DIR: place.dataDir,
    MASTER_KEY: place.masterKey,
    LOG_LEVEL: 'warn',
  });
  return { port, pid };
}

/** Starts a TypeScript program of the benchmarks' own; its arguments are the database's address and a free port. */
export async function startProgram(place: Place, file: string): Promise<number> {
  const port = await freePort();
  await run(place, ['--import', 'tsx', file, place.url, String(port)], {});
  return port;
}

/** Runs a program of Node's until the place closes; resolves with its process id when it says that it is ready. */
async function run(place: Place, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const stdio: StdioOptions = ['ignore', 'pipe', 'inherit'];
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  place.atClose(stop);
  // When we are interrupted nobody closes the place.
  process.once('exit', () => child.kill('SIGTERM'));
  await untilReady(child);
  return child.pid ?? 0;
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The server did not become ready')), startMs);
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (!/^ready /m.test(output)) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`The server ended with ${code ?? signal}`));
    });
  });
}
