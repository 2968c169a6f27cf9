import type { Draws } from '../soak/ledger/draws.ts';
import { type ServerProcess, sleep } from '../support/process.ts';
import type { Stage } from './stage.ts';
import type { Violence } from './violence.ts';

/** How long after it is ready a process is killed. */
const livesMs = 2_000;

/** A start may be killed too, at any moment before it is ready. */
const longestStartMs = 2_500;

/**
 * The only process is killed two seconds after each time it is ready, and started again on the same data and port; now
 * and then it is killed already while it starts.
 */
export class KillNode implements Violence {
  #stage: Stage | undefined;
  #server: ServerProcess | undefined;
  #kills = 0;
  #starts = 0;

  async begin(stage: Stage): Promise<void> {
    this.#stage = stage;
    this.#server = await stage.start('all');
  }

  async strike(draws: Draws): Promise<boolean> {
    await sleep(livesMs);
    await this.#server?.kill();
    this.#kills += 1;
    if (draws.chance(25)) {
      await this.#stage?.startAndKill('all', draws.below(longestStartMs));
      this.#starts += 1;
    }
    this.#server = await this.#stage?.start('all');
    return true;
  }

  /** The last start of `strike` stays. */
  async end(): Promise<void> {
    if (this.#server?.ended() !== undefined) throw new Error(`The server ended by itself: ${this.#server.ended()}`);
  }

  figures(): Readonly<Record<string, number>> {
    return { kills: this.#kills, killedStarts: this.#starts };
  }
}
