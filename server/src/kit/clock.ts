import type { EpochMs } from './values/time.ts';

/** The only source of the present. Everything that needs the time is given a clock. */
export interface Clock {
  now(): EpochMs;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved, for tests that live through a year in a second. */
export class VirtualClock implements Clock {
  #now: EpochMs;

  constructor(start: EpochMs) {
    this.#now = start;
  }

  now(): EpochMs {
    return this.#now;
  }

  /** Moves the clock forward; it never goes back. */
  advance(byMs: number): void {
    if (byMs < 0) throw new Error('A clock does not go back');
    this.#now += byMs;
  }

  /** Moves the clock to a moment that is not before its present one. */
  moveTo(moment: EpochMs): void {
    this.advance(moment - this.#now);
  }
}
