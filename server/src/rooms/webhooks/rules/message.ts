import type { WebhookType } from '@sarafan/contract';
import { formatAmount } from '../../../kit/values/amounts.ts';
import type { SubjectId } from '../../../kit/values/ids.ts';
import type { Json, JsonObject } from '../../../kit/values/json.ts';
import { type EpochMs, isoMoment } from '../../../kit/values/time.ts';
import type { Happening } from '../types.ts';

/** What is known where a message is put into words: the customer's own ids, and how many decimals units have. */
export interface Known {
  readonly userId: (person: SubjectId) => string | null;
  readonly exponent: (unit: string) => number;
}

/** What a message says of something that happened. Of a person it tells ids and nothing else. */
export function dataOf({ data, persons, amount }: Happening, known: Known): JsonObject {
  const named: Record<string, Json> = {};
  for (const [field, person] of Object.entries(persons)) named[field] = { person, userId: known.userId(person) };
  const { referrer = null } = named;
  return {
    ...data,
    ...(amount === undefined
      ? {}
      : { unit: amount.unit, amount: formatAmount(BigInt(amount.minor), known.exponent(amount.unit)) }),
    ...named,
    // An invited person of whose invitation nothing is left has no referrer, and the field is there all the same.
    ...('status' in data ? { referrer } : {}),
  };
}

/** The body as it is posted: Standard Webhooks names these three; what is only a test says so beside them. */
export function bodyOf(type: WebhookType, at: EpochMs, data: JsonObject, isTest: boolean): string {
  return JSON.stringify({ type, timestamp: isoMoment(at), ...(isTest ? { test: true } : {}), data });
}
