import { Socket } from 'node:net';

/**
 * A socket that holds what is written between `cork` and `uncork` until the end of the turn. The driver corks each
 * statement by itself; so statements that are sent without waiting for one another leave in one write, and the server
 * wakes once for all of them.
 */
export class GatheringSocket extends Socket {
  #gathers = false;

  override cork(): void {
    if (!this.#gathers) {
      this.#gathers = true;
      super.cork();
      process.nextTick(() => {
        this.#gathers = false;
        super.uncork();
      });
    }
    super.cork();
  }
}
