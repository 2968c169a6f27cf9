import type { Bonus, BonusStep, ProgramDefinition } from '@sarafan/contract';
import { counted, type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { bonusTexts } from '../texts-bonuses.ts';
import { countTexts, promiseTexts } from '../texts-promise.ts';
import { amountWords, type NamedUnit, numberWords, unnamedUnit } from './unit-words.ts';

type Units = ReadonlyMap<string, NamedUnit>;

/** What bonuses a program promises, and when they are granted. */
export function bonusRules({ bonuses = [] }: ProgramDefinition, units: Units): Sentence[] {
  const longest = Math.max(0, ...bonuses.map(({ afterDays = 0 }) => afterDays));
  const isPeriodic = bonuses.some(({ every }) => every !== undefined);
  const days = counted(countTexts, 'day', longest);
  const given = sentenceOf(bonusTexts, longest === 0 ? 'atEnd' : 'afterEnd', { days });
  return [...bonuses.map((bonus) => bonusPhrase(bonus, units)), ...(isPeriodic ? [given] : [])];
}

/** One bonus as it is promised: what it goes by, and what each step gives. */
export function bonusPhrase(bonus: Bonus, units: Units): Sentence {
  const { every, steps } = bonus;
  const phrases = steps.map((step) => {
    return sentenceOf(bonusTexts, 'step', { start: startPhrase(step), gift: stepPhrase(step, units) });
  });
  return sentenceOf(bonusTexts, 'promise', {
    period: sentenceOf(promiseTexts, every === undefined ? 'always' : `every_${every}`),
    what: whatPhrase(bonus),
    steps: phrases.reduce((all, each) => sentenceOf(bonusTexts, 'stepAfterStep', { all, each })),
  });
}

/** What a bonus goes by: «продаж на сто заявок». */
export function whatPhrase({ by, currency = '' }: Bonus): Sentence {
  return sentenceOf(bonusTexts, by, { currency });
}

/** Where a step begins: «от 5», «больше 10». */
export function startPhrase({ from, above }: BonusStep): Sentence {
  return sentenceOf(bonusTexts, from === undefined ? 'above' : 'from', { value: numberWords(from ?? above ?? '') });
}

/** What a step gives. */
export function stepPhrase({ unit, amount }: BonusStep, units: Units): Sentence {
  const named = units.get(unit) ?? unnamedUnit(unit);
  if (typeof amount === 'string') return amountWords(amount, named);
  if ('each' in amount) {
    return sentenceOf(bonusTexts, `each_${amount.each}`, { amount: amountWords(amount.amount, named) });
  }
  const percent = { ru: amount.percent.replace('.', ','), en: amount.percent };
  return sentenceOf(bonusTexts, 'share', { percent, unit: named.name });
}
