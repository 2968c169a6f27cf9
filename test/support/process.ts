import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const mainFile = join(root, 'server', 'dist', 'main.js');
const buildLimitMs = 300_000;

export interface ServerOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly role: 'all' | 'api' | 'worker';
  /** Further variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the process's log goes; a restart appends to it. */
  readonly logFile: string;
}

/** A real Sarafan process, started as an operator would start it. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves when it has printed `ready`; throws with the end of its log when it ends before, or takes too long. */
  ready(limitMs: number): Promise<void>;
  /** Sends a signal to this very process. */
  signal(name: NodeJS.Signals): void;
  /** Kills it without warning and resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to end, and kills it when it does not do so in time. Resolves to how it ended. */
  stop(limitMs: number): Promise<string>;
  /** What it has printed so far. */
  printed(): string;
  /** How it ended, or undefined while it lives. */
  ended(): string | undefined;
}

/** Builds the server unless it is built: processes that are restarted many times must not build it each time. */
export function buildServer(): void {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], {
    cwd: root,
    timeout: buildLimitMs,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Asks again and again until the answer is yes; false when the time is over. */
export async function eventually(
  question: () => Promise<boolean> | boolean,
  limitMs: number,
  everyMs = 50,
): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!(await question())) {
    if (performance.now() > deadline) return false;
    await sleep(everyMs);
  }
  return true;
}

export function startServerProcess(options: ServerOptions): ServerProcess {
  const log = openSync(options.logFile, 'a');
  const child = spawn(process.execPath, ['--enable-source-maps', mainFile, 'start'], {
    cwd: root,
    env: environmentOf(options),
    stdio: ['ignore', 'pipe', log],
  });
  closeSync(log);
  const { pid } = child;
  if (pid === undefined) throw new Error('The server process could not be started');
  return new Started(child, pid, options.logFile);
}

export interface Ended {
  readonly status: number | null;
  readonly printed: string;
  readonly problems: string;
}

/** Runs one command to its end, with the environment that a server of these options has. */
export async function runCommand(options: Omit<ServerOptions, 'logFile'>, command: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [mainFile, ...command], {
    cwd: root,
    env: environmentOf(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [printed, problems] = [child.stdout, child.stderr].map((stream) => stream.setEncoding('utf8').toArray());
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const status = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  process.off('exit', killWithUs);
  return { status, printed: (await printed)?.join('') ?? '', problems: (await problems)?.join('') ?? '' };
}

/** Only what is named here: a `DATABASE_URL` of whoever runs the tests must not reach the server under test. */
function environmentOf(options: Omit<ServerOptions, 'logFile'>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    ...(PATH === undefined ? {} : { PATH }),
    ...(HOME === undefined ? {} : { HOME }),
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    HOST: '127.0.0.1',
    PORT: String(options.port),
    DATA_DIR: options.dataDir,
    ROLE: options.role,
    LOG_LEVEL: 'info',
    ...options.environment,
  };
}

class Started implements ServerProcess {
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #logFile: string;
  readonly #exit: Promise<string>;
  #printed = '';
  #end: string | undefined;

  constructor(child: ChildProcess, pid: number, logFile: string) {
    this.pid = pid;
    this.#child = child;
    this.#logFile = logFile;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#printed += text;
    });
    // Whoever runs us may end before it has stopped its servers; none of them may outlive it.
    const killWithUs = (): void => void child.kill('SIGKILL');
    process.once('exit', killWithUs);
    this.#exit = new Promise((resolve) => {
      child.once('exit', (code, name) => {
        process.off('exit', killWithUs);
        this.#end = code === null ? `ended by ${name ?? 'a signal'}` : `ended with status ${code}`;
        resolve(this.#end);
      });
    });
  }

  async ready(limitMs: number): Promise<void> {
    const isReady = (): boolean => /^ready /m.test(this.#printed);
    await eventually(() => isReady() || this.#end !== undefined, limitMs, 10);
    if (isReady()) return;
    throw new Error(`The server is not ready: it ${this.#end ?? 'still starts'}; its log ends:\n${this.#logEnd()}`);
  }

  #logEnd(): string {
    return readFileSync(this.#logFile, 'utf8').split('\n').slice(-20).join('\n');
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }

  async stop(limitMs: number): Promise<string> {
    // A stopped process would hear of SIGTERM only when it is continued.
    this.#child.kill('SIGCONT');
    this.#child.kill('SIGTERM');
    if (!(await eventually(() => this.#end !== undefined, limitMs))) await this.kill();
    return this.#exit;
  }

  printed(): string {
    return this.#printed;
  }

  ended(): string | undefined {
    return this.#end;
  }
}
