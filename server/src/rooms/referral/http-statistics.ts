import {
  answers,
  CodeLookup,
  CodeQuery,
  ProgramCosts,
  ProgramParams,
  Statistics,
  StatisticsQuery,
  statisticsDaysAtMost,
} from '@sarafan/contract';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import type { ReferralService } from './service.ts';
import type { ReferralCodes } from './service-codes.ts';
import type { ReferralStatistics } from './service-statistics.ts';
import { commandTexts } from './texts.ts';
import { periodTexts } from './texts-statistics.ts';

export interface StatisticsRoutes {
  readonly referral: ReferralService;
  readonly codes: ReferralCodes;
  readonly statistics: ReferralStatistics;
  readonly publicUrl: string;
}

const tags = ['referral'];

/** Whose a code is, and what a program brought. */
export function statisticsRoutes(api: Api, { referral, codes, statistics, publicUrl }: StatisticsRoutes): void {
  api.get(
    '/referral/codes',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Whose an invite code is, also a mistyped one',
        description:
          'A code typed in the wrong keyboard layout or with letters that look alike is read as it was meant. ' +
          'When nobody has it, those that differ by one mistake are suggested.',
        querystring: CodeQuery,
        response: answers(CodeLookup),
      },
    },
    (request) => codes.lookup(callerOf(request).workspace, request.query.code, publicUrl),
  );
  costsRoute(api, { referral, statistics });
  api.get(
    '/referral/programs/:program/statistics',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Shared, followed, registered, paid: by day, by way of inviting, by placement, and by referrer',
        description: 'Each number stands under the day when it happened. What each one counts is its description.',
        params: ProgramParams,
        querystring: StatisticsQuery,
        response: answers(Statistics),
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const row = await referral.program(workspace, request.params.program);
      if (row === undefined) return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      const answer = await statistics.of(workspace, row, request.query);
      if (answer.ok) return answer.statistics;
      const values = { zone: request.query.zone ?? '', limit: statisticsDaysAtMost };
      return refuse(reply, 400, answer.reason, sentenceOf(periodTexts, answer.reason, values));
    },
  );
}

function costsRoute(api: Api, { referral, statistics }: Pick<StatisticsRoutes, 'referral' | 'statistics'>): void {
  api.get(
    '/referral/programs/:program/costs',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'What rewards of a period cost, in all and for each friend who paid, and what is owed now',
        description: 'By unit: two units are never added.',
        params: ProgramParams,
        querystring: StatisticsQuery,
        response: answers(ProgramCosts),
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const row = await referral.program(workspace, request.params.program);
      if (row === undefined) return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      const answer = await statistics.costs(workspace, row, request.query);
      if (answer.ok) return answer.costs;
      const values = { zone: request.query.zone ?? '', limit: statisticsDaysAtMost };
      return refuse(reply, 400, answer.reason, sentenceOf(periodTexts, answer.reason, values));
    },
  );
}
