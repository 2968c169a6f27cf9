import type { ProgramDefinition, Reward, Task } from '@sarafan/contract';
import { amountProblems, type Exponents, unknownUnit } from './check-rewards.ts';
import type { ProgramProblem, ProgramProblemCode } from './problems.ts';
import { takenTaskOf } from './tasks.ts';

/** Tasks, their funds, and the rewards that are given for them. */
export function checkTasks(definition: ProgramDefinition, exponents: Exponents): ProgramProblem[] {
  const { tasks = [], rewards } = definition;
  return [
    ...tasks.flatMap((task, index) => checkTask(tasks, task, index)),
    ...tasks.flatMap((task, index) => {
      const own = rewards.filter((reward) => reward.task === task.id);
      const path = `/tasks/${index}`;
      if (own.length === 0) return [problem(path, 'task_without_reward', { task: task.id })];
      return checkFund(task, `${path}/fund`, own, exponents);
    }),
    ...rewards.flatMap((reward, index) => checkTaskOf(definition, reward, `/rewards/${index}/task`)),
  ];
}

function problem(path: string, code: ProgramProblemCode, values: ProgramProblem['values'] = {}): ProgramProblem {
  return { path, code, values };
}

function checkTask(all: readonly Task[], { id, from, until }: Task, index: number): ProgramProblem[] {
  const path = `/tasks/${index}`;
  const isRepeated = all.slice(0, index).some((each) => each.id === id);
  const isBackwards = from !== undefined && until !== undefined && Date.parse(from) >= Date.parse(until);
  return [
    ...(isRepeated ? [problem(`${path}/id`, 'repeated_task', { task: id })] : []),
    ...(isBackwards ? [problem(`${path}/until`, 'ends_before_start', { startsAt: from, endsAt: until })] : []),
  ];
}

/** A fund pays in one unit; one that is below a single reward pays nothing, unless a part will do. */
function checkFund(
  { fund }: Task,
  path: string,
  rewards: readonly Reward[],
  exponents: Exponents,
): readonly ProgramProblem[] {
  if (fund === undefined) return [];
  const { unit, amount, partly } = fund;
  const exponent = exponents.get(unit);
  if (exponent === undefined) return unknownUnit(path, unit).problems;
  const { minor: limit, problems } = amountProblems(`${path}/amount`, { unit, amount }, exponent);
  const paid = rewards.filter((reward) => reward.unit === unit);
  if (paid.length === 0) return [...problems, problem(`${path}/unit`, 'fund_without_reward', { unit })];
  const least = paid.flatMap((each) => {
    if (typeof each.amount !== 'string') return [];
    return amountProblems('', { unit, amount: each.amount }, exponent).minor ?? [];
  });
  const isBelow = limit !== undefined && least.some((minor) => minor > limit) && partly !== true;
  return isBelow ? [...problems, problem(`${path}/amount`, 'fund_below_reward', { amount })] : problems;
}

function checkTaskOf(definition: ProgramDefinition, reward: Reward, path: string): ProgramProblem[] {
  const { task, level = 1 } = reward;
  if (task === undefined) return [];
  const isKnown = definition.tasks?.some(({ id }) => id === task) === true;
  if (!isKnown) return [problem(path, 'unknown_task', { task })];
  // Whoever is further up is rewarded for what others bring, and those have taken it or not.
  return level > 1 && takenTaskOf(definition, reward) !== undefined ? [problem(path, 'task_of_level')] : [];
}
