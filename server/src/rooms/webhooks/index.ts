export { webhooksRoutes } from './http.ts';
export { webhooksReactor } from './reactor.ts';
export { webhookChannel } from './rules/told.ts';
export { WebhooksService } from './service.ts';
export { WebhookDeliveries } from './service-deliveries.ts';
export { WebhookSender } from './service-sender.ts';
export { handOver, tellLaunch } from './service-told.ts';
