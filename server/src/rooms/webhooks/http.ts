import {
  answers,
  IdempotencyHeaders,
  NewWebhookSubscription,
  PageQuery,
  pageOf,
  removalAnswers,
  WebhookDelivery,
  WebhookSubscription,
  WebhookSubscriptionChange,
  WebhookSubscriptionParams,
  WebhookSubscriptionWithSecret,
  WebhookTest,
  webhookLimits,
  writeAnswers,
} from '@sarafan/contract';
import { refuseAs } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { notFound, type Refusal, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { deliveryRoutes } from './http-deliveries.ts';
import { presentDelivery, presentSubscription } from './http-present.ts';
import type { WebhooksService } from './service.ts';
import type { WebhookDeliveries } from './service-deliveries.ts';
import { type WebhooksProblem, webhooksTexts } from './texts.ts';

export interface WebhooksRoutes {
  readonly webhooks: WebhooksService;
  readonly deliveries: WebhookDeliveries;
  readonly writes: Writes;
}

const tags = ['webhooks'];

/** All of them are the owner's: an address may hold a secret of its own, and a message tells who was rewarded. */
const config = { scope: 'admin' } as const;

export function webhooksRoutes(api: Api, routes: WebhooksRoutes): void {
  reading(api, routes);
  writing(api, routes);
  switching(api, routes);
  secrets(api, routes);
  testing(api, routes);
  deliveryRoutes(api, routes);
}

function reading(api: Api, { webhooks }: WebhooksRoutes): void {
  api.get(
    '/webhooks/subscriptions',
    {
      config,
      schema: {
        tags,
        summary: 'Endpoints that are told what happens, the oldest first',
        querystring: PageQuery,
        response: answers(pageOf(WebhookSubscription)),
      },
    },
    async (request) => {
      const { items, next } = await webhooks.page(callerOf(request).workspace, request.query);
      return { items: items.map(presentSubscription), next };
    },
  );
  api.get(
    '/webhooks/subscriptions/:subscription',
    {
      config,
      schema: {
        tags,
        summary: 'An endpoint, and how it stands',
        params: WebhookSubscriptionParams,
        response: answers(WebhookSubscription),
      },
    },
    async (request, reply) => {
      const row = await webhooks.find(callerOf(request).workspace, request.params.subscription);
      return row === undefined ? refuseAs(reply, 404, 'not_found') : presentSubscription(row);
    },
  );
}

function writing(api: Api, { webhooks, writes }: WebhooksRoutes): void {
  api.post(
    '/webhooks/subscriptions',
    {
      config,
      schema: {
        tags,
        summary: 'Subscribe an endpoint to types of what happens',
        description:
          'What happens from now on is posted to it as a Standard Webhooks message: signed, under one id for all ' +
          'attempts, and repeated for three days until the endpoint answers 2xx.',
        headers: IdempotencyHeaders,
        body: NewWebhookSubscription,
        response: writeAnswers(WebhookSubscriptionWithSecret),
      },
    },
    (request, reply) =>
      writes.define<WebhookSubscriptionWithSecret>(request, reply, async (tx) => {
        const made = await webhooks.create(callerOf(request), request.body, tx);
        if (!made.ok) return refusal(made.reason === 'too_many_subscriptions' ? 409 : 422, made.reason);
        return { kind: 'answered', status: 201, body: { ...presentSubscription(made.row), secret: made.secret } };
      }),
  );
  api.patch(
    '/webhooks/subscriptions/:subscription',
    {
      config,
      schema: {
        tags,
        summary: 'Change where an endpoint is and what it is told',
        description: 'What waits already goes to the new address, too.',
        headers: IdempotencyHeaders,
        params: WebhookSubscriptionParams,
        body: WebhookSubscriptionChange,
        response: writeAnswers(WebhookSubscription),
      },
    },
    (request, reply) =>
      writes.define<WebhookSubscription>(request, reply, async (tx) => {
        const changed = await webhooks.change(callerOf(request), request.params.subscription, request.body, tx);
        if (changed === undefined) return notFound();
        if (!changed.ok) return refusal(422, changed.reason);
        return { kind: 'answered', status: 200, body: presentSubscription(changed.row) };
      }),
  );
  api.delete(
    '/webhooks/subscriptions/:subscription',
    {
      config,
      schema: {
        tags,
        summary: 'Delete a subscription with its log; what waits is not sent any more',
        headers: IdempotencyHeaders,
        params: WebhookSubscriptionParams,
        response: removalAnswers,
      },
    },
    (request, reply) =>
      writes.define(request, reply, async (tx) => {
        const removed = await webhooks.remove(callerOf(request), request.params.subscription, tx);
        return removed ? { kind: 'removed' } : notFound();
      }),
  );
}

const switches = {
  enable: 'Send to an endpoint again; what was waiting goes out at once',
  disable: 'Send nothing to an endpoint; what happens meanwhile is not kept for it',
} as const;

function switching(api: Api, { webhooks, writes }: WebhooksRoutes): void {
  for (const action of ['enable', 'disable'] as const) {
    api.post(
      `/webhooks/subscriptions/:subscription/${action}`,
      {
        config,
        schema: {
          tags,
          summary: switches[action],
          headers: IdempotencyHeaders,
          params: WebhookSubscriptionParams,
          response: writeAnswers(WebhookSubscription),
        },
      },
      (request, reply) =>
        writes.define<WebhookSubscription>(request, reply, async (tx) => {
          const isOn = action === 'enable';
          const row = await webhooks.switch(callerOf(request), request.params.subscription, isOn, tx);
          return row === undefined ? notFound() : { kind: 'answered', status: 200, body: presentSubscription(row) };
        }),
    );
  }
}

function secrets(api: Api, { webhooks, writes }: WebhooksRoutes): void {
  api.post(
    '/webhooks/subscriptions/:subscription/rotate',
    {
      config,
      schema: {
        tags,
        summary: 'Make a new secret; for a day messages are signed with the old one, too',
        headers: IdempotencyHeaders,
        params: WebhookSubscriptionParams,
        response: writeAnswers(WebhookSubscriptionWithSecret),
      },
    },
    (request, reply) =>
      writes.define<WebhookSubscriptionWithSecret>(request, reply, async (tx) => {
        const rotated = await webhooks.rotate(callerOf(request), request.params.subscription, tx);
        if (rotated === undefined) return notFound();
        const body = { ...presentSubscription(rotated.row), secret: rotated.secret };
        return { kind: 'answered', status: 200, body };
      }),
  );
}

function testing(api: Api, { webhooks, writes }: WebhooksRoutes): void {
  api.post(
    '/webhooks/subscriptions/:subscription/test',
    {
      config,
      schema: {
        tags,
        summary: 'Send a sample once; its body says `"test": true`, and its ids are nobody’s',
        headers: IdempotencyHeaders,
        params: WebhookSubscriptionParams,
        body: WebhookTest,
        response: writeAnswers(WebhookDelivery),
      },
    },
    (request, reply) =>
      writes.define<WebhookDelivery>(request, reply, async (tx) => {
        const sent = await webhooks.test(callerOf(request), request.params.subscription, request.body.type, tx);
        if (sent === undefined) return notFound();
        if (sent === 'subscription_disabled') return refusal(409, sent);
        return { kind: 'answered', status: 201, body: presentDelivery(sent) };
      }),
  );
}

function refusal(status: 409 | 422, code: WebhooksProblem): Refusal {
  const limit = webhookLimits.subscriptions;
  const sentence = sentenceOf(webhooksTexts, code, { limit });
  return { kind: 'refused', status, code, sentence, ...(isOfUrl(code) ? { extra: { at: 'body.url' } } : {}) };
}

function isOfUrl(code: WebhooksProblem): boolean {
  return code === 'not_a_url' || code === 'not_https' || code === 'url_has_user' || code === 'address_refused';
}
