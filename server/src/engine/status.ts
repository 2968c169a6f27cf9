import {
  fromTheNewest,
  type Page,
  type PageRequest,
  pageFrom,
  pageRowsAtMost,
  pageSize,
  readCursor,
  writeCursor,
} from '../kit/api/paging.ts';
import { scalarArray } from '../kit/arrays.ts';
import type { Clock } from '../kit/clock.ts';
import { inTransaction, type Pool, type Queryable, type Transaction } from '../kit/db.ts';
import { type Lane, laneCount, type WorkspaceId } from '../kit/values/ids.ts';
import type { JsonObject } from '../kit/values/json.ts';
import type { EpochMs } from '../kit/values/time.ts';
import type { Trust } from './fact.ts';
import { refusalsKeptMs } from './ingest/refusals.ts';
import { type LiveRow, liveMs, liveOverlapMs, readLive } from './live.ts';
import { releaseQuarantine } from './quarantine.ts';
import { trustOf } from './trust.ts';

/** What became of a command, of facts that could not take effect, and of events that were refused. */
export class EngineStatus {
  readonly #db: Pool;
  readonly #clock: Clock;

  constructor(db: Pool, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** What waits and what is stuck, in all workspaces together. It looks at a bounded number of rows. */
  backlog(): Promise<Backlog> {
    return inTransaction(this.#db, (tx) => readBacklog(tx, this.#clock.now()), {
      statementTimeoutMs: backlogTimeoutMs,
    });
  }

