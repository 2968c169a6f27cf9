import type { Expires, ProgramDefinition } from '@sarafan/contract';
import { canonicalJson } from '../../../kit/values/json.ts';
import { counted, type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { countTexts, promiseTexts } from '../texts-promise.ts';
import { bonusPhrase } from './bonus-phrases.ts';
import { giftPhrase } from './reward-phrases.ts';
import type { NamedUnit } from './unit-words.ts';

/** Until when one reward may be used. */
export function expiryRule(expires: Expires): Sentence {
  return sentenceOf(promiseTexts, 'expires', { phrase: untilPhrase(expires) });
}

/** Until when the gifts of a program may be used: in one sentence where it is the same for all of them. */
export function expiryRules(
  { rewards, bonuses = [] }: ProgramDefinition,
  units: ReadonlyMap<string, NamedUnit>,
): Sentence[] {
  const all = [
    ...rewards.map((reward) => ({ expires: reward.expires, gift: () => giftPhrase(reward, units) })),
    ...bonuses.map((bonus) => ({ expires: bonus.expires, gift: () => bonusPhrase(bonus, units) })),
  ];
  const [first] = all;
  const kinds = new Set(all.map(({ expires }) => canonicalJson(untilOf(expires))));
  if (kinds.size === 1) return first?.expires === undefined ? [] : [expiryRule(first.expires)];
  return all.flatMap(({ expires, gift }) =>
    expires === undefined
      ? []
      : [sentenceOf(promiseTexts, 'giftExpires', { gift: gift(), phrase: untilPhrase(expires) })],
  );
}

function untilOf(expires: Expires | undefined): { readonly endOf: string; readonly after: number } | null {
  return expires === undefined ? null : { endOf: expires.endOf, after: expires.after };
}

function untilPhrase({ endOf, after }: Expires): Sentence {
  if (endOf === 'day') return sentenceOf(promiseTexts, 'until_day', { days: counted(countTexts, 'day', after) });
  if (after === 0) return sentenceOf(promiseTexts, `until_${endOf}`);
  if (after === 1) return sentenceOf(promiseTexts, `until_${endOf}_next`);
  return sentenceOf(promiseTexts, `until_${endOf}_after`, { after });
}
