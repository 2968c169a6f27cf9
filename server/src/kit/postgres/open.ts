import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { messageOf, StartupError, systemCode } from '../startup-error.ts';
import { answers, pauseBefore, type RunningServer, startServer } from './embedded.ts';
import { openExternal } from './external.ts';
import type { DatabaseEvent, DatabaseHandle, DatabaseOptions } from './handle.ts';
import { Hold } from './hold.ts';
import { claimOwnership, livingOwner, type OwnerLock } from './owner-lock.ts';
import { prepareDataDir } from './place.ts';
import { sleep } from './processes.ts';
import { readState, urlOf } from './state.ts';

/**
 * Makes a database available: the one at DATABASE_URL, or the embedded server of the data directory. Of all processes
 * that share a data directory one owns the server: it starts it, and restarts it when it dies. The others attach. The
 * server runs as long as any of them uses it. When the owner ends, an attached process with the role `all` becomes the
 * owner of the running server; the others notice nothing.
 *
 * Throws StartupError with a sentence for the operator.
 */
export async function openDatabase(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'role'>,
  log: Log,
  options: DatabaseOptions = {},
): Promise<DatabaseHandle> {
  if (config.databaseUrl !== undefined) return openExternal(config.databaseUrl);
  const dataDir = prepareDataDir(config.dataDir);
  const handle = new EmbeddedHandle(dataDir, config.role === 'all', log, options);
  try {
    await handle.open(config.role);
    return handle;
  } catch (error) {
    await handle.stop();
    throw error;
  }
}

const attachPatienceMs = 120_000;
const ownerCheckMs = 500;
/** A server that ran this long was healthy, so its failures are counted from zero again. */
const healthyMs = 10_000;
const defaultRestarts = 10;

class EmbeddedHandle implements DatabaseHandle {
  readonly #dataDir: string;
  readonly #mayOwn: boolean;
  readonly #log: Log;
  readonly #options: DatabaseOptions;
  readonly #hold: Hold;
  #lock: OwnerLock | undefined;
  #server: RunningServer | undefined;
  #url = '';
  #stopping = false;
  #failures = 0;
  /** The restart or take-over under way, for which `stop` waits. */
  #recovery: Promise<void> = Promise.resolve();
  #ownerCheck: NodeJS.Timeout | undefined;

  constructor(dataDir: string, mayOwn: boolean, log: Log, options: DatabaseOptions) {
    this.#dataDir = dataDir;
    this.#mayOwn = mayOwn;
    this.#log = log;
    this.#options = options;
    this.#hold = new Hold(dataDir);
  }

  get url(): string {
    return this.#url;
  }

  get embedded(): 'started' | 'attached' {
    return this.#server === undefined ? 'attached' : 'started';
  }

