import { scalarArray, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Transaction } from '../../kit/db.ts';
import { laneOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { trustNumber } from '../trust.ts';
import type { InboxArrival } from './arrival.ts';
import { partsIn, profilesIn, type SubjectMemory, subjectMemory } from './memory.ts';

/** The text under which a message is unique. */
function messageText(lane: number, workspace: string, trust: number, messageId: string): string {
  return `${lane}\u0000${workspace}\u0000${trust}\u0000${messageId}`;
}

function messageOf({ lane, workspace, trust, messageId }: InboxArrival): string {
  return messageText(lane, workspace, trustNumber(trust), messageId);
}

/**
 * Remembers these messages for good and returns the rows that were there before, or twice among themselves (INV-1).
 * Rows that were looked at before, in this lane or another, are new by definition. Nobody else writes to a lane that we
 * hold, so a look before the insertion is enough, and it costs less than an insertion that is ready for conflicts.
 */
export async function findDuplicates(tx: Transaction, all: readonly InboxArrival[]): Promise<Set<InboxArrival>> {
  const rows = all.filter((row) => !row.checked);
  if (rows.length === 0) return new Set();
  const unique = [...new Map(rows.map((row) => [messageOf(row), row])).values()];
  const values = [
    scalarColumn(unique, (row) => row.lane),
    textColumn(unique, (row) => row.workspace),
    scalarColumn(unique, (row) => trustNumber(row.trust)),
    textColumn(unique, (row) => row.messageId),
  ];
  const { rowCount } = await tx.query({
    name: 'engine-deduplicate',
    text: `
      insert into engine_dedup (lane, workspace_id, trust, message_id)
      select k.* from unnest($1::smallint[], $2::text[], $3::smallint[], $4::text[])
        as k(lane, workspace_id, trust, message_id)
      where (select true from engine_dedup d where d.lane = k.lane and d.message_id = k.message_id
               and d.workspace_id = k.workspace_id and d.trust = k.trust offset 0) is null`,
    values,
  });
  // Nearly always every message is new; only otherwise it is worth asking which rows are this transaction's own.
  if (rowCount === rows.length) return new Set();
  const mine = await tx.query<{ lane: number; workspace_id: string; trust: number; message_id: string }>({
    name: 'engine-deduplicated',
    text: `
      select d.lane, d.workspace_id, d.trust, d.message_id
      from unnest($1::smallint[], $2::text[], $3::smallint[], $4::text[]) as k(lane, workspace_id, trust, message_id)
      cross join lateral (
        select * from engine_dedup d
        where d.lane = k.lane and d.workspace_id = k.workspace_id and d.trust = k.trust
          and d.message_id = k.message_id and d.xmin = pg_current_xact_id()::xid
        offset 0) d`,
    values,
  });
  const fresh = new Set(mine.rows.map((row) => messageText(row.lane, row.workspace_id, row.trust, row.message_id)));
  return new Set(rows.filter((row) => !fresh.delete(messageOf(row))));
}

/** The subjects with all their parts, in one query; subjects that do not exist yet are absent. */
export async function loadSubjects(
  tx: Transaction,
  ids: ReadonlySet<SubjectId>,
): Promise<Map<SubjectId, SubjectMemory>> {
  if (ids.size === 0) return new Map();
  const list = [...ids];
  const { rows } = await tx.query<{
    subject_id: string;
    workspace_id: string;
    created_at: string;
    profiles: string;
    redirect: string | null;
    state: string;
  }>({
    name: 'engine-load-subjects',
    text: `
      select s.subject_id, s.workspace_id, s.created_at, s.profiles, s.redirect, s.state
      from unnest($1::smallint[], $2::text[]) as k(lane, subject_id)
      join engine_subjects s on s.lane = k.lane and s.subject_id = k.subject_id`,
    values: [scalarArray(list.map(laneOfSubject)), textArray(list)],
  });
  return new Map(
    rows.map((row) => {
      const id = row.subject_id as SubjectId;
      const stored = {
        profiles: profilesIn(row.profiles),
        createdAt: Number(row.created_at),
        redirect: row.redirect === null ? undefined : (row.redirect as SubjectId),
        parts: partsIn(row.state),
      };
      return [id, subjectMemory(id, row.workspace_id as WorkspaceId, stored)];
    }),
  );
}
