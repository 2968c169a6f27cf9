import { Webhook } from 'standardwebhooks';
import type { EpochMs } from '../values/time.ts';

/** The form of a secret that receivers' libraries take: this prefix, and random bytes as base64. */
export function webhookSecret(bytes: Uint8Array): string {
  return `whsec_${Buffer.from(bytes).toString('base64')}`;
}

/** The headers of a Standard Webhooks message, signed with each of the secrets: a receiver has to know one of them. */
export function signedHeaders(
  secrets: readonly string[],
  message: { readonly id: string; readonly at: EpochMs; readonly body: string },
): Readonly<Record<string, string>> {
  const { id, at, body } = message;
  const seconds = Math.floor(at / 1000);
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(seconds * 1000), body));
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures.join(' ') };
}
