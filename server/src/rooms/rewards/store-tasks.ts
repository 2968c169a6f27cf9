import { textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import type { ProfileId, ProgramId, WorkspaceId } from '../../kit/values/ids.ts';

/** What a task has brought in one unit and was not taken back. */
export interface TaskSum {
  readonly task: string;
  readonly unit: string;
  readonly amountMinor: bigint;
}

/** What each task of a program has brought: everybody, or one person by whichever of their profiles. */
export async function grantedByTask(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  holder?: readonly ProfileId[],
): Promise<TaskSum[]> {
  const { rows } = await db.query<{ task: string; unit: string; amount: string }>({
    name: 'rewards-granted-by-task',
    text: `
      select task, unit, sum(amount)::text as amount from rewards_grants
      where lane between 0 and 255 and workspace_id = $1 and program_id = $2 and task is not null
        and state <> 'clawed_back' and ($3::text[] is null or profile_id = any($3::text[]))
      group by task, unit order by task, unit`,
    values: [workspace, program, holder === undefined ? null : textArray(holder)],
  });
  return rows.map(({ task, unit, amount }) => ({ task, unit, amountMinor: BigInt(amount) }));
}
