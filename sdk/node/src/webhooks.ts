import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { WebhooksCreateSubscriptionInput } from './generated/api.ts';

export type WebhookType = WebhooksCreateSubscriptionInput['body']['types'][number];

/** A message that a webhook of ours brings. */
export interface WebhookMessage {
  /** The same for every attempt of one message: what was taken under it once is not taken again. */
  readonly id: string;
  readonly type: WebhookType;
  /** When it happened, not when it was sent. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The message is not from us, is older than five minutes, or was changed on its way. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const signed = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/**
 * Reads a message once its signature fits. `body` is what came, byte for byte; `headers` are as Node has them; of two
 * secrets, while one takes the place of the other, either will do. Throws `WebhookRefused`.
 */
export function readWebhook(
  body: string | Uint8Array,
  headers: Headers,
  secrets: string | readonly string[],
): WebhookMessage {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  const given = Object.fromEntries(signed.map((name) => [name, String(headers[name] ?? '')]));
  const fits = (typeof secrets === 'string' ? [secrets] : secrets).some((secret) => isSigned(text, given, secret));
  if (!fits) throw new WebhookRefused('No secret fits the signature of this message');
  const { type, timestamp, data } = JSON.parse(text) as Omit<WebhookMessage, 'id'>;
  return { id: given['webhook-id'] ?? '', type, timestamp, data };
}

function isSigned(text: string, headers: Record<string, string>, secret: string): boolean {
  try {
    new Webhook(secret).verify(text, headers);
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}
