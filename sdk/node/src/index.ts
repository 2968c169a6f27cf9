export type { CallOptions } from './call.ts';
export { createSarafan, type Sarafan, type SarafanOptions } from './client.ts';
export { type Problem, SarafanError, SarafanPending, SarafanUnreachable } from './errors.ts';
export type * from './generated/api.ts';
export { everyItem, type Page } from './pages.ts';
export { readWebhook, type WebhookMessage, WebhookRefused, type WebhookType } from './webhooks.ts';
