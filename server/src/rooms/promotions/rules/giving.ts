import type { DerivedFact } from '../../../engine/reactor.ts';
import { isJsonObject, type JsonObject } from '../../../kit/values/json.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { Offer } from '../../rewards/index.ts';
import type { PromotionId } from './claim.ts';

/** To a code that is used once: give it for a reward. */
export const giveCode = 'Give Reward Code';
/** To its promotion, for lists: it was given, or came back. */
export const codeGiven = 'Reward Code Given';
export const codeBack = 'Reward Code Back';

/** Tells a promotion what became of one of its codes. */
export function toldFact(
  name: typeof codeGiven | typeof codeBack,
  promotion: PromotionId,
  offer: JsonObject,
  timestamp: EpochMs,
): DerivedFact {
  return { name, subject: promotion, timestamp, trust: 'server', owed: true, properties: { offer } };
}

/** What lists show of a code that was given or came back. */
export function givenEffect(properties: JsonObject | undefined, isGiven: boolean): JsonObject {
  const offer = properties?.['offer'];
  if (!isJsonObject(offer)) throw new Error('A fact about a code that was given does not carry the offer');
  return { away: { ...offer, isGiven } };
}

/** Present in the part of a code that was given: for which grant. */
export type GivenFor = Offer['grant'];
