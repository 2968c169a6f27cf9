import type { ProgramDefinition, Reward, Task } from '@sarafan/contract';
import type { ProfileId, ProgramId } from '../../../kit/values/ids.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { momentOf, type ProgramVersion } from './versions.ts';

/** When a person took which tasks of a program. */
export type TasksTaken = Readonly<Record<string, EpochMs>>;

/** The task in whose time, and out of whose fund, a reward is given. */
export function taskOf({ tasks = [] }: ProgramDefinition, { task }: Reward): Task | undefined {
  return task === undefined ? undefined : tasks.find(({ id }) => id === task);
}

/** The task that whoever invites must have taken for a reward to be theirs. */
export function takenTaskOf(definition: ProgramDefinition, reward: Reward): Task | undefined {
  const task = taskOf(definition, reward);
  return task?.forAll === true ? undefined : task;
}

/** What a person has taken by whichever of their profiles; the earliest taking counts. */
export function tasksTaken(
  parts: ReadonlyMap<ProfileId, { readonly tasks?: Readonly<Record<ProgramId, TasksTaken>> }>,
  profiles: readonly ProfileId[],
  program: ProgramId,
): TasksTaken {
  const taken: Record<string, EpochMs> = {};
  for (const profile of profiles) {
    for (const [task, at] of Object.entries(parts.get(profile)?.tasks?.[program] ?? {})) {
      taken[task] = Math.min(at, taken[task] ?? at);
    }
  }
  return taken;
}

/** Those that were taken by a moment, in a fixed order. */
export function takenBy(taken: TasksTaken, moment: EpochMs): readonly string[] {
  return Object.keys(taken)
    .filter((task) => (taken[task] ?? Number.POSITIVE_INFINITY) <= moment)
    .toSorted();
}

export type TaskState = 'coming' | 'open' | 'over';

/** A task is open in its own time, as far as that lies in the program's. */
export function taskState({ definition }: Pick<ProgramVersion, 'definition'>, task: Task, now: EpochMs): TaskState {
  const starts = Math.max(momentOf(task.from) ?? now, momentOf(definition.startsAt) ?? now);
  const ends = [momentOf(task.until), momentOf(definition.endsAt)].filter((each) => each !== undefined);
  if (ends.some((end) => now >= end)) return 'over';
  return now < starts ? 'coming' : 'open';
}
