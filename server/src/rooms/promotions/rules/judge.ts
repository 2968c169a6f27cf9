import { evaluate, type Failure, type View } from '../../../conditions/index.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import type { ProfileId } from '../../../kit/values/ids.ts';
import { type EpochMs, isoMoment } from '../../../kit/values/time.ts';
import type { CodeOwner } from './claim.ts';
import type { Promotion } from './definitions.ts';
import { amountOf, type Left, type TakenOff, takeOff } from './discount.ts';
import { type CheckoutOrder, moneyText } from './order.ts';

/** Why a code gives nothing; each has its sentence, with the actual value. */
export const codeRefusals = [
  'not_a_code',
  'unknown_code',
  'paused',
  'ended',
  'not_begun',
  'over',
  'other_currency',
  'below_minimum',
  'not_yours',
  'conditions',
  'used_by_person',
  'used_up',
  'over_budget',
  'code_used',
  'same_promotion',
  'not_together',
  'no_line_fits',
  'nothing_left',
] as const;
export type CodeRefusal = (typeof codeRefusals)[number];

export interface Refusal {
  readonly reason: CodeRefusal;
  readonly values: Readonly<Record<string, string>>;
  /** Of `conditions`: the first that failed. */
  readonly failure?: Failure;
}

export function refusal(reason: CodeRefusal, values: Refusal['values'] = {}): Refusal {
  return { reason, values };
}

/** A code at a checkout, and all that decides about it there; what many persons share is asked of its own lane. */
export interface Asked {
  readonly promotion: Promotion;
  readonly owner: CodeOwner;
  readonly order: CheckoutOrder;
  readonly left: Left;
  readonly view: View;
  readonly now: EpochMs;
  /** All profiles of who asks. */
  readonly profiles: readonly ProfileId[];
  /** How often the person has used the promotion, reserved uses included. */
  readonly usedByPerson: number;
}

export type Judged = { readonly taken: TakenOff } | { readonly refused: Refusal };

/** What the person's own lane knows against a code, the first reason in this order; else what it takes off. */
export function judgePromotion(asked: Asked): Judged {
  const refused = refusalOfPerson(asked) ?? refusalOfOrder(asked);
  if (refused !== undefined) return { refused };
  const { promotion, order, left, view } = asked;
  const taken = takeOff(promotion.definition.discount, order, left, view.at);
  if (taken === undefined) return { refused: refusal('no_line_fits') };
  return taken.minor > 0n ? { taken } : { refused: refusal('nothing_left') };
}

function refusalOfPerson({ promotion, owner, profiles, now, usedByPerson }: Asked): Refusal | undefined {
  const { status, definition } = promotion;
  const { from, until, perPerson } = definition;
  if (status !== 'active') return refusal(status);
  if (from !== undefined && now < Date.parse(from)) return refusal('not_begun', { from: dayText(from) });
  if (until !== undefined && now >= Date.parse(until)) return refusal('over', { until: dayText(until) });
  if (owner.holder !== undefined && !profiles.includes(owner.holder)) return refusal('not_yours');
  if (perPerson !== undefined && usedByPerson >= perPerson) {
    return refusal('used_by_person', { used: String(usedByPerson), perPerson: String(perPerson) });
  }
  return undefined;
}

function refusalOfOrder({ promotion, order, view }: Asked): Refusal | undefined {
  const { currency, minimum, conditions } = promotion.definition;
  if (currency !== undefined && currency !== order.currency) {
    return refusal('other_currency', { currency, actual: order.currency });
  }
  const least = minimum === undefined ? 0n : amountOf(minimum, currencyExponent(order.currency) ?? 2);
  if (order.totalMinor < least) {
    const values = { minimum: moneyText(least, order.currency), actual: moneyText(order.totalMinor, order.currency) };
    return refusal('below_minimum', values);
  }
  const judged = conditions === undefined ? undefined : evaluate(conditions, view);
  return judged?.failed === undefined ? undefined : { reason: 'conditions', values: {}, failure: judged.failed };
}

/** A moment in sentences: to the minute, in UTC. */
function dayText(moment: string): string {
  return `${isoMoment(Date.parse(moment)).slice(0, 16).replace('T', ' ')} UTC`;
}
