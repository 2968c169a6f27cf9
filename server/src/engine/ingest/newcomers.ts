import type { Clock } from '../../kit/clock.ts';
import { hashOfText } from '../../kit/values/hash.ts';
import { hourMs, secondMs } from '../../kit/values/time.ts';
import { Buckets, networkOf } from './limiter.ts';
import { ingestLimits } from './limits.ts';
import type { NewcomerQuota } from './ports.ts';

export interface NewcomerOptions {
  /** How many new visitors one address may bring in an hour under one key, at once or spread over it. */
  readonly perHour: number;
  /** How many visitors are remembered as seen, at the least; at most twice as many are. */
  readonly remembered: number;
  /** How many addresses are remembered; the one longest unused is forgotten first. */
  readonly entries: number;
}

const defaultOptions: NewcomerOptions = {
  perHour: ingestLimits.newcomersPerHour,
  remembered: ingestLimits.rememberedVisitors,
  entries: 20_000,
};

/**
 * Every anonymousId that nobody has used makes a person, and a write key is public: without a quota one machine could
 * fill the base with persons. A visitor counts as new when this process has not seen them of late, so after a restart
 * visitors who come again count once more; the allowance of an address is far above what people behind one are.
 * A request whose visitors are all known is never held up.
 */
export function createNewcomerQuota(clock: Clock, options: NewcomerOptions = defaultOptions): NewcomerQuota {
  const { perHour, remembered, entries } = options;
  const addresses = new Buckets({ perSecond: perHour / (hourMs / secondMs), burst: perHour }, entries);
  const seen = new Seen(remembered);
  return {
    admit({ workspace }, key, address, anchors) {
      const newcomers: string[] = [];
      for (const anchor of anchors) {
        const visitor = hashOfText(`${workspace}\u0000${anchor}`).slice(0, visitorCharacters);
        if (!seen.has(visitor)) newcomers.push(visitor);
      }
      if (newcomers.length === 0) return 0;
      const now = clock.now();
      const place = `${key}\u0000${networkOf(address)}`;
      const wait = addresses.wait(place, now);
      if (wait > 0) return wait;
      addresses.take(place, newcomers.length, now);
      for (const visitor of newcomers) seen.add(visitor);
      return 0;
    },
  };
}

/** Sixty bits of a hash tell visitors apart well enough to count them, and are short enough to keep many. */
const visitorCharacters = 10;

/** The last so many that were added or asked about; the older half is forgotten at once. */
class Seen {
  readonly #limit: number;
  #recent = new Set<string>();
  #older: ReadonlySet<string> = new Set();

  constructor(limit: number) {
    this.#limit = limit;
  }

  has(name: string): boolean {
    if (this.#recent.has(name)) return true;
    if (!this.#older.has(name)) return false;
    this.add(name);
    return true;
  }

  add(name: string): void {
    if (this.#recent.size >= this.#limit) {
      this.#older = this.#recent;
      this.#recent = new Set();
    }
    this.#recent.add(name);
  }
}
