import type { Logger } from 'pino';
import { scalarArray } from '../kit/arrays.ts';
import type { Clock } from '../kit/clock.ts';
import { inTransaction, isRetryable, type Queryable, type Transaction } from '../kit/db.ts';
import { allLanes, type Lane, type WorkspaceId } from '../kit/values/ids.ts';
import type { EpochMs } from '../kit/values/time.ts';
import type { Arrival, InboxArrival } from './batch/arrival.ts';
import { type BatchEngine, type BatchReport, runBatch } from './batch/batch.ts';
import { type ClaimScope, claimLanes, readArrivals } from './batch/claim.ts';
import { ClaimLost } from './batch/resolve.ts';
import type { Brake } from './brake.ts';
import { engineLimits } from './limits.ts';
import { isStoreFault } from './poison.ts';
import { trustNumber } from './trust.ts';

/** What the search for a failing fact needs. */
interface Isolation {
  readonly engine: BatchEngine;
  readonly clock: Clock;
  readonly log: Logger;
  readonly brake: Brake;
  readonly onBatch: (report: BatchReport) => void;
}

/** The head of a lane fails and stays where it is, because too many facts in a row have failed. */
export class HeldBack extends Error {
  constructor(cause: unknown) {
    super('Too many facts in a row have failed, so this one stays in its lane', { cause });
  }
}

/**
 * Looks for the fact that makes a lane's batch fail: halves the batch until one fact fails alone, three times, and puts
 * that one aside. Facts before it have taken effect, facts behind it go on. Returns how many facts left the inbox.
 * Throws what no fact is to blame for, and `HeldBack` while the brake is on.
 */
export async function isolateFailure(isolation: Isolation, lane: Lane): Promise<number> {
  const { engine, clock, brake, onBatch } = isolation;
  let size: number = brake.isOn ? 1 : engineLimits.factsPerBatch;
  let suspect: string | undefined;
  let failures = 0;
  for (let taken = 0; ; ) {
    const head = size === 1 ? await headOf(engine, clock, lane) : undefined;
    try {
      const report = await runBatch(engine, clock.now(), scopeOf(lane, size));
      onBatch(report);
      taken += report.arrivals;
      if (size === engineLimits.factsPerBatch || report.arrivals === 0) return taken;
      size = Math.min(size * 2, engineLimits.factsPerBatch);
      failures = 0;
    } catch (error) {
      if (isRetryable(error) || isStoreFault(error) || error instanceof ClaimLost) throw error;
      if (size > 1) {
        size = Math.floor(size / 2);
        continue;
      }
      // Another worker may have taken the head meanwhile: only failures of one and the same fact count.
      failures = head === suspect ? failures + 1 : 1;
      suspect = head;
      if (brake.isOn) throw new HeldBack(error);
      if (failures < engineLimits.attempts || suspect === undefined) continue;
      if (await putAside(isolation, lane, suspect, error)) taken += 1;
      failures = 0;
    }
  }
}

function scopeOf(lane: Lane, facts: number): ClaimScope {
  return { lanes: [lane], facts, lanesAtMost: 1, offset: 0 };
}

/** The next fact or timer of a lane under the lane's lock; undefined when there is none or another worker is at it. */
async function readHead(tx: Transaction, now: EpochMs, lane: Lane): Promise<Arrival | undefined> {
  const scope = scopeOf(lane, 1);
  const lanes = await claimLanes(tx, now, scope);
  return lanes.length === 0 ? undefined : (await readArrivals(tx, lanes, now, scope))[0];
}

async function headOf(engine: BatchEngine, clock: Clock, lane: Lane): Promise<string | undefined> {
  const head = await inTransaction(engine.pool, (tx) => readHead(tx, clock.now(), lane));
  return head === undefined ? undefined : nameOf(head);
}

/** One text for an arrival; for a timer it is the message id of the fact that it becomes in quarantine. */
function nameOf(arrival: Arrival): string {
  if (arrival.kind === 'inbox') return arrival.inboxId;
  return `~q${arrival.lane}.${arrival.subject}.${arrival.reactor}.${arrival.key}.${arrival.at}`;
}

