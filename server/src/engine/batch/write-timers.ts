import { jsonColumn, scalarColumn, textColumn } from '../../kit/arrays.ts';
import { allDone, type Transaction } from '../../kit/db.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { PlannedTimer } from './memory.ts';
import type { BatchWrites } from './writes.ts';

export async function writeTimers(tx: Transaction, writes: BatchWrites): Promise<void> {
  const fired = writes.firedTimers.map(({ lane, subject, reactor, key }) => ({ lane, subject, reactor, key }));
  const changed = [...writes.subjects.values()].flatMap((subject) =>
    [...subject.timers].map(([text, timer]) => {
      const [reactor = '', key = ''] = text.split('\u0000');
      return { lane: subject.lane, subject: subject.id, workspace: subject.workspace, reactor, key, timer };
    }),
  );
  const removed = [...fired, ...changed.filter((change) => change.timer === null)];
  if (removed.length > 0) {
    await tx.query({
      name: 'engine-remove-timers',
      text: `
        delete from engine_timers t
        using unnest($1::smallint[], $2::text[], $3::text[], $4::text[]) as k(lane, subject_id, reactor, key)
        where t.lane = k.lane and t.subject_id = k.subject_id and t.reactor = k.reactor and t.key = k.key`,
      values: [
        scalarColumn(removed, (timer) => timer.lane),
        textColumn(removed, (timer) => timer.subject),
        textColumn(removed, (timer) => timer.reactor),
        textColumn(removed, (timer) => timer.key),
      ],
    });
  }
  await setTimers(
    tx,
    changed.flatMap((change) => (change.timer === null ? [] : [{ ...change, timer: change.timer }])),
  );
}

interface TimerRow {
  readonly lane: number;
  readonly subject: SubjectId;
  readonly workspace: WorkspaceId;
  readonly timer: PlannedTimer;
}

async function setTimers(tx: Transaction, set: readonly TimerRow[]): Promise<void> {
  if (set.length === 0) return;
  await tx.query({
    name: 'engine-set-timers',
    text: `
      insert into engine_timers (lane, subject_id, reactor, key, workspace_id, due_at, properties)
      select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[])
      on conflict (lane, subject_id, reactor, key) do update
        set due_at = excluded.due_at, properties = excluded.properties`,
    values: [
      scalarColumn(set, (row) => row.lane),
      textColumn(set, (row) => row.subject),
      textColumn(set, (row) => row.timer.reactor),
      textColumn(set, (row) => row.timer.key),
      textColumn(set, (row) => row.workspace),
      scalarColumn(set, (row) => row.timer.dueAt),
      jsonColumn(set, (row) => row.timer.properties),
    ],
  });
}

/** Of a person that was joined to another, timers end, and what was meant for the person and is unsent stays here. */
export async function forgetFrozen(tx: Transaction, writes: BatchWrites): Promise<void> {
  if (writes.frozen.length === 0) return;
  const values = [
    scalarColumn(writes.frozen, (frozen) => frozen.lane),
    textColumn(writes.frozen, (frozen) => frozen.subject),
  ];
  await allDone([
    tx.query(
      `delete from engine_timers t using unnest($1::smallint[], $2::text[]) as k(lane, subject_id)
       where t.lane = k.lane and t.subject_id = k.subject_id`,
      values,
    ),
    tx.query(
      `update engine_outbox o set state = 'cancelled' from unnest($1::smallint[], $2::text[]) as k(lane, subject_id)
       where o.lane = k.lane and o.subject_id = k.subject_id and o.state = 'waiting' and not o.outlives`,
      values,
    ),
  ]);
}
