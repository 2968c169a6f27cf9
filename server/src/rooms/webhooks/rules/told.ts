import type { WebhookType } from '@sarafan/contract';
import type { OutboxItem } from '../../../engine/reactor.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { Happening, SubscriptionId, Told } from '../types.ts';

/** Which subscriptions want each type; a type that nobody wants is absent. */
export type Wanted = ReadonlyMap<WebhookType, readonly SubscriptionId[]>;

/** The channel of the outbox. */
export const webhookChannel = 'webhook';

export function wantedBy(
  subscriptions: readonly { readonly subscription: SubscriptionId; readonly types: readonly WebhookType[] }[],
): Wanted {
  const wanted = new Map<WebhookType, SubscriptionId[]>();
  for (const { subscription, types } of subscriptions) {
    for (const type of types) wanted.set(type, [...(wanted.get(type) ?? []), subscription]);
  }
  return wanted;
}

/** Work for the sender; undefined when nobody wants to know. `place` is where it happened, and so its name for good. */
export function toldTo(wanted: Wanted, happening: Happening, at: EpochMs, place: string): OutboxItem | undefined {
  const to = wanted.get(happening.type);
  if (to === undefined) return undefined;
  const told: Told = { ...happening, at, to };
  return { channel: webhookChannel, key: place, payload: told as unknown as JsonObject, outlives: true };
}

/** Reads what `toldTo` wrote. */
export function toldIn(payload: JsonObject): Told {
  return payload as unknown as Told;
}
