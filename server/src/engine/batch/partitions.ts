import { Temporal } from 'temporal-polyfill';
import { inTransaction, type Pool } from '../../kit/db.ts';
import type { EpochMs } from '../../kit/values/time.ts';

/** The history's monthly partition that a moment falls into: its table name and half-open bounds in UTC. */
export function partitionOf(moment: EpochMs): { table: string; from: EpochMs; to: EpochMs } {
  const at = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO('UTC');
  const first = at.with({ day: 1 }).startOfDay();
  const month = String(at.month).padStart(2, '0');
  return {
    table: `engine_facts_${at.year}_${month}`,
    from: first.epochMilliseconds,
    to: first.add({ months: 1 }).epochMilliseconds,
  };
}

/** Makes the history's partitions ahead of need; remembers what it made, so that asking again costs nothing. */
export class Partitions {
  readonly #pool: Pool;
  readonly #ready = new Set<string>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Makes sure that facts up to `until` have a partition, beginning with the month of `since`. */
  async ensure(since: EpochMs, until: EpochMs): Promise<void> {
    for (let month = partitionOf(since); ; month = partitionOf(month.to)) {
      if (!this.#ready.has(month.table)) await this.#make(month);
      this.#ready.add(month.table);
      if (month.to > until) return;
    }
  }

  async #make(month: { table: string; from: EpochMs; to: EpochMs }): Promise<void> {
    await inTransaction(this.#pool, async (tx) => {
      // Two workers may come to the same new month at once; the loser of the lock finds the table there.
      await tx.query("select pg_advisory_xact_lock(hashtext('engine_facts partitions'))");
      await tx.query(
        `create table if not exists ${month.table} partition of engine_facts
           for values from (${month.from}) to (${month.to})`,
      );
    });
  }
}
