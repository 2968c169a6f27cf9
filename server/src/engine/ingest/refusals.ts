import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Pool } from '../../kit/db.ts';
import { dayMs, type EpochMs } from '../../kit/values/time.ts';
import { trustNumber } from '../trust.ts';
import type { RefusedStore } from './ports.ts';

/** Refused events are kept so long. */
export const refusalsKeptMs = 7 * dayMs;

/** Keeps refused events in the database, where support finds what a sender got wrong. */
export function createRefusedStore(pool: Pool): RefusedStore {
  return {
    async keep(items) {
      if (items.length === 0) return;
      await pool.query(
        `insert into engine_refusals (workspace_id, refused_at, trust, message_id, code, reason, raw)
         select * from unnest($1::text[], $2::bigint[], $3::smallint[], $4::text[], $5::text[], $6::text[],
                              $7::text[])`,
        [
          textArray(items.map((item) => item.workspace)),
          scalarArray(items.map((item) => item.receivedAt)),
          scalarArray(items.map((item) => trustNumber(item.trust))),
          textArray(items.map((item) => item.messageId ?? null)),
          textArray(items.map((item) => item.code)),
          textArray(items.map((item) => item.message)),
          textArray(items.map((item) => item.raw)),
        ],
      );
    },
  };
}

/** Forgets what is older than its week; returns how many. */
export async function forgetRefusals(pool: Pool, now: EpochMs): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from engine_refusals where refusal_id in
       (select refusal_id from engine_refusals where refused_at < $1 order by refusal_id limit 10000)`,
    [now - refusalsKeptMs],
  );
  return rowCount ?? 0;
}
