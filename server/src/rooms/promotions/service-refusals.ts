import type { Refusal } from '../../kit/api/writes.ts';
import { sentenceOf, type TextValues } from '../../kit/values/sentences.ts';
import { promotionTexts } from './texts.ts';

/** Why a request about promotions was not carried out. */
export function refused(
  status: Refusal['status'],
  code: keyof (typeof promotionTexts)['en'],
  values: TextValues = {},
): Refusal {
  return { kind: 'refused', status, code, sentence: sentenceOf(promotionTexts, code, values) };
}
