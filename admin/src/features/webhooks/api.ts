import type {
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookSubscription,
  WebhookSubscriptionWithSecret,
  WebhookType,
} from '@sarafan/contract';
import { lists, reads, writes } from '../../kit/api.ts';

export interface EndpointFields {
  readonly url: string;
  readonly types: readonly WebhookType[];
  readonly description: string;
}

const one = '/webhooks/subscriptions/:subscription';

/** What the screens of webhooks read and write. */
export const webhooksApi = {
  subscriptions: lists<WebhookSubscription>('/webhooks/subscriptions'),
  subscription: reads<WebhookSubscription>(one),
  create: writes<EndpointFields, WebhookSubscriptionWithSecret>('POST', '/webhooks/subscriptions'),
  change: writes<EndpointFields, WebhookSubscription>('PATCH', one),
  remove: writes<undefined>('DELETE', one),
  enable: writes<undefined, WebhookSubscription>('POST', `${one}/enable`),
  disable: writes<undefined, WebhookSubscription>('POST', `${one}/disable`),
  rotate: writes<undefined, WebhookSubscriptionWithSecret>('POST', `${one}/rotate`),
  test: writes<{ readonly type: WebhookType }, WebhookDelivery>('POST', `${one}/test`),
  deliveries: lists<WebhookDelivery>('/webhooks/deliveries'),
  delivery: reads<WebhookDeliveryDetail>('/webhooks/deliveries/:delivery'),
  retry: writes<undefined, WebhookDelivery>('POST', '/webhooks/deliveries/:delivery/retry'),
};
