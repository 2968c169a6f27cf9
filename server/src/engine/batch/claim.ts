import { scalarArray, scalarColumn } from '../../kit/arrays.ts';
import { allDone, type Transaction } from '../../kit/db.ts';
import { groupBy } from '../../kit/values/group.ts';
import type { Lane, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { FactBody } from '../fact.ts';
import { trustOf } from '../trust.ts';
import type { Arrival, InboxArrival, TimerArrival } from './arrival.ts';

/** Clocks of two processes differ by less; a timer due before a fact that another process accepted fires before it. */
const clockSkewMs = 600_000;

export interface ClaimedLane {
  readonly lane: Lane;
  readonly nextSeq: number;
  /** The latest `now` that a fact of the lane has had. */
  readonly now: EpochMs;
  readonly hasTimers: boolean;
}

/** Restricts a claim while a failing fact is being isolated. */
export interface ClaimScope {
  readonly lanes?: readonly Lane[];
  readonly facts: number;
  readonly lanesAtMost: number;
  /** Whether lanes are taken for due timers alone; true when absent. Looking for them costs a look at every lane. */
  readonly withTimers?: boolean;
  /** Where in the circle of lanes to begin, so that none starves. */
  readonly offset: number;
}

/**
 * Takes free lanes that have work. Those with facts are found by jumps from lane to lane, around the circle from the
 * scope's offset, and no further than is needed; those with nothing but a due timer go first, or they might never have
 * their turn. The row lock is the lease: it ends with the transaction, so a worker that dies or hangs gives its lanes
 * back without anybody's help.
 */
export async function claimLanes(tx: Transaction, now: EpochMs, scope: ClaimScope): Promise<ClaimedLane[]> {
  const { rows } = await tx.query<ClaimRow>({
    name: 'engine-claim-lanes',
    text: `
      with recursive ahead (lane) as (
        (select lane from engine_inbox where lane >= $3 order by lane limit 1)
        union all
        select n.lane from ahead a cross join lateral (
          select i.lane from engine_inbox i where i.lane > a.lane order by i.lane limit 1) n
      ),
      behind (lane) as (
        (select lane from engine_inbox where lane < $3 order by lane limit 1)
        union all
        select n.lane from behind b cross join lateral (
          select i.lane from engine_inbox i where i.lane > b.lane and i.lane < $3 order by i.lane limit 1) n
      ),
      due (lane) as (
        select d.lane from engine_lanes d
        where $5 and not exists (select from engine_inbox i where i.lane = d.lane)
          and exists (select from engine_timers t where t.lane = d.lane and t.due_at <= $1::bigint)
        order by (d.lane - $3 + 256) % 256
      )
      select b.lane, l.next_seq, l.now_at,
             exists (select from engine_timers t
                     where t.lane = b.lane and t.due_at <= $1::bigint + ${clockSkewMs}) as has_timers
      from (select * from due union all select * from ahead union all select * from behind) b
      cross join lateral (
        select next_seq, now_at from engine_lanes where lane = b.lane for no key update skip locked
      ) l
      where $4::smallint[] is null or b.lane = any($4::smallint[])
      limit $2`,
    values: [
      now,
      scope.lanesAtMost,
      scope.offset,
      scope.lanes === undefined ? null : scalarArray(scope.lanes),
      scope.withTimers ?? true,
    ],
  });
  return rows.map((row) => ({
    lane: row.lane,
    nextSeq: Number(row.next_seq),
    now: Number(row.now_at),
    hasTimers: row.has_timers,
  }));
}

interface ClaimRow {
  readonly lane: number;
  readonly next_seq: string;
  readonly now_at: string;
  readonly has_timers: boolean;
}

/** How many facts and timers a batch takes from each of its lanes. */
export function shareOf(scope: ClaimScope, lanes: readonly ClaimedLane[]): number {
  return Math.max(1, Math.floor(scope.facts / lanes.length));
}

/**
 * The next facts and due timers of the claimed lanes, each lane's merged by time, the inbox of a lane in its own order.
 */
export async function readArrivals(
  tx: Transaction,
  lanes: readonly ClaimedLane[],
  now: EpochMs,
  scope: ClaimScope,
): Promise<Arrival[]> {
  const perLane = shareOf(scope, lanes);
  const withTimers = lanes.filter((lane) => lane.hasTimers).map((lane) => lane.lane);
  const reading = readInbox(tx, lanes, perLane);
  if (withTimers.length === 0) return reading;
  const [inbox, timers] = await allDone([reading, readTimers(tx, withTimers, now + clockSkewMs, perLane)]);
  const horizon = inbox.reduce((latest, row) => Math.max(latest, row.at), now);
  return mergeByTime(
    inbox,
    timers.filter((timer) => timer.at <= horizon),
    perLane,
  );
}

/**
 * From the beginning of each lane, not from where the claim saw its first row: a row with a lower id may have been
 * committed since, and it goes before those that its own transaction wrote behind it.
 */
async function readInbox(tx: Transaction, lanes: readonly ClaimedLane[], perLane: number): Promise<InboxArrival[]> {
  const { rows } = await tx.query<{
    lane: number;
    inbox_id: string;
    place: string;
    workspace_id: string;
    trust: number;
    message_id: string;
    accepted_at: string;
    checked: boolean;
    payload: string;
  }>({
    name: 'engine-read-inbox',
    text: `
      select i.* from unnest($1::smallint[]) as l(lane)
      cross join lateral (
        select lane, inbox_id, ctid::text as place, workspace_id, trust, message_id, accepted_at, checked, payload
        from engine_inbox where lane = l.lane order by inbox_id limit $2) i`,
    values: [scalarColumn(lanes, (each) => each.lane), perLane],
  });
  return rows.map((row) => ({
    kind: 'inbox',
    lane: row.lane,
    at: Number(row.accepted_at),
    inboxId: row.inbox_id,
    place: row.place,
    workspace: row.workspace_id as WorkspaceId,
    trust: trustOf(row.trust),
    messageId: row.message_id,
    checked: row.checked,
    body: JSON.parse(row.payload) as FactBody,
  }));
}

async function readTimers(
  tx: Transaction,
  lanes: readonly Lane[],
  now: EpochMs,
  perLane: number,
): Promise<TimerArrival[]> {
  const { rows } = await tx.query<{
    lane: number;
    subject_id: string;
    reactor: string;
    key: string;
    workspace_id: string;
    due_at: string;
    properties: string;
  }>({
    name: 'engine-read-timers',
    text: `
      select t.* from unnest($1::smallint[]) as l(lane)
      cross join lateral (
        select lane, subject_id, reactor, key, workspace_id, due_at, properties
        from engine_timers where lane = l.lane and due_at <= $2
        order by due_at, subject_id, reactor, key limit $3) t`,
    values: [scalarArray(lanes), now, perLane],
  });
  return rows.map((row) => ({
    kind: 'timer',
    lane: row.lane,
    at: Number(row.due_at),
    workspace: row.workspace_id as WorkspaceId,
    subject: row.subject_id as SubjectId,
    reactor: row.reactor,
    key: row.key,
    properties: JSON.parse(row.properties) as JsonObject,
  }));
}

/** Merges two lists that are each in order; a timer that came due at the very time of a fact goes first. */
export function mergeByTime(
  inbox: readonly InboxArrival[],
  timers: readonly TimerArrival[],
  perLane: number,
): Arrival[] {
  const timersByLane = groupBy(timers, (timer) => timer.lane);
  const inboxByLane = groupBy(inbox, (row) => row.lane);
  const merged: Arrival[] = [];
  for (const lane of new Set([...inboxByLane.keys(), ...timersByLane.keys()])) {
    const rows = inboxByLane.get(lane) ?? [];
    const due = timersByLane.get(lane) ?? [];
    let row = 0;
    let timer = 0;
    for (let taken = 0; taken < perLane && (row < rows.length || timer < due.length); taken += 1) {
      const nextRow = rows[row];
      const nextTimer = due[timer];
      if (nextTimer !== undefined && (nextRow === undefined || nextTimer.at <= nextRow.at)) {
        merged.push(nextTimer);
        timer += 1;
      } else if (nextRow !== undefined) {
        merged.push(nextRow);
        row += 1;
      }
    }
  }
  return merged;
}
