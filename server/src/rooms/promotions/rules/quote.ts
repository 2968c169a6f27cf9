import type { View } from '../../../conditions/index.ts';
import type { ProfileId } from '../../../kit/values/ids.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { CodeOwner, PromotionId } from './claim.ts';
import type { Promotion } from './definitions.ts';
import { leftAfter, leftOf } from './discount.ts';
import { judgePromotion, type Refusal, refusal } from './judge.ts';
import type { CheckoutOrder } from './order.ts';
import { refusalOfStanding, type Standing } from './standing.ts';

/** A code as it was typed, with what it leads to; `code` is absent when no code can be read from it. */
export interface TypedCode {
  readonly typed: string;
  readonly code?: string;
  readonly led?: { readonly promotion: PromotionId; readonly owner: CodeOwner };
}

export interface QuotedCode {
  readonly typed: TypedCode;
  /** What it takes off, in minor units: nothing when it is refused. */
  readonly discountMinor: bigint;
  readonly lines: readonly bigint[];
  readonly refused?: Refusal;
}

export interface QuotedCodes {
  readonly codes: readonly QuotedCode[];
  readonly discountMinor: bigint;
  /** What is left to pay of the order. */
  readonly leftMinor: bigint;
}

/** Who asks for codes on an order, and what is known of them. */
export interface CodesAsked {
  readonly codes: readonly TypedCode[];
  readonly order: CheckoutOrder;
  readonly promotions: ReadonlyMap<PromotionId, Promotion>;
  readonly view: View;
  readonly now: EpochMs;
  readonly profiles: readonly ProfileId[];
  readonly usedByPerson: (promotion: PromotionId) => number;
  /** What many persons share, where it can be looked at: a quote looks, a reservation asks the lanes that decide. */
  readonly shared?: SharedStates;
}

export interface SharedStates {
  readonly standing: (promotion: PromotionId) => Standing;
  /** True when somebody has the code, which is used once. */
  readonly isTaken: (code: string) => boolean;
}

/** What codes give together: each takes off what is left by those before it, and a refused one takes off nothing. */
export function quoteCodes(asked: CodesAsked): QuotedCodes {
  const codes: QuotedCode[] = [];
  let left = leftOf(asked.order);
  const nothing = asked.order.lines.map(() => 0n);
  for (const typed of asked.codes) {
    const promotion = typed.led === undefined ? undefined : asked.promotions.get(typed.led.promotion);
    const judged = judgeCode(asked, typed, promotion, codes, left);
    if ('refused' in judged) {
      codes.push({ typed, discountMinor: 0n, lines: nothing, refused: judged.refused });
      continue;
    }
    codes.push({ typed, discountMinor: judged.taken.minor, lines: judged.taken.lines });
    left = leftAfter(left, judged.taken);
  }
  return { codes, discountMinor: asked.order.totalMinor - left.minor, leftMinor: left.minor };
}

function judgeCode(
  asked: CodesAsked,
  { code, led }: TypedCode,
  promotion: Promotion | undefined,
  before: readonly QuotedCode[],
  left: ReturnType<typeof leftOf>,
): ReturnType<typeof judgePromotion> {
  if (code === undefined) return { refused: refusal('not_a_code') };
  if (led === undefined || promotion === undefined) return { refused: refusal('unknown_code') };
  const accepted = before.filter(({ refused }) => refused === undefined);
  const same = accepted.find(({ typed }) => typed.led?.promotion === promotion.id);
  if (same !== undefined) return { refused: refusal('same_promotion', { other: same.typed.code ?? '' }) };
  const { order, view, now, profiles, usedByPerson, shared } = asked;
  const judged = judgePromotion({
    ...{ promotion, order, left, view, now, profiles },
    owner: led.owner,
    usedByPerson: usedByPerson(promotion.id),
  });
  if ('refused' in judged) return judged;
  const alone = accepted.find(({ typed }) => {
    const other = typed.led === undefined ? undefined : asked.promotions.get(typed.led.promotion);
    return promotion.definition.together !== true || other?.definition.together !== true;
  });
  if (alone !== undefined) return { refused: refusal('not_together', { other: alone.typed.code ?? '' }) };
  if (shared === undefined) return judged;
  if (led.owner.kind !== 'shared' && shared.isTaken(code)) return { refused: refusal('code_used') };
  const refused = refusalOfStanding(promotion, shared.standing(promotion.id), judged.taken.minor);
  return refused === undefined ? judged : { refused };
}
