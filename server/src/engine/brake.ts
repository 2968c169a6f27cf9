import type { Logger } from 'pino';
import { engineLimits } from './limits.ts';

/**
 * Stops a worker from putting facts aside when many in a row had to be and none took effect: then it is hardly the
 * facts that are at fault, and they wait in their lanes until the fault is mended. One fact that takes effect releases
 * the brake.
 */
export class Brake {
  readonly #log: Logger;
  #inARow = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  get isOn(): boolean {
    return this.#inARow >= engineLimits.asideInARow;
  }

  /** Asks whether one more fact may be put aside, and counts it. */
  admits(): boolean {
    if (this.isOn) return false;
    this.#inARow += 1;
    if (this.isOn) {
      const limit = engineLimits.asideInARow;
      this.#log.error({ limit }, 'So many facts in a row failed that no more go to quarantine until one takes effect');
    }
    return true;
  }

  /** The fact that was counted was not put aside after all. */
  takeBack(): void {
    if (this.#inARow > 0) this.#inARow -= 1;
  }

  /** A fact took effect. */
  release(): void {
    if (this.isOn) this.#log.info('Facts take effect again');
    this.#inARow = 0;
  }
}
