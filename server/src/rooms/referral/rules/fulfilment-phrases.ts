import type { Fulfil } from '@sarafan/contract';
import { type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { fulfilmentRuleTexts } from '../texts-fulfilment.ts';

interface Names {
  readonly promotionName?: (promotion: string) => Sentence | undefined;
}

/** How one reward is handed out; nothing where it is a balance. */
export function fulfilmentRules(fulfil: Fulfil | undefined, { promotionName }: Names): Sentence[] {
  if (fulfil === undefined) return [];
  const { by, promotion } = fulfil;
  const name = promotion === undefined ? undefined : promotionName?.(promotion);
  return [
    name === undefined
      ? sentenceOf(fulfilmentRuleTexts, by)
      : sentenceOf(fulfilmentRuleTexts, 'promo_code_of', { promotion: name }),
  ];
}
