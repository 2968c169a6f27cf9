import type { Logger } from 'pino';
import { scalarArray } from '../kit/arrays.ts';
import type { Clock } from '../kit/clock.ts';
import { inTransaction, isRetryable, type Queryable } from '../kit/db.ts';
import { allLanes, type Lane, type WorkspaceId } from '../kit/values/ids.ts';
import { type BatchEngine, type BatchReport, runBatch } from './batch/batch.ts';
import { claimLanes, readArrivals } from './batch/claim.ts';
import { ClaimLost } from './batch/resolve.ts';
import { engineLimits } from './limits.ts';
import { trustNumber } from './trust.ts';

/**
 * Looks for the fact that makes a lane's batch fail: halves the batch until one fact fails alone, three times, and puts
 * that one aside. Facts before it have taken effect, facts behind it go on. Returns how many facts left the inbox.
 */
export async function isolateFailure(
  engine: BatchEngine,
  clock: Clock,
  lane: Lane,
  log: Logger,
  onBatch: (report: BatchReport) => void,
): Promise<number> {
  let size: number = engineLimits.factsPerBatch;
  let failures = 0;
  for (let taken = 0; ; ) {
    try {
      const report = await runBatch(engine, clock.now(), { lanes: [lane], facts: size, lanesAtMost: 1, offset: 0 });
      onBatch(report);
      taken += report.arrivals;
      if (size === engineLimits.factsPerBatch || report.arrivals === 0) return taken;
      size = Math.min(size * 2, engineLimits.factsPerBatch);
      failures = 0;
    } catch (error) {
      if (isRetryable(error) || error instanceof ClaimLost) throw error;
      if (size > 1) {
        size = Math.floor(size / 2);
        continue;
      }
      failures += 1;
      if (failures < engineLimits.attempts) continue;
      await putAside(engine, clock, lane, error, log);
      taken += 1;
      failures = 0;
    }
  }
}

/** Moves the head of a lane to quarantine; a timer is recorded as the fact that it would have become. */
async function putAside(engine: BatchEngine, clock: Clock, lane: Lane, error: unknown, log: Logger): Promise<void> {
  const now = clock.now();
  await inTransaction(engine.pool, async (tx) => {
    const scope = { lanes: [lane], facts: 1, lanesAtMost: 1, offset: 0 };
    const lanes = await claimLanes(tx, now, scope);
    if (lanes.length === 0) return;
    const [head] = await readArrivals(tx, lanes, now, scope);
    if (head === undefined) return;
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    log.error({ lane, kind: head.kind, err: error }, 'A fact failed alone three times and is in quarantine');
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
      await rememberMessage(tx, lane, head.workspace, trustNumber(head.trust), head.messageId, head.checked);
      return;
    }
    await tx.query('delete from engine_timers where lane = $1 and subject_id = $2 and reactor = $3 and key = $4', [
      lane,
      head.subject,
      head.reactor,
      head.key,
    ]);
    const body = {
      type: 'timer',
      name: head.reactor,
      timestamp: head.at,
      subject: head.subject,
      properties: head.properties,
    };
    await tx.query(
      `insert into engine_quarantine
         (lane, workspace_id, trust, message_id, accepted_at, payload, error, quarantined_at)
       values ($1, $2, 1, $3, $4, $5, $6, $7)`,
      [lane, head.workspace, `~q${lane}.${head.subject}.${head.key}`, head.at, JSON.stringify(body), reason, now],
    );
  });
}

/** A quarantined message is known: a repeat of it is a duplicate, and its release passes no de-duplication. */
async function rememberMessage(
  tx: Queryable,
  lane: Lane,
  workspace: WorkspaceId,
  trust: number,
  messageId: string,
  checked: boolean,
): Promise<void> {
  if (checked) return;
  await tx.query(
    `insert into engine_dedup (lane, workspace_id, trust, message_id) values ($1, $2, $3, $4) on conflict do nothing`,
    [lane, workspace, trust, messageId],
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
