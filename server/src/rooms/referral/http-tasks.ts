import {
  answers,
  commandAnswers,
  IdempotencyHeaders,
  ProgramParams,
  TakenTask,
  TaskList,
  TaskParams,
  type TaskStanding,
  TaskTaker,
} from '@sarafan/contract';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { outcomeOf, userIdOf, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { formatAmount } from '../../kit/values/amounts.ts';
import { textIn } from '../../kit/values/json.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { ReferralService } from './service.ts';
import type { ProgramTasks } from './service-tasks.ts';
import { commandTexts, isCommandProblem } from './texts.ts';

export interface TaskRoutes {
  readonly referral: ReferralService;
  readonly tasks: ProgramTasks;
  readonly writes: Writes;
}

const tags = ['referral'];

/** The tasks of a program, and who takes one. */
export function taskRoutes(api: Api, { referral, tasks, writes }: TaskRoutes): void {
  api.get(
    '/referral/programs/:program/tasks',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Tasks of a program, with their funds and what they have brought',
        params: ProgramParams,
        response: answers(TaskList),
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const program = await referral.program(workspace, request.params.program);
      if (program === undefined)
        return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      return { items: (await tasks.list(workspace, program)).map(present) };
    },
  );
  api.post(
    '/referral/programs/:program/tasks/:task/takers',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'A participant takes a task; what friends bring from then on counts for it',
        headers: IdempotencyHeaders,
        params: TaskParams,
        body: TaskTaker,
        response: commandAnswers(TakenTask),
      },
    },
    (request, reply) => {
      const to = { userId: userIdOf(request.body.userId) };
      return writes.command<TakenTask>(request, reply, async (messageId) => {
        const { workspace } = callerOf(request);
        const program = await referral.program(workspace, request.params.program);
        if (program === undefined) {
          const sentence = sentenceOf(commandTexts, 'unknown_program');
          return { kind: 'refused', status: 404, code: 'unknown_program', sentence };
        }
        const decided = await tasks.take(workspace, program, to, request.params.task, messageId);
        const told = decided?.result ?? {};
        const sentence = (reason: string): ReturnType<typeof sentenceOf> | undefined =>
          isCommandProblem(reason) ? sentenceOf(commandTexts, reason) : undefined;
        return outcomeOf<TakenTask>(decided, sentence, () => ({
          status: 200,
          body: {
            ...{ program: program.program, person: textIn(told, 'person'), task: textIn(told, 'task') },
            takenAt: isoMoment(Number(told['takenAt'])),
          },
        }));
      });
    },
  );
}

type Listed = Awaited<ReturnType<ProgramTasks['list']>>[number];

function present({ task, state, gifts, fund, granted, taken }: Listed): TaskStanding {
  const { id, name, terms = null, sponsor = null, from = null, until = null, forAll = false } = task;
  return {
    ...{ task: id, name, terms, sponsor, state, from, until, forAll, gifts, taken },
    fund:
      fund === undefined
        ? null
        : {
            unit: task.fund?.unit ?? '',
            amount: formatAmount(fund.amountMinor, fund.unit.exponent),
            left: formatAmount(fund.leftMinor, fund.unit.exponent),
          },
    granted: granted.map(({ unit, amountMinor, named }) => ({
      unit,
      amount: formatAmount(amountMinor, named.exponent),
    })),
  };
}
