import type { Draws } from '../soak/ledger/draws.ts';
import { type ServerProcess, sleep } from '../support/process.ts';
import type { Stage } from './stage.ts';
import type { Violence } from './violence.ts';
import { Watch } from './watch.ts';

const backLimitMs = 60_000;
/** A process gives its PostgreSQL up when it dies too often in a minute, so now and then the process is killed too. */
const killsOfOneProcess = 8;

/** PostgreSQL's own process is killed at random moments below a Sarafan that goes on and starts it again. */
export class KillPostgres implements Violence {
  #stage: Stage | undefined;
  #server: ServerProcess | undefined;
  #watch: Watch | undefined;
  #kills = 0;
  #restarts = 0;
  #slowestBackMs = 0;

  async begin(stage: Stage): Promise<void> {
    this.#stage = stage;
    this.#server = await stage.start('all');
    this.#watch = new Watch(stage.dataDir);
  }

  async strike(draws: Draws): Promise<boolean> {
    const [stage, watch] = [this.#stage, this.#watch];
    if (stage === undefined || watch === undefined) throw new Error('The violence has not begun');
    await sleep(300 + draws.below(2_500));
    const postmaster = watch.postmaster();
    process.kill(postmaster, 'SIGKILL');
    this.#kills += 1;
    const killedAt = performance.now();
    if (this.#kills % killsOfOneProcess === 0) {
      await this.#server?.kill();
      this.#server = await stage.start('all');
      this.#restarts += 1;
    }
    if (!(await watch.answers(backLimitMs))) throw new Error('PostgreSQL was not started again');
    if (watch.postmaster() === postmaster) throw new Error('PostgreSQL was not killed');
    this.#slowestBackMs = Math.max(this.#slowestBackMs, Math.round(performance.now() - killedAt));
    return true;
  }

  async end(): Promise<void> {
    const ended = this.#server?.ended();
    if (ended !== undefined) throw new Error(`The server ended by itself: ${ended}`);
  }

  figures(): Readonly<Record<string, number>> {
    return { kills: this.#kills, restarts: this.#restarts, slowestBackMs: this.#slowestBackMs };
  }
}
