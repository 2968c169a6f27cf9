import { networkOf } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Queryable } from '../../kit/db.ts';
import { hashKey } from '../../kit/secrets.ts';
import { dayMs, minuteMs, secondMs } from '../../kit/values/time.ts';
import { countAttempt, forgetAttempts, forgetOldAttempts } from './store-attempts.ts';

/** What is guessed at: an address tries passwords, an e-mail's password is tried, a user's codes are tried. */
export type Guarded = 'address' | 'email' | 'user';

/** So many attempts in a window. Whoever shares an address shares its allowance, so that one is the largest. */
const allowances: Readonly<Record<Guarded, number>> = { address: 60, email: 10, user: 10 };
const windowMs = 15 * minuteMs;

/**
 * Counts attempts at passwords, codes and tokens in the database, so that all processes share the counts and a restart
 * forgets none. Names are hashed: the table tells nobody's address.
 */
export class AttemptGuard {
  readonly #db: Queryable;
  readonly #clock: Clock;

  constructor(db: Queryable, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Counts one attempt; answers the whole seconds to wait when there were too many, else 0. */
  async take(guarded: Guarded, name: string): Promise<number> {
    const now = this.#clock.now();
    const { count, since } = await countAttempt(this.#db, bucketOf(guarded, name), now, windowMs);
    if (count === 1) await forgetOldAttempts(this.#db, now - dayMs);
    if (count <= allowances[guarded]) return 0;
    return Math.max(1, Math.ceil((since + windowMs - now) / secondMs));
  }

  /** What succeeded is no longer counted. */
  async clear(guarded: Guarded, name: string): Promise<void> {
    await forgetAttempts(this.#db, bucketOf(guarded, name));
  }
}

function bucketOf(guarded: Guarded, name: string): string {
  return hashKey(`${guarded}:${guarded === 'address' ? networkOf(name) : name}`);
}
