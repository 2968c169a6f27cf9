import type { Bonus, ProgramDefinition, RewardTrigger } from '@sarafan/contract';
import { counted, type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { countTexts } from '../texts-promise.ts';
import { bonusRulesTexts } from '../texts-rules.ts';
import { bonusAvailabilityRules } from './availability-phrases.ts';
import { bonusPhrase, isForChain } from './bonus-phrases.ts';
import { countedResultsOf } from './brought.ts';
import { exactPhrases } from './exact-phrase.ts';
import { expiryRule } from './expiry-phrases.ts';
import { fulfilmentRules } from './fulfilment-phrases.ts';
import { type FullOptions, type FullReward, rateWords } from './full-rewards.ts';
import { orderCurrency } from './order-currency.ts';
import { withCurrency } from './requirements.ts';
import { currencySign, unnamedUnit } from './unit-words.ts';

const say = (key: keyof (typeof bonusRulesTexts)['en'], values = {}): Sentence =>
  sentenceOf(bonusRulesTexts, key, values);

/** The bonuses of a program, each with all that its definition says: those for inviters, or those for whole chains. */
export function fullBonuses(
  { bonuses = [] }: ProgramDefinition,
  whom: 'inviters' | 'chains',
  options: FullOptions,
): FullReward[] {
  const own = bonuses.filter((bonus) => isForChain(bonus) === (whom === 'chains'));
  return own.map((bonus) => ({ gift: bonusPhrase(bonus, options.units), details: bonusDetails(bonus, options) }));
}

function bonusDetails(bonus: Bonus, { units, promotionName = () => undefined }: FullOptions): Sentence[] {
  const { every, afterDays = 0, expires, fulfil, currency = '', steps } = bonus;
  const end = afterDays === 0 ? say('atEnd') : say('afterEnd', { days: counted(countTexts, 'day', afterDays) });
  return [
    ...(isForChain(bonus) ? [say('everybody')] : []),
    every === undefined ? say('atOnce') : end,
    ...bonusAvailabilityRules(bonus),
    ...(expires === undefined ? [] : [expiryRule(expires)]),
    ...fulfilmentRules(fulfil, { promotionName }),
    ...steps.flatMap(({ unit, amount }) => {
      if (typeof amount === 'string' || !('rate' in amount)) return [];
      const rate = rateWords(amount.rate, units.get(unit) ?? unnamedUnit(unit));
      return [say('rate', { currency: currencySign(currency), rate })];
    }),
  ];
}

/** What counts as a lead and as a sale, where sums of them are kept. */
export function resultDetails(definition: ProgramDefinition, { units }: FullOptions): Sentence[] {
  if (countedResultsOf(definition).length === 0) return [];
  const { results = {} } = definition;
  const phrase = withCurrency(orderCurrency(definition, units));
  const { leads = { on: { registration: true } }, sales = { on: { order: 'each' } } } = results;
  return (
    [
      ['leads', leads],
      ['sales', sales],
    ] as const
  ).flatMap(([name, { on, conditions }]) => [
    say(name, { what: causePhrase(on) }),
    ...exactPhrases(conditions, phrase).map((told) => say(`${name}_condition`, { phrase: told })),
  ]);
}

function causePhrase(on: RewardTrigger): Sentence {
  if ('registration' in on) return say('registration');
  if ('invitation' in on) return say('invitation');
  return 'event' in on ? say(`event_${on.which}`, { event: on.event }) : say(on.order);
}
