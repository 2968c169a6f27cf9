import { scalarArray, textArray } from '../kit/arrays.ts';
import type { Queryable } from '../kit/db.ts';
import { allLanes, type SubjectId, type WorkspaceId } from '../kit/values/ids.ts';
import { isJsonObject, type Json, type JsonObject, ownValue } from '../kit/values/json.ts';
import { type EpochMs, minuteMs, secondMs } from '../kit/values/time.ts';
import { eventTypes, type Trust } from './fact.ts';
import { factColumns, factOf, type StoredFactRow } from './history-row.ts';

/** How far back it is looked. */
export const liveMs = 10 * minuteMs;

/**
 * Batches of several lanes commit in another order than their moments say, so whoever asks again is told once more of
 * the last seconds.
 */
export const liveOverlapMs = 5 * secondMs;

/** So many facts of each lane are looked at, and so many are told. */
const placesLookedAt = 200;
const toldAtMost = 50;

export interface LiveRow {
  readonly id: string;
  readonly at: EpochMs;
  readonly happenedAt: EpochMs;
  readonly type: string;
  readonly name: string;
  readonly trust: Trust;
  readonly messageId: string;
  readonly person: SubjectId;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly page: string | null;
}

/** Events of the last places of each lane that had any since a moment: its cost is bounded whatever the history. */
export async function readLive(db: Queryable, workspace: WorkspaceId, since: EpochMs): Promise<LiveRow[]> {
  const { rows } = await db.query<StoredFactRow & { readonly subject_id: string }>({
    name: 'engine-live',
    text: `
      select f.* from engine_lanes l
      cross join lateral (
        select ${factColumns}, subject_id
        from engine_facts
        where lane = l.lane and seq >= l.next_seq - ${placesLookedAt} and now_at >= $3 and workspace_id = $2
          and type = any($4::text[])
        order by seq desc limit ${toldAtMost}) f
      where l.lane = any($1::smallint[]) and l.now_at >= $3
      order by f.now_at desc, f.lane, f.seq desc limit ${toldAtMost}`,
    values: [scalarArray(allLanes), workspace, since, textArray(eventTypes)],
  });
  return rows.map((row) => {
    const { lane, seq, body, ...fact } = factOf(row);
    return { id: `${lane}.${seq}`, ...fact, person: row.subject_id as SubjectId, ...shownOf(body) };
  });
}

function shownOf(body: JsonObject): Pick<LiveRow, 'userId' | 'anonymousId' | 'page'> {
  const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value.slice(0, 2_000) : null);
  const context = ownValue(body, 'context');
  const page = isJsonObject(context) ? ownValue(context, 'page') : undefined;
  const properties = ownValue(body, 'properties');
  const told = isJsonObject(page) ? ownValue(page, 'url') : undefined;
  return {
    userId: text(ownValue(body, 'userId')),
    anonymousId: text(ownValue(body, 'anonymousId')),
    page: text(told) ?? text(isJsonObject(properties) ? ownValue(properties, 'url') : undefined),
  };
}
