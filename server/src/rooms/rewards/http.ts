import {
  answers,
  commandAnswers,
  GrantParams,
  GrantQuery,
  IdempotencyHeaders,
  NewSpending,
  pageOf,
  Review,
  RewardGrant,
  Spending,
} from '@sarafan/contract';
import { refuseAs } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { type Outcome, outcomeOf, type Refusal, userIdOf, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { formatAmount } from '../../kit/values/amounts.ts';
import { type JsonObject, textIn } from '../../kit/values/json.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { fulfilmentRoutes } from './http-fulfilments.ts';
import type { RewardsService } from './service.ts';
import { rewardsTexts } from './texts.ts';

export interface RewardsRoutes {
  readonly rewards: RewardsService;
  readonly writes: Writes;
}

const tags = ['rewards'];

export function rewardsRoutes(api: Api, { rewards, writes }: RewardsRoutes): void {
  api.get(
    '/rewards/grants',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Rewards, newest first',
        querystring: GrantQuery,
        response: answers(pageOf(RewardGrant)),
      },
    },
    async (request, reply) => {
      const { cursor, limit, ...filter } = request.query;
      const page = { ...(cursor === undefined ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) };
      const grants = await rewards.grants(callerOf(request).workspace, filter, page);
      return grants ?? refuseAs(reply, 404, 'unknown_person');
    },
  );
  reviews(api, { rewards, writes });
  fulfilmentRoutes(api, { rewards, writes });
  api.post(
    '/rewards/spendings',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Let a person pay with what they hold',
        headers: IdempotencyHeaders,
        body: NewSpending,
        response: commandAnswers(Spending),
      },
    },
    (request, reply) =>
      writes.command(request, reply, async (messageId): Promise<Outcome<Spending>> => {
        const userId = userIdOf(request.body.userId);
        const spent = await rewards.spend(callerOf(request), { ...request.body, userId, messageId });
        if (!spent.sent) return refusal(spent.reason);
        const { person, exponent, reply: decided } = spent;
        const amount = (result: JsonObject | undefined, name: string): string =>
          formatAmount(BigInt(typeof result?.[name] === 'string' ? textIn(result, name) : '0'), exponent);
        const sentences = (reason: string): ReturnType<typeof sentenceOf> | undefined =>
          isKnown(reason) ? sentenceOf(rewardsTexts, reason, amountsOf(decided?.result, amount)) : undefined;
        return outcomeOf(decided, sentences, (result) => {
          const unit = textIn(result, 'unit');
          return {
            status: 201,
            body: { person, unit, spent: amount(result, 'spent'), available: amount(result, 'available') },
          };
        });
      }),
  );
}

const reviewSummaries = {
  approve: 'Let a reward in review stand, although it is owed no longer',
  refuse: 'Take a reward in review back',
} as const;

const reviewDescriptions = {
  approve: 'No later word takes it back but the refund of its order.',
  refuse: 'What was spent of it is carried as a debt, which later rewards work off.',
} as const;

function reviews(api: Api, { rewards, writes }: RewardsRoutes): void {
  for (const verdict of ['approve', 'refuse'] as const) {
    api.post(
      `/rewards/grants/:grant/${verdict}`,
      {
        config: { scope: 'support' },
        schema: {
          tags,
          summary: reviewSummaries[verdict],
          description: reviewDescriptions[verdict],
          headers: IdempotencyHeaders,
          params: GrantParams,
          body: Review,
          response: commandAnswers(RewardGrant),
        },
      },
      (request, reply) =>
        writes.command(request, reply, async (messageId): Promise<Outcome<RewardGrant>> => {
          const { grant } = request.params;
          const { note } = request.body;
          const decided = await rewards.review(callerOf(request), { grant, verdict, note, messageId });
          if (decided === undefined) return { kind: 'pending' };
          if (decided.ok) return { kind: 'answered', status: 200, body: decided.grant };
          const { reason } = decided;
          const status = reason === 'unknown_grant' ? 404 : 409;
          const sentence = sentenceOf(rewardsTexts, reason);
          return { kind: 'refused', status, code: reason, sentence, decided: decided.decided };
        }),
    );
  }
}

function amountsOf(
  result: JsonObject | undefined,
  amount: (result: JsonObject | undefined, name: string) => string,
): Record<string, string> {
  return { available: amount(result, 'available'), asked: amount(result, 'asked') };
}

type Reason = keyof (typeof rewardsTexts)['en'];

function isKnown(reason: string): reason is Reason {
  return Object.hasOwn(rewardsTexts.en, reason);
}

function refusal(code: 'unknown_person' | 'unknown_unit' | 'not_an_amount'): Refusal {
  const status = code === 'unknown_person' ? 404 : 422;
  return { kind: 'refused', status, code, sentence: sentenceOf(rewardsTexts, code) };
}
