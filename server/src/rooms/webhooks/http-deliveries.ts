import {
  answers,
  IdempotencyHeaders,
  pageOf,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookDeliveryParams,
  WebhookDeliveryQuery,
  webhookLimits,
  writeAnswers,
} from '@sarafan/contract';
import { refuseAs } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { notFound, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { presentDelivery, presentDetail } from './http-present.ts';
import type { WebhookDeliveries } from './service-deliveries.ts';
import { webhooksTexts } from './texts.ts';

interface DeliveryRoutes {
  readonly deliveries: WebhookDeliveries;
  readonly writes: Writes;
}

const tags = ['webhooks'];
const config = { scope: 'admin' } as const;

export function deliveryRoutes(api: Api, { deliveries, writes }: DeliveryRoutes): void {
  api.get(
    '/webhooks/deliveries',
    {
      config,
      schema: {
        tags,
        summary: 'What was sent and is to be sent, the newest first',
        description: 'Deliveries are kept for thirty days.',
        querystring: WebhookDeliveryQuery,
        response: answers(pageOf(WebhookDelivery)),
      },
    },
    async (request) => {
      const { cursor, limit, ...filter } = request.query;
      const page = { ...(cursor === undefined ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) };
      const { items, next } = await deliveries.page(callerOf(request).workspace, filter, page);
      return { items: items.map(presentDelivery), next };
    },
  );
  api.get(
    '/webhooks/deliveries/:delivery',
    {
      config,
      schema: {
        tags,
        summary: 'A delivery with its body and every attempt',
        params: WebhookDeliveryParams,
        response: answers(WebhookDeliveryDetail),
      },
    },
    async (request, reply) => {
      const found = await deliveries.find(callerOf(request).workspace, request.params.delivery);
      return found === undefined ? refuseAs(reply, 404, 'not_found') : presentDetail(found);
    },
  );
  api.post(
    '/webhooks/deliveries/:delivery/retry',
    {
      config,
      schema: {
        tags,
        summary: 'Send a delivery again at once, under its own id, whatever became of it',
        headers: IdempotencyHeaders,
        params: WebhookDeliveryParams,
        response: writeAnswers(WebhookDelivery),
      },
    },
    (request, reply) =>
      writes.define<WebhookDelivery>(request, reply, async (tx) => {
        const resent = await deliveries.retry(callerOf(request), request.params.delivery, tx);
        if (resent === undefined) return notFound();
        if (resent.ok) return { kind: 'answered', status: 200, body: presentDelivery(resent.delivery) };
        const { reason } = resent;
        const sentence = sentenceOf(webhooksTexts, reason, { limit: webhookLimits.attempts });
        return { kind: 'refused', status: 409, code: reason, sentence };
      }),
  );
}
