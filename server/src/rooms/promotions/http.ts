import {
  answers,
  ChangedPromotion,
  commandAnswers,
  IdempotencyHeaders,
  NewPromotion,
  NewPromotionStatus,
  Promotion,
  PromotionCheck,
  PromotionParams,
  PromotionQuery,
  PromotionToCheck,
  pageOf,
  writeAnswers,
} from '@sarafan/contract';
import { refuseAs } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import type { Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { alarmRoutes } from './http-alarms.ts';
import { codeRoutes } from './http-codes.ts';
import type { PromotionService } from './service.ts';
import type { PromoCodes } from './service-codes.ts';

export interface PromotionRoutes {
  readonly promotions: PromotionService;
  readonly promoCodes: PromoCodes;
  readonly writes: Writes;
}

const tags = ['promotions'];

export function promotionRoutes(api: Api, routes: PromotionRoutes): void {
  reading(api, routes);
  writing(api, routes);
  codeRoutes(api, routes);
  alarmRoutes(api, routes);
}

function reading(api: Api, { promotions }: PromotionRoutes): void {
  api.get(
    '/promotions',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Promotions, newest first',
        querystring: PromotionQuery,
        response: answers(pageOf(Promotion)),
      },
    },
    (request) => {
      const { status, kind, ...page } = request.query;
      const filter = { ...(status === undefined ? {} : { status }), ...(kind === undefined ? {} : { kind }) };
      return promotions.page(callerOf(request).workspace, filter, page);
    },
  );
  api.get(
    '/promotions/:promotion',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'A promotion with its definition and what was made of it',
        params: PromotionParams,
        response: answers(Promotion),
      },
    },
    async (request, reply) => {
      const found = await promotions.find(callerOf(request).workspace, request.params.promotion);
      return found ?? refuseAs(reply, 404, 'not_found');
    },
  );
  api.post(
    '/promotions/check',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'What is wrong with a promotion, and what it gives in plain words; nothing is saved',
        body: PromotionToCheck,
        response: answers(PromotionCheck),
      },
    },
    async (request) => {
      const { problems, summary } = await promotions.check(callerOf(request).workspace, request.body.definition);
      return { problems: [...problems], summary };
    },
  );
}

function writing(api: Api, { promotions, writes }: PromotionRoutes): void {
  api.post(
    '/promotions',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Make a promotion',
        description: 'It is active at once, within its dates. A shared one gets its code here.',
        headers: IdempotencyHeaders,
        body: NewPromotion,
        response: commandAnswers(Promotion),
      },
    },
    (request, reply) =>
      writes.command(request, reply, (messageId) => {
        const { definition, code, note } = request.body;
        return promotions.create(callerOf(request), { definition, code, note, messageId });
      }),
  );
  api.put(
    '/promotions/:promotion',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Change what a promotion gives',
        description: 'A new version, which decides from now on; what is reserved stays as it was quoted.',
        headers: IdempotencyHeaders,
        params: PromotionParams,
        body: ChangedPromotion,
        response: writeAnswers(Promotion),
      },
    },
    (request, reply) =>
      writes.define(request, reply, (tx) => {
        const { definition, note } = request.body;
        return promotions.change(callerOf(request), request.params.promotion, { definition, note }, tx);
      }),
  );
  api.post(
    '/promotions/:promotion/status',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Pause a promotion, let it go on, or end it for good',
        headers: IdempotencyHeaders,
        params: PromotionParams,
        body: NewPromotionStatus,
        response: writeAnswers(Promotion),
      },
    },
    (request, reply) =>
      writes.define(request, reply, (tx) => {
        const { status, note } = request.body;
        return promotions.setStatus(callerOf(request), request.params.promotion, { status, note }, tx);
      }),
  );
}
