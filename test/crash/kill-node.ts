import { type ServerProcess, sleep } from '../support/process.ts';
import type { Stage } from './stage.ts';
import type { Violence } from './violence.ts';

/** How long after it is ready a process is killed. */
const livesMs = 2_000;

/** The only process is killed two seconds after each time it is ready, and started again on the same data and port. */
export class KillNode implements Violence {
  #stage: Stage | undefined;
  #server: ServerProcess | undefined;
  #kills = 0;

  async begin(stage: Stage): Promise<void> {
    this.#stage = stage;
    this.#server = await stage.start('all');
  }

  async strike(): Promise<void> {
    await sleep(livesMs);
    await this.#server?.kill();
    this.#kills += 1;
    this.#server = await this.#stage?.start('all');
  }

  /** The last start of `strike` stays. */
  async end(): Promise<void> {
    if (this.#server?.ended() !== undefined) throw new Error(`The server ended by itself: ${this.#server.ended()}`);
  }

  figures(): Readonly<Record<string, number>> {
    return { kills: this.#kills };
  }
}
