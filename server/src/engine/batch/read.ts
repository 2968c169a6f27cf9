import { scalarArray, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Transaction } from '../../kit/db.ts';
import { groupBy } from '../../kit/values/group.ts';
import { laneOfSubject, type ProfileId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { trustNumber } from '../trust.ts';
import type { InboxArrival } from './arrival.ts';
import { newSubject, type SubjectMemory } from './memory.ts';

/** The text under which a message is unique; rows of one lane only are compared. */
function messageText(lane: number, workspace: string, trust: number, messageId: string): string {
  return `${lane}\u0000${workspace}\u0000${trust}\u0000${messageId}`;
}

/** Remembers these messages for good and returns the rows that were there before, or twice among themselves (INV-1). */
export async function findDuplicates(tx: Transaction, rows: readonly InboxArrival[]): Promise<Set<InboxArrival>> {
  if (rows.length === 0) return new Set();
  const values = [
    scalarColumn(rows, (row) => row.lane),
    textColumn(rows, (row) => row.workspace),
    scalarColumn(rows, (row) => trustNumber(row.trust)),
    textColumn(rows, (row) => row.messageId),
  ];
  const { rowCount } = await tx.query({
    name: 'engine-deduplicate',
    text: `
      insert into engine_dedup (lane, workspace_id, trust, message_id)
      select * from unnest($1::smallint[], $2::text[], $3::smallint[], $4::text[])
      on conflict do nothing`,
    values,
  });
  // Nearly always every message is new; only otherwise it is worth asking which rows are this transaction's own.
  if (rowCount === rows.length) return new Set();
  const mine = await tx.query<{ lane: number; workspace_id: string; trust: number; message_id: string }>({
    name: 'engine-deduplicated',
    text: `
      select d.lane, d.workspace_id, d.trust, d.message_id
      from (select distinct * from unnest($1::smallint[], $2::text[], $3::smallint[], $4::text[])
            as k(lane, workspace_id, trust, message_id)) k
      cross join lateral (
        select * from engine_dedup d
        where d.lane = k.lane and d.workspace_id = k.workspace_id and d.trust = k.trust
          and d.message_id = k.message_id and d.xmin = pg_current_xact_id()::xid
        offset 0) d`,
    values,
  });
  const fresh = new Set(mine.rows.map((row) => messageText(row.lane, row.workspace_id, row.trust, row.message_id)));
  return new Set(
    rows.filter((row) => !fresh.delete(messageText(row.lane, row.workspace, trustNumber(row.trust), row.messageId))),
  );
}

/** The subjects with all their parts, in one query; subjects that do not exist yet are absent. */
export async function loadSubjects(
  tx: Transaction,
  ids: ReadonlySet<SubjectId>,
): Promise<Map<SubjectId, SubjectMemory>> {
  const subjects = new Map<SubjectId, SubjectMemory>();
  if (ids.size === 0) return subjects;
  const list = [...ids];
  const { rows } = await tx.query<{
    subject_id: string;
    workspace_id: string;
    created_at: string;
    now_at: string;
    profiles: string[];
    redirect: string | null;
    reactor: string | null;
    profile_id: string | null;
    state: string | null;
  }>({
    name: 'engine-load-subjects',
    text: `
      select s.subject_id, s.workspace_id, s.created_at, s.now_at, s.profiles, s.redirect,
             p.reactor, p.profile_id, p.state
      from unnest($1::smallint[], $2::text[]) as k(lane, subject_id)
      join engine_subjects s on s.lane = k.lane and s.subject_id = k.subject_id
      left join engine_state p on p.lane = k.lane and p.subject_id = k.subject_id`,
    values: [scalarArray(list.map(laneOfSubject)), textArray(list)],
  });
  for (const [id, group] of groupBy(rows, (row) => row.subject_id as SubjectId)) {
    const first = group[0];
    if (first === undefined) continue;
    const subject = newSubject(id, first.workspace_id as WorkspaceId, Number(first.now_at), {
      profiles: first.profiles as ProfileId[],
      createdAt: Number(first.created_at),
      redirect: first.redirect === null ? undefined : (first.redirect as SubjectId),
    });
    for (const row of group) {
      if (row.reactor === null || row.profile_id === null || row.state === null) continue;
      const parts = subject.parts.get(row.reactor) ?? new Map<ProfileId, unknown>();
      parts.set(row.profile_id as ProfileId, JSON.parse(row.state));
      subject.parts.set(row.reactor, parts);
    }
    subjects.set(id, subject);
  }
  return subjects;
}