  /** Undefined when the workspace sent no such command. */
  command(workspace: WorkspaceId, messageId: string): Promise<CommandState | undefined> {
    return readCommand(this.#db, workspace, messageId);
  }

  /** Newest first. */
  quarantine(workspace: WorkspaceId, request: PageRequest): Promise<Page<QuarantineRow>> {
    return pageQuarantine(this.#db, workspace, request);
  }

  /** One of them, also after it was released; undefined when the workspace has none of this id. */
  quarantined(workspace: WorkspaceId, id: string, db: Queryable = this.#db): Promise<QuarantineRow | undefined> {
    return findQuarantined(db, workspace, id);
  }

  /** Lets a fact take effect after all, as a late fact; false when it was released before. */
  release(tx: Transaction, workspace: WorkspaceId, id: string): Promise<boolean> {
    const { lane, number } = placeOf(id);
    return releaseQuarantine(tx, workspace, lane, number, this.#clock.now());
  }

  /** The newest events of the workspace that have taken effect, at most fifty, none older than ten minutes. */
  async live(workspace: WorkspaceId, after: EpochMs | undefined): Promise<{ rows: LiveRow[]; next: EpochMs }> {
    const now = this.#clock.now();
    const rows = await readLive(this.#db, workspace, Math.max(after ?? 0, now - liveMs));
    return { rows, next: now - liveOverlapMs };
  }

  /** The refused events of the last seven days, newest first. */
  refusals(workspace: WorkspaceId, request: PageRequest): Promise<Page<RefusalRow>> {
    return pageRefusals(this.#db, workspace, this.#clock.now() - refusalsKeptMs, request);
  }
}

export interface Backlog {
  /** Exact up to a limit; beyond it the database's own estimate. */
  readonly waiting: number;
  readonly oldestMs: number;
  readonly quarantined: number;
}

const countedAtMost = 10_000;
const backlogTimeoutMs = 1_000;

async function readBacklog(db: Queryable, now: EpochMs): Promise<Backlog> {
  const { rows } = await db.query<{
    waiting: string;
    estimate: string;
    oldest: string | null;
    quarantined: string;
  }>({
    name: 'engine-backlog',
    text: `
      select (select count(*) from (select from engine_inbox where lane = any($1::smallint[]) limit $2) i) as waiting,
             pg_stat_get_live_tuples('engine_inbox'::regclass) as estimate,
             (select min(first.accepted_at)
              from unnest($1::smallint[]) as l(lane)
              cross join lateral (select accepted_at from engine_inbox where lane = l.lane
                                  order by inbox_id limit 1) first) as oldest,
             (select count(*)
              from (select from engine_quarantine
                    where lane = any($1::smallint[]) and released_at is null limit $2) q) as quarantined`,
    values: [allLanes, countedAtMost],
  });
  const [row] = rows;
  const waiting = Number(row?.waiting ?? 0);
  return {
    waiting: waiting < countedAtMost ? waiting : Math.max(waiting, Number(row?.estimate ?? 0)),
    oldestMs: row?.oldest == null ? 0 : Math.max(0, now - Number(row.oldest)),
    quarantined: Number(row?.quarantined ?? 0),
  };
}

export interface CommandState {
  readonly status: 'pending' | 'done' | 'refused' | 'quarantined';
  readonly reason?: string;
  readonly result?: JsonObject;
}

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

/** The answer is looked for in every lane, because who asks may know no more than the command's id. */
async function readCommand(
  db: Queryable,
  workspace: WorkspaceId,
  messageId: string,
): Promise<CommandState | undefined> {
  const { rows } = await db.query<{
    status: string | null;
    reason: string | null;
    result: JsonObject | null;
    quarantined: boolean;
    known: boolean;
  }>({
    name: 'engine-read-command',
    text: `
      select r.status, r.reason, r.result,
             exists (select from engine_quarantine q
                     where q.lane = any($1::smallint[]) and q.workspace_id = $2 and q.message_id = $3
                       and q.released_at is null) as quarantined,
             exists (select from engine_dedup d
                     where d.lane = any($1::smallint[]) and d.workspace_id = $2 and d.trust = 1 and d.message_id = $3)
               or exists (select from engine_inbox i
                          where i.lane = any($1::smallint[]) and i.workspace_id = $2 and i.message_id = $3) as known
      from (select 1) one
      left join engine_replies r on r.lane = any($1::smallint[]) and r.workspace_id = $2 and r.message_id = $3
      limit 1`,
    values: [allLanes, workspace, messageId],
  });
  const row = rows[0];
  if (row === undefined) return undefined;
  if (row.status !== null) {
    const { reason, result } = row;
    return {
      status: row.status === 'done' ? 'done' : 'refused',
      ...(reason === null ? {} : { reason }),
      ...(result === null ? {} : { result }),
    };
  }
  if (row.quarantined) return { status: 'quarantined' };
  return row.known ? { status: 'pending' } : undefined;
}

export interface QuarantineRow {
  readonly id: string;
  readonly messageId: string;
  readonly error: string;
  readonly quarantinedAt: EpochMs;
  readonly releasedAt: EpochMs | null;
  readonly payload: string;
}

async function pageQuarantine(
  db: Queryable,
  workspace: WorkspaceId,
  request: PageRequest,
): Promise<Page<QuarantineRow>> {
  const before = readCursor(request.cursor, ['number', 'number', 'string']) ?? [Number.MAX_SAFE_INTEGER, 0, ''];
  const limit = pageSize(request);
  const { rows } = await db.query<{
    lane: number;
    quarantine_id: string;
    message_id: string;
    error: string;
    quarantined_at: string;
    payload: string;
  }>({
    name: 'engine-page-quarantine',
    text: `
      select * from (
        select lane, quarantine_id, message_id, error, quarantined_at, payload from engine_quarantine
        where lane between 0 and 255 and workspace_id = $1 and released_at is null
          and quarantined_at <= $2 and (quarantined_at, lane, quarantine_id) < ($2, $3::bigint, $4::bigint)
        order by quarantined_at desc, lane desc, quarantine_id desc limit ${pageRowsAtMost}) page
      order by quarantined_at desc, lane desc, quarantine_id desc limit $5`,
    values: [workspace, before[0], before[1], numberText(before[2]), limit + 1],
  });
  return pageFrom(
    rows,
    limit,
    (row) => ({
      id: `${row.lane}.${row.quarantine_id}`,
      messageId: row.message_id,
      error: row.error,
      quarantinedAt: Number(row.quarantined_at),
      releasedAt: null,
      payload: row.payload,
    }),
    (last) => writeCursor(Number(last.quarantined_at), last.lane, last.quarantine_id),
  );
}

/** A lane and a number; for any other text a place where nothing is. */
function placeOf(id: string): { readonly lane: Lane; readonly number: string } {
  const [, lane = '-1', number = '0'] = /^(\d{1,3})\.(\d{1,18})$/.exec(id) ?? [];
  return { lane: Number(lane), number };
}

async function findQuarantined(db: Queryable, workspace: WorkspaceId, id: string): Promise<QuarantineRow | undefined> {
  const { lane, number } = placeOf(id);
  const { rows } = await db.query<{
    message_id: string;
    error: string;
    quarantined_at: string;
    released_at: string | null;
    payload: string;
  }>(
    `select message_id, error, quarantined_at, released_at, payload from engine_quarantine
     where lane = $1 and quarantine_id = $2 and workspace_id = $3`,
    [lane, number, workspace],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    id,
    messageId: row.message_id,
    error: row.error,
    quarantinedAt: Number(row.quarantined_at),
    releasedAt: row.released_at === null ? null : Number(row.released_at),
    payload: row.payload,
  };
}

export interface RefusalRow {
  readonly refusedAt: EpochMs;
  readonly trust: Trust;
  readonly messageId: string | null;
  readonly code: string;
  readonly reason: string;
  readonly raw: string;
}

async function pageRefusals(
  db: Queryable,
  workspace: WorkspaceId,
  since: EpochMs,
  request: PageRequest,
): Promise<Page<RefusalRow>> {
  const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
  const limit = pageSize(request);
  const { rows } = await db.query<{
    refusal_id: string;
    refused_at: string;
    trust: number;
    message_id: string | null;
    code: string;
    reason: string;
    raw: string;
  }>(
    `select refusal_id, refused_at, trust, message_id, code, reason, raw from engine_refusals
     where workspace_id = $1 and refused_at >= $2
       and refused_at <= $3 and (refused_at, refusal_id) < ($3, $4::bigint)
     order by refused_at desc, refusal_id desc limit $5`,
    [workspace, since, before[0], numberText(before[1]), limit + 1],
  );
  return pageFrom(
    rows,
    limit,
    (row) => ({
      refusedAt: Number(row.refused_at),
      trust: trustOf(row.trust),
      messageId: row.message_id,
      code: row.code,
      reason: row.reason,
      raw: row.raw,
    }),
    (last) => writeCursor(Number(last.refused_at), last.refusal_id),
  );
}

/** A cursor's number that may be larger than JavaScript's; any other text is the beginning. */
function numberText(text: string | undefined): string {
  return text !== undefined && /^\d{1,18}$/.test(text) ? text : '0';
}
