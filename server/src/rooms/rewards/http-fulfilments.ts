import {
  answers,
  commandAnswers,
  Fulfilled,
  FulfilmentQuery,
  GrantParams,
  IdempotencyHeaders,
  NotFulfilled,
  pageOf,
  RewardGrant,
} from '@sarafan/contract';
import type { Api } from '../../kit/api/routes.ts';
import type { Outcome, Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import type { RewardsService } from './service.ts';
import type { ReportInput } from './service-fulfilments.ts';
import { rewardsTexts } from './texts.ts';

const tags = ['rewards'];

const reports = [
  {
    ...{ verb: 'fulfil', report: 'done', body: Fulfilled, summary: 'Report that a reward was handed out' },
    description: 'The amount leaves what its holder has pending. A repeat changes nothing.',
  },
  {
    ...{ verb: 'fail', report: 'failed', body: NotFulfilled, summary: 'Report that a reward could not be handed out' },
    description: 'It stays the holder’s and may still be handed out.',
  },
  {
    ...{ verb: 'reopen', report: 'waiting', body: Fulfilled, summary: 'Let a reward wait again to be handed out' },
    description: 'One that failed is tried again. One that was handed out by mistake waits again, if nothing happened.',
  },
] as const satisfies readonly { readonly report: ReportInput['report']; readonly [key: string]: unknown }[];

/** What is handed out instead of being spent. */
export function fulfilmentRoutes(
  api: Api,
  { rewards, writes }: { readonly rewards: RewardsService; readonly writes: Writes },
): void {
  api.get(
    '/rewards/fulfilments',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Rewards that are or were to be handed out, the latest first',
        querystring: FulfilmentQuery,
        response: answers(pageOf(RewardGrant)),
      },
    },
    async (request) => {
      const { cursor, limit, ...asked } = request.query;
      const page = { ...(cursor === undefined ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) };
      return rewards.fulfilments(callerOf(request).workspace, asked, page);
    },
  );
  for (const { verb, report, body, summary, description } of reports) {
    api.post(
      `/rewards/grants/:grant/${verb}`,
      {
        config: { scope: 'support' },
        schema: {
          ...{ tags, summary, description, headers: IdempotencyHeaders, params: GrantParams, body },
          response: commandAnswers(RewardGrant),
        },
      },
      (request, reply) =>
        writes.command(request, reply, async (messageId): Promise<Outcome<RewardGrant>> => {
          const { grant } = request.params;
          const reported = await rewards.report(callerOf(request), { grant, report, ...request.body, messageId });
          if (reported === undefined) return { kind: 'pending' };
          if (reported.ok) return { kind: 'answered', status: 200, body: reported.grant };
          const { reason, decided } = reported;
          const status = reason === 'unknown_grant' ? 404 : 409;
          return { kind: 'refused', status, code: reason, sentence: sentenceOf(rewardsTexts, reason), decided };
        }),
    );
  }
}
