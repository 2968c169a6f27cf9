import { jsonColumn, scalarColumn, textColumn } from '../../kit/arrays.ts';
import type { Transaction } from '../../kit/db.ts';
import type { Lane, WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { OutboxItem } from '../reactor.ts';
import type { BatchWrites } from './writes.ts';

export async function writeDecisions(tx: Transaction, writes: BatchWrites): Promise<void> {
  const rows = writes.decisions;
  if (rows.length === 0) return;
  await tx.query({
    name: 'engine-write-decisions',
    text: `
      insert into engine_decisions (lane, seq, position, workspace_id, subject_id, reactor, about, outcome, detail,
                                    revision, now_at)
      select lane, seq, position, workspace_id, subject_id, reactor, about, outcome, detail::jsonb, revision, now_at
      from unnest($1::smallint[], $2::bigint[], $3::smallint[], $4::text[], $5::text[], $6::text[],
                  $7::text[], $8::text[], $9::text[], $10::bigint[], $11::bigint[])
           as d(lane, seq, position, workspace_id, subject_id, reactor, about, outcome, detail, revision, now_at)`,
    values: [
      scalarColumn(rows, (row) => row.fact.lane),
      scalarColumn(rows, (row) => row.fact.seq),
      scalarColumn(rows, (row) => row.position),
      textColumn(rows, (row) => row.fact.workspace),
      textColumn(rows, (row) => row.fact.subject),
      textColumn(rows, (row) => row.reactor),
      textColumn(rows, (row) => row.decision.about),
      textColumn(rows, (row) => row.decision.outcome),
      jsonColumn(rows, (row) => row.decision.detail),
      scalarColumn(rows, (row) => row.revision),
      scalarColumn(rows, (row) => row.now),
    ],
  });
}

export async function writeReplies(tx: Transaction, writes: BatchWrites): Promise<void> {
  const rows = writes.replies;
  if (rows.length === 0) return;
  await tx.query({
    name: 'engine-write-replies',
    text: `
      insert into engine_replies (lane, workspace_id, message_id, status, reason, result, replied_at)
      select lane, workspace_id, message_id, status, reason, result::jsonb, replied_at
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
           as r(lane, workspace_id, message_id, status, reason, result, replied_at)
      on conflict do nothing`,
    values: [
      scalarColumn(rows, (row) => row.lane),
      textColumn(rows, (row) => row.workspace),
      textColumn(rows, (row) => row.messageId),
      textColumn(rows, (row) => row.reply.status),
      textColumn(rows, (row) => row.reply.reason ?? null),
      jsonColumn(rows, (row) => row.reply.result ?? {}),
      scalarColumn(rows, (row) => row.at),
    ],
  });
}

/** A row of the outbox: whose lane it is of, and what is to be done. */
export interface OutboxRow {
  readonly lane: Lane;
  readonly workspace: WorkspaceId;
  /** Whom or what it is about: a subject, or something of the workspace. */
  readonly about: string;
  readonly at: EpochMs;
  readonly item: OutboxItem;
}

export async function writeOutbox(tx: Transaction, writes: BatchWrites): Promise<void> {
  await insertOutbox(
    tx,
    writes.outbox.map(({ fact, now, item }) => {
      const { lane, workspace, subject } = fact;
      return { lane, workspace, about: subject, at: now, item };
    }),
  );
}

/** Work of a key that is there already is not written again. */
export async function insertOutbox(tx: Transaction, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query({
    name: 'engine-write-outbox',
    text: `
      insert into engine_outbox (lane, workspace_id, subject_id, channel, key, payload, created_at, next_at, outlives)
      select lane, workspace_id, subject_id, channel, key, payload::jsonb, at, at, outlives
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[],
                  $8::boolean[])
           as o(lane, workspace_id, subject_id, channel, key, payload, at, outlives)
      on conflict (lane, workspace_id, channel, key) do nothing`,
    values: [
      scalarColumn(rows, (row) => row.lane),
      textColumn(rows, (row) => row.workspace),
      textColumn(rows, (row) => row.about),
      textColumn(rows, (row) => row.item.channel),
      textColumn(rows, (row) => row.item.key),
      jsonColumn(rows, (row) => row.item.payload),
      scalarColumn(rows, (row) => row.at),
      scalarColumn(rows, (row) => row.item.outlives === true),
    ],
  });
}