/** Moves the head of a lane to quarantine if it is still the suspect and the brake admits it; true when it is gone. */
async function putAside(isolation: Isolation, lane: Lane, suspect: string, error: unknown): Promise<boolean> {
  const { engine, clock, log, brake } = isolation;
  if (!brake.admits()) throw new HeldBack(error);
  let head: Arrival | undefined;
  try {
    head = await inTransaction(engine.pool, async (tx) => {
      const now = clock.now();
      const found = await readHead(tx, now, lane);
      if (found === undefined || nameOf(found) !== suspect) return undefined;
      await moveAside(tx, found, reasonOf(error), now);
      return found;
    });
  } finally {
    if (head === undefined) brake.takeBack();
  }
  if (head === undefined) return false;
  log.error({ lane, kind: head.kind, err: error }, 'A fact failed alone three times and is in quarantine');
  return true;
}

/** The database keeps no character of the code zero, and a message may quote a whole fact. */
function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return reason.slice(0, engineLimits.errorCharacters).replaceAll('\u0000', '\ufffd');
}

/** A timer is recorded as the fact that it would have become. */
async function moveAside(tx: Transaction, head: Arrival, reason: string, now: EpochMs): Promise<void> {
  const { lane, workspace } = head;
  if (head.kind === 'inbox') {
    await tx.query(
      `with gone as (
         delete from engine_inbox where lane = $1 and inbox_id = $2
         returning lane, workspace_id, trust, message_id, accepted_at, payload)
       insert into engine_quarantine
         (lane, workspace_id, trust, message_id, accepted_at, payload, error, quarantined_at)
       select lane, workspace_id, trust, message_id, accepted_at, payload, $3, $4 from gone`,
      [lane, head.inboxId, reason, now],
    );
    await rememberMessage(tx, head);
    return;
  }
  const { subject, reactor, key, at, properties } = head;
  await tx.query('delete from engine_timers where lane = $1 and subject_id = $2 and reactor = $3 and key = $4', [
    lane,
    subject,
    reactor,
    key,
  ]);
  const body = { type: 'timer', name: reactor, timestamp: at, subject, properties: { ...properties, key } };
  await tx.query(
    `insert into engine_quarantine
       (lane, workspace_id, trust, message_id, accepted_at, payload, error, quarantined_at)
     values ($1, $2, 1, $3, $4, $5, $6, $7)`,
    [lane, workspace, nameOf(head), at, JSON.stringify(body), reason, now],
  );
}

/** A quarantined message is known: a repeat of it is a duplicate, and its release passes no de-duplication. */
async function rememberMessage(tx: Queryable, head: InboxArrival): Promise<void> {
  if (head.checked) return;
  const { lane, workspace, trust, messageId } = head;
  await tx.query(
    `insert into engine_dedup (lane, workspace_id, trust, message_id) values ($1, $2, $3, $4) on conflict do nothing`,
    [lane, workspace, trustNumber(trust), messageId],
  );
}

export interface QuarantinedFact {
  readonly lane: Lane;
  readonly quarantineId: string;
  readonly workspace: WorkspaceId;
  readonly messageId: string;
  readonly error: string;
  readonly quarantinedAt: number;
  readonly payload: string;
}

/** The quarantine of a workspace, oldest first, at most `limit` rows. */
export async function listQuarantine(db: Queryable, workspace: WorkspaceId, limit: number): Promise<QuarantinedFact[]> {
  const { rows } = await db.query<{
    lane: number;
    quarantine_id: string;
    workspace_id: string;
    message_id: string;
    error: string;
    quarantined_at: string;
    payload: string;
  }>(
    `select lane, quarantine_id, workspace_id, message_id, error, quarantined_at, payload from engine_quarantine
     where lane = any($3::smallint[]) and workspace_id = $1 and released_at is null
     order by quarantined_at, lane, quarantine_id limit $2`,
    [workspace, limit, scalarArray(allLanes)],
  );
  return rows.map((row) => ({
    lane: row.lane,
    quarantineId: row.quarantine_id,
    workspace: row.workspace_id as WorkspaceId,
    messageId: row.message_id,
    error: row.error,
    quarantinedAt: Number(row.quarantined_at),
    payload: row.payload,
  }));
}

/** Puts quarantined facts back into their lanes, where they take effect as late facts. Returns how many. */
export async function releaseQuarantine(
  db: Queryable,
  workspace: WorkspaceId,
  lane: Lane,
  quarantineId: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with released as (
       update engine_quarantine set released_at = $4
       where workspace_id = $1 and lane = $2 and quarantine_id = $3 and released_at is null
       returning lane, workspace_id, trust, message_id, accepted_at, payload)
     insert into engine_inbox (lane, workspace_id, trust, message_id, accepted_at, checked, payload)
     select lane, workspace_id, trust, message_id, accepted_at, true, payload from released`,
    [workspace, lane, quarantineId, now],
  );
  return rowCount === 1;
}
