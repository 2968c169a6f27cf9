import type { Bonus, BonusStep, ProgramDefinition } from '@sarafan/contract';
import { counted, type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { bonusTexts } from '../texts-bonuses.ts';
import { countTexts, promiseTexts } from '../texts-promise.ts';
import { amountWords, type NamedUnit, numberWords, rangeWords, unnamedUnit } from './unit-words.ts';

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
  const { by, every, steps } = bonus;
  const phrases = steps.map((step) => {
    return sentenceOf(bonusTexts, 'step', { start: startPhrase(step), gift: stepPhrase(step, units) });
  });
  const stepsTold = phrases.reduce((all, each) => sentenceOf(bonusTexts, 'stepAfterStep', { all, each }));
  if (isForChain({ by })) return sentenceOf(bonusTexts, 'promise_chain', { steps: stepsTold });
  return sentenceOf(bonusTexts, 'promise', {
    period: sentenceOf(promiseTexts, every === undefined ? 'always' : `every_${every}`),
    what: whatPhrase(bonus),
    steps: stepsTold,
  });
}

/** Everybody on a chain has its bonus, whoever was invited as well as whoever invited; every other is for inviters. */
export function isForChain({ by }: Pick<Bonus, 'by'>): boolean {
  return by === 'chain';
}

/** What a side gets with what everybody on a chain gets: «2 урока, а каждому в цепочке приглашений — ещё 1 урок». */
export function withChainGifts(
  gift: Sentence | undefined,
  { bonuses = [] }: ProgramDefinition,
  units: Units,
): Sentence | undefined {
  const steps = bonuses.filter(isForChain).flatMap((bonus) => bonus.steps);
  const [first, ...rest] = [...new Set(steps.map(({ unit }) => unit))].flatMap((unit) => {
    return unitPhrases(
      steps.filter((step) => step.unit === unit),
      units,
    );
  });
  if (first === undefined) return gift;
  const bonus = rest.reduce((sum, each) => sentenceOf(promiseTexts, 'and', { first: sum, second: each }), first);
  return gift === undefined
    ? sentenceOf(bonusTexts, 'gift_chain', { bonus })
    : sentenceOf(bonusTexts, 'gift_and_chain', { gift, bonus });
}

/** Fixed amounts of one unit as a range, and whatever else each step gives. */
function unitPhrases(steps: readonly BonusStep[], units: Units): Sentence[] {
  const fixed = steps.flatMap(({ amount }) => (typeof amount === 'string' ? [amount] : []));
  const others = steps.filter(({ amount }) => typeof amount !== 'string').map((step) => stepPhrase(step, units));
  const unit = steps[0]?.unit ?? '';
  return [...(fixed.length === 0 ? [] : [rangeWords(fixed, units.get(unit) ?? unnamedUnit(unit))]), ...others];
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
