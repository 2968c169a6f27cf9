import type {
  ProgramDefinition,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookSubscription,
  WebhookSubscriptionWithSecret,
  WebhookType,
} from '@sarafan/contract';
import { webhookTypes } from '@sarafan/contract';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { createSchool, type School } from '../support/school.ts';
import type { WorldOptions } from '../support/world.ts';

/** A school whose owner subscribes endpoints, and deliveries that are made when the test says. */
export interface Desk extends School {
  readonly endpoint: Receiver;
  subscribe(url: string, types?: readonly WebhookType[]): Promise<WebhookSubscriptionWithSecret>;
  subscription(id: string): Promise<WebhookSubscription>;
  deliveries(query?: string): Promise<readonly WebhookDelivery[]>;
  delivery(id: string): Promise<WebhookDeliveryDetail>;
  /** Takes what was decided out of the outbox, and makes the deliveries that are due. Returns how many were tried. */
  deliver(): Promise<number>;
  /** A friend of `referrer` pays for the first time. */
  pays(referrer: string, friend: string, order?: string): Promise<void>;
  refunds(friend: string, order?: string): Promise<void>;
}

const base = '/api/v1/webhooks';

export async function openDesk(definition?: ProgramDefinition, options: WorldOptions = {}): Promise<Desk> {
  const school = await createSchool(definition, options);
  const endpoint = await openReceiver();
  return {
    ...school,
    endpoint,
    subscribe: async (url, types = webhookTypes) =>
      (await school.api('POST', `${base}/subscriptions`, { url, types })) as WebhookSubscriptionWithSecret,
    subscription: async (id) => (await school.api('GET', `${base}/subscriptions/${id}`)) as WebhookSubscription,
    deliveries: async (query = '') => {
      const page = await school.api('GET', `${base}/deliveries${query}`);
      return (page as { items: WebhookDelivery[] }).items;
    },
    delivery: async (id) => (await school.api('GET', `${base}/deliveries/${id}`)) as WebhookDeliveryDetail,
    async deliver() {
      await school.settle();
      let tried = 0;
      while ((await school.rooms.engine.send()) > 0);
      for (let count = 1; count > 0; tried += count) count = await school.rooms.webhookSender.round();
      return tried;
    },
    async pays(referrer, friend, order = `order-of-${friend}`) {
      const code = await school.codeOf(referrer);
      await school.server(
        { type: 'identify', userId: friend, traits: { referral_code: code, legal_form: 'person' } },
        { type: 'track', event: 'Order Completed', userId: friend, properties: { order_id: order, total: 4000 } },
      );
    },
    refunds: (friend, order = `order-of-${friend}`) =>
      school.server({ type: 'track', event: 'Order Refunded', userId: friend, properties: { order_id: order } }),
    async close() {
      await endpoint.close();
      await school.close();
    },
  };
}
