import type { Lane } from '../kit/values/ids.ts';
import type { JsonObject } from '../kit/values/json.ts';
import type { EpochMs } from '../kit/values/time.ts';
import type { Trust } from './fact.ts';
import { trustOf } from './trust.ts';

/** What whoever shows history reads of a row of `engine_facts`. */
export const factColumns = 'lane, seq, now_at, happened_at, type, name, trust, message_id, payload';

/** Those columns as the driver gives them. */
export interface StoredFactRow {
  readonly lane: number;
  readonly seq: string;
  readonly now_at: string;
  readonly happened_at: string;
  readonly type: string;
  readonly name: string;
  readonly trust: number;
  readonly message_id: string;
  readonly payload: string;
}

export interface FactOfHistory {
  readonly lane: Lane;
  readonly seq: number;
  readonly at: EpochMs;
  readonly happenedAt: EpochMs;
  readonly type: string;
  readonly name: string;
  readonly trust: Trust;
  readonly messageId: string;
  readonly body: JsonObject;
}

export function factOf(row: StoredFactRow): FactOfHistory {
  return {
    lane: row.lane,
    seq: Number(row.seq),
    at: Number(row.now_at),
    happenedAt: Number(row.happened_at),
    type: row.type,
    name: row.name,
    trust: trustOf(row.trust),
    messageId: row.message_id,
    body: JSON.parse(row.payload) as JsonObject,
  };
}
