import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarArray, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import { laneOfSubject, type ProfileId, type ProgramId, type WorkspaceId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { TasksTaken } from './rules/tasks.ts';

/** Writes who took a task. */
export async function applyTasks(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const rows = effects.flatMap(({ fact, now, effect }) => {
    const taken = effect['taskTaken'];
    return isJsonObject(taken) ? [{ fact, now, taken: taken as JsonObject }] : [];
  });
  if (rows.length === 0) return;
  await tx.query({
    name: 'referral-write-tasks-taken',
    text: `
      insert into referral_tasks_taken (lane, person_id, workspace_id, program_id, task, taken_at)
      select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
      on conflict (lane, person_id, program_id, task) do nothing`,
    values: [
      scalarColumn(rows, ({ fact }) => fact.lane),
      textColumn(rows, ({ fact }) => fact.profile),
      textColumn(rows, ({ fact }) => fact.workspace),
      textColumn(rows, ({ taken }) => textIn(taken, 'program')),
      textColumn(rows, ({ taken }) => textIn(taken, 'task')),
      scalarColumn(rows, ({ now }) => now),
    ],
  });
}

/** How many persons' profiles have taken each task of a program. */
export async function countTaken(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ task: string; taken: string }>({
    name: 'referral-count-tasks-taken',
    text: `
      select task, count(*) as taken from referral_tasks_taken
      where lane between 0 and 255 and workspace_id = $1 and program_id = $2 group by task`,
    values: [workspace, program],
  });
  return new Map(rows.map(({ task, taken }) => [task, Number(taken)]));
}

/** When somebody took which tasks, by whichever of their profiles. */
export async function findTaken(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  profiles: readonly ProfileId[],
): Promise<TasksTaken> {
  const { rows } = await db.query<{ task: string; taken_at: string }>({
    name: 'referral-find-tasks-taken',
    text: `
      select t.task, min(t.taken_at) as taken_at
      from unnest($1::smallint[], $2::text[]) as k(lane, person_id)
      join referral_tasks_taken t on t.lane = k.lane and t.person_id = k.person_id
      where t.workspace_id = $3 and t.program_id = $4 group by t.task`,
    values: [scalarArray(profiles.map(laneOfSubject)), textArray(profiles), workspace, program],
  });
  return Object.fromEntries(rows.map(({ task, taken_at }): [string, EpochMs] => [task, Number(taken_at)]));
}
