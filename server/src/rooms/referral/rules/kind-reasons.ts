import type { Failure } from '../../../conditions/index.ts';
import { counted, type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { kindConditionTexts, kindReasonTexts } from '../texts-cabinet.ts';
import { countTexts } from '../texts-promise.ts';
import { requirementPhrase } from './requirements.ts';
import type { Verdict } from './verdict.ts';

/**
 * «Why did I get nothing?» for one friend: a sentence for every reason and every condition that can fail. It says what
 * the program asks for, in the words of its rules, and nothing of what was found about the friend.
 */
export function kindReason({ reason, failure, actual }: Pick<Verdict, 'reason' | 'failure' | 'actual'>): Sentence {
  if (reason === undefined) return sentenceOf(kindReasonTexts, 'no_payment_yet');
  if (failure !== undefined && isCertificate(failure)) return sentenceOf(kindConditionTexts, 'certificate');
  const phrase = failure === undefined ? sentenceOf(kindConditionTexts, 'unknown') : phraseOf(failure);
  const window = counted(countTexts, 'day', Number(actual?.['windowDays'] ?? 0));
  return sentenceOf(kindReasonTexts, reason, { phrase, window });
}

function phraseOf({ leaf, negated }: Failure): Sentence {
  return requirementPhrase({ leaf, negated });
}

function isCertificate({ leaf }: Failure): boolean {
  return 'fact' in leaf && leaf.fact === 'paid.gift_certificate';
}
