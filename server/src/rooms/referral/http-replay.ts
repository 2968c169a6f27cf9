import {
  answers,
  ProgramParams,
  type ReplayLine,
  ReplayLines,
  ReplayToRun,
  refusedDefinition,
} from '@sarafan/contract';
import { jsonLines } from '../../kit/api/lines.ts';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { presentProblem } from './http-problems.ts';
import type { ReferralService } from './service.ts';
import type { ReferralReplays } from './service-replays.ts';
import { commandTexts } from './texts.ts';

export interface ReplayRoutes {
  readonly referral: ReferralService;
  readonly replays: ReferralReplays;
}

const tags = ['referral'];

/** A draft is tried on what happened; nothing is granted. */
export function replayRoutes(api: Api, { referral, replays }: ReplayRoutes): void {
  api.post(
    '/referral/programs/:program/replay',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Try a draft on what happened: who would have got what, and what does not change',
        description:
          'The answer comes line by line while it is made: progress, then each pair whose rewards would be others, ' +
          'then the result; without that line it was broken off. Whoever closes the connection cancels it. It reads, ' +
          'and grants nothing.',
        params: ProgramParams,
        body: ReplayToRun,
        response: {
          ...answers(ReplayLines),
          ...refusedDefinition,
          200: { description: 'A JSON object a line', content: { 'application/x-ndjson': { schema: ReplayLines } } },
        },
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const row = await referral.program(workspace, request.params.program);
      if (row === undefined) return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      const started = await replays.start(workspace, row, request.body);
      if (!started.ok) {
        const { reason, problems } = started;
        if (reason === 'period_ends_first') {
          return refuse(reply, 400, reason, sentenceOf(commandTexts, reason), { at: 'body.until' });
        }
        const extra = problems === undefined ? {} : { problems: problems.map(presentProblem) };
        return refuse(reply, problems === undefined ? 409 : 422, reason, sentenceOf(commandTexts, reason), extra);
      }
      return reply.type('application/x-ndjson; charset=utf-8').send(jsonLines<ReplayLine>(started.run));
    },
  );
}
