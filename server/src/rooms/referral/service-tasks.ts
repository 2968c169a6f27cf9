import type { Task } from '@sarafan/contract';
import type { CommandDoor, Reply } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import type { ProfileId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { Sentence } from '../../kit/values/sentences.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { grantedByTask, leftOfCaps, type TaskSum } from '../rewards/index.ts';
import { takeTask } from './rules/facts.ts';
import { fundFor } from './rules/owed.ts';
import { taskGifts } from './rules/task-phrases.ts';
import { type TaskState, taskState } from './rules/tasks.ts';
import { exponentsOf, type NamedUnit, unitAmount, unnamedUnit } from './rules/unit-words.ts';
import { unitsOf } from './service-brand.ts';
import type { ProgramRow } from './store-programs.ts';
import { countTaken, findTaken } from './store-tasks.ts';

/** A task of a program as it stands now. */
export interface TaskStanding {
  readonly task: Task;
  readonly state: TaskState;
  /** What it brings, in words. */
  readonly gifts: Sentence;
  readonly fund: { readonly unit: NamedUnit; readonly amountMinor: bigint; readonly leftMinor: bigint } | undefined;
  /** What it has brought so far. */
  readonly granted: readonly (TaskSum & { readonly named: NamedUnit })[];
}

type Whose = Pick<ProgramRow, 'program' | 'definition'> & { readonly workspace: WorkspaceId };

/** The tasks of a program, each with its fund; `holder` narrows what they have brought to one person. */
async function standingsOf(
  pool: Pool,
  { workspace, program, definition }: Whose,
  now: EpochMs,
  holder?: readonly ProfileId[],
): Promise<TaskStanding[]> {
  const { tasks = [] } = definition;
  if (tasks.length === 0) return [];
  const units = await unitsOf(pool, workspace);
  const exponents = exponentsOf(units);
  const funds = tasks.map((task) =>
    fundFor({ id: program }, { workspace, program, exponents }, task.fund?.unit ?? '', task),
  );
  const [left, granted] = await Promise.all([
    leftOfCaps(
      pool,
      workspace,
      funds.filter((each) => each !== undefined),
    ),
    grantedByTask(pool, workspace, program, holder),
  ]);
  return tasks.flatMap((task, index) => {
    const fund = funds[index];
    const gifts = taskGifts(definition, task, units);
    if (gifts === undefined) return [];
    const named = (unit: string): NamedUnit => units.get(unit) ?? unnamedUnit(unit);
    const paid = fund && {
      unit: named(task.fund?.unit ?? ''),
      amountMinor: fund.limitMinor,
      leftMinor: left.get(fund.subject) ?? fund.limitMinor,
    };
    const own = granted.filter((each) => each.task === task.id);
    const told = own.map((each) => ({ ...each, named: named(each.unit) }));
    return [{ task, state: taskState({ definition }, task, now), gifts, fund: paid, granted: told }];
  });
}

/** A task in the cabinet of somebody who invites: with when they took it, and what it has brought them. */
export interface OwnTask extends Pick<TaskStanding, 'task' | 'state' | 'gifts'> {
  readonly takenAt: EpochMs | undefined;
  readonly fund: { readonly left: Sentence; readonly amount: Sentence; readonly percentLeft: number } | undefined;
  readonly earned: readonly Sentence[];
}

export async function ownTasks(
  pool: Pool,
  program: Whose,
  profiles: readonly ProfileId[],
  now: EpochMs,
): Promise<OwnTask[]> {
  if (program.definition.tasks === undefined) return [];
  const [standings, taken] = await Promise.all([
    standingsOf(pool, program, now, profiles),
    findTaken(pool, program.workspace, program.program, profiles),
  ]);
  return standings.map(({ task, state, gifts, fund, granted }) => ({
    ...{ task, state, gifts, takenAt: taken[task.id] },
    fund: fund && {
      left: unitAmount(fund.leftMinor, fund.unit),
      amount: unitAmount(fund.amountMinor, fund.unit),
      percentLeft: Number((fund.leftMinor * 100n) / fund.amountMinor),
    },
    earned: granted.map(({ amountMinor, named }) => unitAmount(amountMinor, named)),
  }));
}

export interface TasksOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly commands: CommandDoor;
}

/** Tasks that participants take on: how they stand, and taking one. */
export class ProgramTasks {
  readonly #options: TasksOptions;

  constructor(options: TasksOptions) {
    this.#options = options;
  }

  /** Every task of a program's latest version, and how many have taken it. */
  async list(
    workspace: WorkspaceId,
    { program, definition }: ProgramRow,
  ): Promise<readonly (TaskStanding & { readonly taken: number })[]> {
    const { pool, clock } = this.#options;
    const [standings, taken] = await Promise.all([
      standingsOf(pool, { workspace, program, definition }, clock.now()),
      countTaken(pool, workspace, program),
    ]);
    return standings.map((each) => ({ ...each, taken: taken.get(each.task.id) ?? 0 }));
  }

  /** A participant takes a task; whoever has it already has it since then. */
  take(
    workspace: WorkspaceId,
    program: ProgramRow,
    to: SubjectId | { readonly userId: string },
    task: string,
    messageId: string,
  ): Promise<Reply | undefined> {
    const properties = { program: program.program, task };
    return this.#options.commands.send({ workspace, name: takeTask, to, messageId, properties });
  }
}
