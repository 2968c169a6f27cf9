import {
  answers,
  FailedCode,
  LostReferrals as Lost,
  PageQuery,
  ProgramParams,
  pageOf,
  StatisticsQuery,
  statisticsDaysAtMost,
} from '@sarafan/contract';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import type { ReferralService } from './service.ts';
import type { LostReferrals } from './service-lost.ts';
import { commandTexts } from './texts.ts';
import { periodTexts } from './texts-statistics.ts';

export interface LostRoutes {
  readonly referral: ReferralService;
  readonly lost: LostReferrals;
}

const tags = ['referral'];

/** Invitations that brought nothing. */
export function lostRoutes(api: Api, { referral, lost }: LostRoutes): void {
  api.get(
    '/referral/programs/:program/lost',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Lost referrals by reason: failed codes, clicks without a binding, refused friends and payments',
        params: ProgramParams,
        querystring: StatisticsQuery,
        response: answers(Lost),
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const row = await referral.program(workspace, request.params.program);
      if (row === undefined) return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      const answer = await lost.of(workspace, row, request.query);
      if (answer.ok) return answer.lost;
      const values = { zone: request.query.zone ?? '', limit: statisticsDaysAtMost };
      return refuse(reply, 400, answer.reason, sentenceOf(periodTexts, answer.reason, values));
    },
  );
  api.get(
    '/referral/failed-codes',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'What was typed as a code and is nobody’s, with whose it may have been; the latest first',
        description: 'Of one person the latest 20 texts are kept, and of the whole workspace some 100,000.',
        querystring: PageQuery,
        response: answers(pageOf(FailedCode)),
      },
    },
    (request) => lost.failedCodes(callerOf(request).workspace, request.query),
  );
}