  async open(role: string): Promise<void> {
    const deadline = performance.now() + attachPatienceMs;
    for (let attempt = 0; ; attempt += 1) {
      if (this.#mayOwn && (await this.#own(false))) return;
      const owner = await livingOwner(this.#dataDir);
      if (await this.#attach()) return;
      if (owner === undefined && !this.#mayOwn) throw new StartupError(needsServer(role, this.#dataDir));
      if (performance.now() > deadline) {
        throw new StartupError(
          `Process ${owner ?? 'unknown'} runs the PostgreSQL of ${this.#dataDir}, but it does not answer; ` +
            'end that process.',
        );
      }
      if (attempt === 10) this.#log.info({ owner }, 'Waiting for the PostgreSQL that another process runs');
      await sleep(100);
    }
  }

  /** Becomes the owner and starts or adopts the server; false when another process owns it. */
  async #own(keepPort: boolean): Promise<boolean> {
    const claim = await claimOwnership(this.#dataDir);
    if (claim.kind === 'taken') return false;
    this.#lock = claim.lock;
    try {
      this.#hold.renew();
      await this.#start(keepPort);
      return true;
    } catch (error) {
      this.#releaseLock();
      if (systemCode(error) === undefined || error instanceof StartupError) throw error;
      throw new StartupError(`The database of ${this.#dataDir} cannot be started: ${messageOf(error)}.`);
    }
  }

  async #start(keepPort: boolean): Promise<void> {
    const server = await startServer(this.#dataDir, {
      durable: this.#options.durable ?? true,
      keepPort,
      log: this.#log,
      cancelled: () => this.#stopping,
      hold: this.#hold,
    });
    this.#server = server;
    this.#url = urlOf(server.state);
    const startedAt = performance.now();
    void server.postmaster.ended.then((how) => {
      if (this.#stopping || this.#server !== server) return;
      if (performance.now() - startedAt > healthyMs) this.#failures = 0;
      this.#recovery = this.#restart(how);
    });
  }

  async #restart(how: string): Promise<void> {
    const since = performance.now();
    let reason = how;
    this.#tell({ kind: 'down', reason });
    while (this.#failures < (this.#options.restarts ?? defaultRestarts)) {
      await sleep(pauseBefore(this.#failures));
      this.#failures += 1;
      if (this.#stopping) return;
      try {
        await this.#start(true);
        this.#tell({ kind: 'restored', afterMs: Math.round(performance.now() - since) });
        return;
      } catch (error) {
        reason = messageOf(error);
        this.#log.warn({ reason }, 'PostgreSQL could not be restarted yet');
      }
    }
    this.#server = undefined;
    this.#releaseLock();
    this.#tell({ kind: 'lost', reason });
  }

  /** Uses the server that another process runs, if it answers. */
  async #attach(): Promise<boolean> {
    const state = readState(this.#dataDir);
    if (state === undefined || !(await answers(state))) return false;
    // One that is about to end still answers. It has removed its pipe, or will see that we hold it.
    if (!this.#hold.isCurrent()) {
      this.#hold.renew();
      return false;
    }
    this.#url = urlOf(state);
    this.#watchOwner();
    return true;
  }

  #watchOwner(): void {
    let busy = false;
    this.#ownerCheck = setInterval(() => {
      if (busy || this.#stopping) return;
      busy = true;
      this.#recovery = this.#checkOwner()
        .catch((error: unknown) => this.#tell({ kind: 'lost', reason: messageOf(error) }))
        .finally(() => {
          busy = false;
        });
    }, ownerCheckMs).unref();
  }

  /** While attached: when the owner has ended, takes its place, or waits for the next owner if the server ended too. */
  async #checkOwner(): Promise<void> {
    if ((await livingOwner(this.#dataDir)) !== undefined) return;
    if (await this.#stillAnswers()) {
      if (this.#mayOwn) await this.#takeOver();
      return;
    }
    if (this.#stopping) return;
    const since = performance.now();
    this.#tell({ kind: 'down', reason: 'the process that ran it has ended' });
    while (!this.#stopping) {
      if ((this.#mayOwn && (await this.#takeOver())) || (await this.#stillAnswers())) break;
      if (performance.now() - since > attachPatienceMs) throw new Error('no process has started it again');
      await sleep(200);
    }
    if (!this.#stopping) this.#tell({ kind: 'restored', afterMs: Math.round(performance.now() - since) });
  }

  /** Whether a server answers at our address and knows that we hold it. */
  async #stillAnswers(): Promise<boolean> {
    const state = readState(this.#dataDir);
    if (state === undefined || !(await answers(state))) return false;
    if (urlOf(state) !== this.#url) throw new Error('it has been started at another port');
    if (this.#hold.isCurrent()) return true;
    this.#hold.renew();
    return false;
  }

  async #takeOver(): Promise<boolean> {
    try {
      if (!(await this.#own(true))) return false;
      clearInterval(this.#ownerCheck);
      return true;
    } catch (error) {
      this.#log.warn({ reason: messageOf(error) }, 'The PostgreSQL of the process that ended could not be started yet');
      return false;
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#ownerCheck);
    await this.#recovery;
    const server = this.#server;
    this.#server = undefined;
    this.#hold.letGo();
    if ((await server?.postmaster.leave()) === 'ended') this.#hold.remove();
    this.#releaseLock();
  }

  #releaseLock(): void {
    this.#lock?.release();
    this.#lock = undefined;
  }

  #tell(event: DatabaseEvent): void {
    if (event.kind === 'restored') this.#log.info(event, 'The database is back');
    else this.#log.error(event, event.kind === 'down' ? 'The database is down' : 'The database is lost');
    if (event.kind === 'lost') clearInterval(this.#ownerCheck);
    this.#options.onEvent?.(event);
  }
}

function needsServer(role: string, dataDir: string): string {
  return (
    `ROLE=${role} needs DATABASE_URL, or a Sarafan with ROLE=all that already runs the embedded PostgreSQL of ` +
    `${dataDir}; without DATABASE_URL only ROLE=all starts one.`
  );
}
