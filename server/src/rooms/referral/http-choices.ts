import {
  answers,
  ChoiceParams,
  ChoicesQuery,
  ChooseReward,
  ChosenReward,
  commandAnswers,
  IdempotencyHeaders,
  ProgramParams,
  RewardChoiceList,
} from '@sarafan/contract';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { outcomeOf, userIdOf, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { textIn } from '../../kit/values/json.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { ReferralService } from './service.ts';
import type { RewardChoices } from './service-choices.ts';
import { commandTexts, isCommandProblem } from './texts.ts';

export interface ChoiceRoutes {
  readonly referral: ReferralService;
  readonly choices: RewardChoices;
  readonly writes: Writes;
}

const tags = ['referral'];

/** Among which rewards a person chooses, and choosing. */
export function choiceRoutes(api: Api, { referral, choices, writes }: ChoiceRoutes): void {
  api.get(
    '/referral/programs/:program/choices',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Choices among rewards, as they stand for a person',
        params: ProgramParams,
        querystring: ChoicesQuery,
        response: answers(RewardChoiceList),
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const program = await referral.program(workspace, request.params.program);
      if (program === undefined)
        return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      const found = await choices.list(workspace, program, userIdOf(request.query.userId));
      if (found === undefined) return refuse(reply, 404, 'unknown_person', sentenceOf(commandTexts, 'unknown_person'));
      return {
        items: found.map(({ choice, to, options, standing, chosenAt }) => ({
          ...{ choice, to, options: [...options], standing },
          chosenAt: chosenAt === undefined ? null : isoMoment(chosenAt),
        })),
      };
    },
  );
  api.post(
    '/referral/programs/:program/choices/:choice',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'A person chooses a reward for what comes from now on',
        headers: IdempotencyHeaders,
        params: ChoiceParams,
        body: ChooseReward,
        response: commandAnswers(ChosenReward),
      },
    },
    (request, reply) => {
      const { userId, option } = request.body;
      const to = { userId: userIdOf(userId) };
      return writes.command<ChosenReward>(request, reply, async (messageId) => {
        const { workspace } = callerOf(request);
        const program = await referral.program(workspace, request.params.program);
        if (program === undefined) {
          const sentence = sentenceOf(commandTexts, 'unknown_program');
          return { kind: 'refused', status: 404, code: 'unknown_program', sentence };
        }
        const { choice } = request.params;
        const decided = await choices.choose(workspace, program, to, { choice, option }, messageId);
        const told = decided?.result ?? {};
        const sentence = (reason: string): ReturnType<typeof sentenceOf> | undefined =>
          isCommandProblem(reason) ? sentenceOf(commandTexts, reason) : undefined;
        return outcomeOf<ChosenReward>(decided, sentence, () => ({
          status: 200,
          body: { program: program.program, person: textIn(told, 'person'), choice, option: textIn(told, 'option') },
        }));
      });
    },
  );
}
