import { answers, ParticipantResults, ProgramParams, ResultsQuery } from '@sarafan/contract';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import type { ReferralService } from './service.ts';
import type { ParticipantOutlook } from './service-outlook.ts';
import { commandTexts } from './texts.ts';

export interface ResultRoutes {
  readonly referral: ReferralService;
  readonly outlook: ParticipantOutlook;
}

/** What a participant has brought to a program, and what may come of it. */
export function resultRoutes(api: Api, { referral, outlook }: ResultRoutes): void {
  api.get(
    '/referral/programs/:program/results',
    {
      config: { scope: 'read' },
      schema: {
        tags: ['referral'],
        summary: 'What a participant has brought, what is missing to the next bonus, and a forecast',
        description:
          'The figures of the person’s cabinet. A forecast is no promise: refunds, orders and checks change it.',
        params: ProgramParams,
        querystring: ResultsQuery,
        response: answers(ParticipantResults),
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const { userId, person } = request.query;
      const say = (status: 404 | 422, code: 'unknown_program' | 'unknown_person' | 'one_of_user_and_person') =>
        refuse(reply, status, code, sentenceOf(commandTexts, code));
      const program = await referral.program(workspace, request.params.program);
      if (program === undefined) return say(404, 'unknown_program');
      if ((userId === undefined) === (person === undefined)) return say(422, 'one_of_user_and_person');
      const found = await referral.find(workspace, person === undefined ? { userId: userId ?? '' } : { person });
      return found === undefined ? say(404, 'unknown_person') : outlook.read(workspace, program, found);
    },
  );
}
