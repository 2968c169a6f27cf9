import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createLog } from '../log.ts';
import type { DatabaseEvent, DatabaseHandle, DatabaseOptions } from './handle.ts';
import { openDatabase } from './open.ts';

/** What the tests of this folder share: directories, processes and servers, all of which `cleanUp` removes. */
export class Harness {
  readonly #handles: DatabaseHandle[] = [];
  readonly #children: ChildProcess[] = [];
  readonly #servers: Server[] = [];
  readonly #folders: string[] = [];
  #template: string | undefined;
  readonly events: DatabaseEvent[] = [];

  /** A data directory that does not exist yet. */
  dataDir(): string {
    const folder = openFolder();
    this.#folders.push(folder);
    return join(folder, 'data');
  }

  /** A data directory that has been used, with an empty database and no server: quicker than making one each time. */
  async usedDataDir(): Promise<string> {
    if (this.#template === undefined) {
      this.#template = join(openFolder(), 'data');
      const handle = await this.open(this.#template, 'all', { durable: false });
      await handle.stop();
    }
    const dataDir = this.dataDir();
    execFileSync('cp', ['-a', this.#template, dataDir]);
    return dataDir;
  }

  /** A file or folder that is made outside and has to go. */
  remember(path: string): void {
    this.#folders.push(path);
  }

  async open(
    dataDir: string,
    role: 'all' | 'api' | 'worker' = 'all',
    options: DatabaseOptions = {},
  ): Promise<DatabaseHandle> {
    const onEvent = (event: DatabaseEvent): void => {
      this.events.push(event);
    };
    const log = createLog('silent');
    const handle = await openDatabase({ dataDir, databaseUrl: undefined, role }, log, { onEvent, ...options });
    this.#handles.push(handle);
    return handle;
  }

  /** Why it cannot be opened; the name of the error's class goes first. */
  async refusal(dataDir: string, role: 'all' | 'api' | 'worker' = 'all'): Promise<string> {
    try {
      await this.open(dataDir, role);
      return 'It was opened';
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  }

  /** Another Node process that opens the same data directory and then waits; `told` gives its first line. */
  starter(dataDir: string): { child: ChildProcess; told: Promise<string> } {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      // A group of its own, to which a test can send what a terminal sends on Ctrl-C.
      detached: true,
    });
    this.#children.push(child);
    const told = new Promise<string>((resolve) => {
      child.stdout?.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
      child.once('exit', () => resolve('ended'));
    });
    return { child, told };
  }

  /** Listens on a loopback port, as an unrelated program would. */
  occupy(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const server = createServer().once('error', reject);
      this.#servers.push(server);
      server.listen(port, '127.0.0.1', () => resolve());
    });
  }

  /** Takes away what a server needs to start and a running one does not read. */
  breakCluster(cluster: string): void {
    rmSync(join(cluster, 'global', 'pg_control'));
  }

  /** Makes the account the owner of a folder and all in it. */
  give(folder: string, account: { uid: number; gid: number }): void {
    execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
  }

  async cleanUp(): Promise<void> {
    for (const handle of this.#handles.reverse()) await handle.stop();
    for (const child of this.#children) child.kill('SIGKILL');
    for (const server of this.#servers) server.close();
    for (const folder of this.#folders)
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    this.events.length = 0;
  }

  /** After the last test. */
  close(): void {
    if (this.#template !== undefined) rmSync(dirname(this.#template), { recursive: true, force: true });
  }
}

const program = `
import { openDatabase } from './open.ts';
import { createLog } from '../log.ts';
import { ask } from './harness.ts';
import { sleep } from './processes.ts';
const config = { dataDir: process.argv[1], databaseUrl: undefined, role: 'all' };
const handle = await openDatabase(config, createLog('silent'));
process.on('SIGTERM', () => handle.stop().then(() => process.exit(0)));
process.on('SIGINT', async () => {
  await sleep(300);
  const [row] = await ask(handle.url, 'select 7 as exit_code');
  await handle.stop();
  process.exit(row.exit_code);
});
process.stdout.write(handle.embedded + ' ' + handle.url + '\\n');
setInterval(() => undefined, 60_000);
`;

/** A temporary folder that every account may pass through. */
function openFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'sarafan-pg-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Runs one statement over a connection of its own. */
export async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {
    // The failed call tells of it.
  });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Process ids of postmasters and guards that work on this cluster. */
export function processesOn(cluster: string): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(`-D ${cluster} `)).map((line) => Number.parseInt(line, 10));
}

/** A folder that only its owner may pass through, as /root is. */
export function closeParent(dataDir: string): string {
  const parent = join(dataDir, '..', 'closed');
  mkdirSync(parent, { mode: 0o700 });
  return join(parent, 'data');
}
