import {
  AllPairsQuery,
  answers,
  Pair,
  PairDetail,
  PairParams,
  PairQuery,
  ProgramParams,
  pageOf,
} from '@sarafan/contract';
import { refuse, refuseAs } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import type { ReferralService } from './service.ts';
import type { PairsAsked, ReferralPairs } from './service-pairs.ts';
import { commandTexts } from './texts.ts';

export interface PairListRoutes {
  readonly referral: ReferralService;
  readonly pairs: ReferralPairs;
}

const tags = ['referral'];
const summary = 'Invited persons and what was decided, those that changed last first';

/** Pairs of friend and referrer, as lists and in full. */
export function pairListRoutes(api: Api, { referral, pairs }: PairListRoutes): void {
  api.get(
    '/referral/pairs',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: `${summary}, in all programs or one`,
        querystring: AllPairsQuery,
        response: answers(pageOf(Pair)),
      },
    },
    (request) => {
      const { cursor, limit, ...asked } = request.query;
      return pairs.page(callerOf(request).workspace, asked, pageOfQuery({ cursor, limit }));
    },
  );
  api.get(
    '/referral/programs/:program/pairs',
    {
      config: { scope: 'read' },
      schema: { tags, summary, params: ProgramParams, querystring: PairQuery, response: answers(pageOf(Pair)) },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const { cursor, limit, ...filter } = request.query;
      const program = await referral.program(workspace, request.params.program);
      if (program === undefined)
        return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      const asked: PairsAsked = { ...filter, program: program.program };
      return pairs.page(workspace, asked, pageOfQuery({ cursor, limit }));
    },
  );
  api.get(
    '/referral/pairs/:program/:friend',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'A pair in full: the invitation, the payments, the rewards of both, and what was decided',
        params: PairParams,
        response: answers(PairDetail),
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const program = await referral.program(workspace, request.params.program);
      if (program === undefined)
        return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      const friend = await referral.find(workspace, { person: request.params.friend });
      return friend === undefined ? refuseAs(reply, 404, 'unknown_person') : pairs.detail(workspace, program, friend);
    },
  );
}

interface Asked {
  readonly cursor: string | undefined;
  readonly limit: number | undefined;
}

function pageOfQuery({ cursor, limit }: Asked): { readonly cursor?: string; readonly limit?: number } {
  return { ...(cursor === undefined ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) };
}
