import { isDeepStrictEqual } from 'node:util';
import type { Conditions, PromotionDefinition } from '@sarafan/contract';
import { moneyWords, numberWords } from '../../kit/values/number-words.ts';
import { counted, type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import type { DayOf } from '../../kit/values/zones.ts';
import { requirementsOf } from '../referral/index.ts';
import { countTexts, summaryTexts } from './texts.ts';

/** What a promotion gives, to whom and how often, in plain words that follow from its definition. */
export function summaryOf(definition: PromotionDefinition, dayOf: DayOf): Sentence[] {
  const { currency = '', minimum, conditions, kind, perPerson, uses, budget, together, alarm } = definition;
  const money = (text: string): Sentence => moneyWords(text, currency);
  const say = (key: keyof (typeof summaryTexts)['en'], values: Parameters<typeof sentenceOf>[2] = {}): Sentence =>
    sentenceOf(summaryTexts, key, values);
  return [
    ...discountSentences(definition, money),
    ...(minimum === undefined ? [] : [say('minimum', { minimum: money(minimum) })]),
    ...(isFirstOrder(conditions)
      ? [say('firstOrder')]
      : requirementsOf(conditions).map((phrase) => say('condition', { phrase }))),
    ...dateSentences(definition, dayOf),
    say(kind),
    ...(perPerson === undefined ? [] : [counted(countTexts, 'perPerson', perPerson)]),
    ...(uses === undefined ? [] : [counted(countTexts, 'uses', uses)]),
    ...(budget === undefined ? [] : [say('budget', { budget: money(budget) })]),
    say(together === true ? 'together' : 'alone'),
    ...(alarm === undefined ? [] : [say('alarm', { minutes: alarm.minutes, persons: alarm.persons })]),
    ...(alarm?.pause === true ? [say('alarmPauses')] : []),
  ];
}

/** The condition that is asked most has a plainer word of its own. */
export function isFirstOrder(conditions: Conditions | undefined): boolean {
  return isDeepStrictEqual(conditions, { count: 'Order Completed', is: 'eq', value: 0 });
}

function discountSentences({ discount }: PromotionDefinition, money: (text: string) => Sentence): Sentence[] {
  const lines = requirementsOf(discount.where).reduce<Sentence | undefined>((sum, { ru, en }) => {
    return sum === undefined ? { ru, en } : { ru: `${sum.ru}; ${ru}`, en: `${sum.en}; ${en}` };
  }, undefined);
  const about = lines === undefined ? {} : { lines };
  if ('amount' in discount) {
    const key = lines === undefined ? 'amountOff' : 'amountOffLines';
    return [sentenceOf(summaryTexts, key, { amount: money(discount.amount), ...about })];
  }
  const key = lines === undefined ? 'percentOff' : 'percentOffLines';
  const { atMost } = discount;
  return [
    sentenceOf(summaryTexts, key, { percent: numberWords(discount.percent), ...about }),
    ...(atMost === undefined ? [] : [sentenceOf(summaryTexts, 'percentAtMost', { atMost: money(atMost) })]),
  ];
}

function dateSentences({ from, until }: PromotionDefinition, dayOf: DayOf): Sentence[] {
  if (from === undefined && until === undefined) return [];
  const key = from === undefined ? 'until' : until === undefined ? 'from' : 'between';
  const day = (moment: string | undefined): Sentence | string =>
    moment === undefined ? '' : dayOf(Date.parse(moment));
  return [sentenceOf(summaryTexts, key, { from: day(from), until: day(until) })];
}
