import type { LineRule, PlainAmount, ProgramDefinition, Reward, RewardTrigger, ShareOfOrder } from '@sarafan/contract';
import { type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { choiceTexts } from '../texts-choices.ts';
import { promiseTexts } from '../texts-promise.ts';
import { rewardRulesTexts } from '../texts-rules.ts';
import { availabilityRules } from './availability-phrases.ts';
import { choicesIn, optionStanding } from './choices.ts';
import { exactPhrases, whole } from './exact-phrase.ts';
import { expiryRule } from './expiry-phrases.ts';
import { fulfilmentRules } from './fulfilment-phrases.ts';
import { knownWords, newnessOf } from './newness.ts';
import { orderCurrency } from './order-currency.ts';
import { withCurrency } from './requirements.ts';
import { giftPhrase, optionsPhrase } from './reward-phrases.ts';
import { ofTaskRules } from './task-phrases.ts';
import { amountWords, currencySign, moneyWords, type NamedUnit, numberWords, unnamedUnit } from './unit-words.ts';

export interface FullReward {
  /** As landings and cabinets promise it. */
  readonly gift: Sentence;
  /** Everything else that decides whether it is given and how much. */
  readonly details: readonly Sentence[];
}

export interface FullOptions {
  readonly units: ReadonlyMap<string, NamedUnit>;
  /** A moment to the second, as the workspace's own calendar and clock show it. */
  readonly momentOf: (moment: string) => Sentence;
  /** How a promotion is called whose codes are given; undefined: it is not known. */
  readonly promotionName?: (promotion: string) => Sentence | undefined;
}

const say = (key: keyof (typeof rewardRulesTexts)['en'], values = {}): Sentence =>
  sentenceOf(rewardRulesTexts, key, values);

/** One reward with all that its definition says. */
export function fullReward(definition: ProgramDefinition, reward: Reward, options: FullOptions): FullReward {
  const { units, momentOf } = options;
  const { unit, on, level = 1, amount, expires, fulfil, conditions, from, until, perPerson } = reward;
  const named = units.get(unit) ?? unnamedUnit(unit);
  return {
    gift: giftPhrase(reward, units),
    details: [
      causeRule(definition, on),
      ...ofTaskRules(definition, reward),
      ...ofChoiceRules(definition, reward, units),
      ...(level === 1 ? [] : [say('level', { level })]),
      ...amountRules(amount, named),
      ...availabilityRules(reward),
      ...(expires === undefined ? [] : [expiryRule(expires)]),
      ...fulfilmentRules(fulfil, options),
      ...exactPhrases(conditions, withCurrency(orderCurrency(definition, units))).map((phrase) =>
        say('condition', { phrase }),
      ),
      ...(from === undefined ? [] : [say('from', { moment: momentOf(from) })]),
      ...(until === undefined ? [] : [say('until', { moment: momentOf(until) })]),
      ...(perPerson === undefined
        ? []
        : [
            say('perPerson', { amount: amountWords(perPerson.amount, named), period: periodWord(perPerson.every) }),
            say(perPerson.partly === true ? 'partly' : 'whole'),
          ]),
    ],
  };
}

/** Of a reward that is chosen: among which, and whether it is the usual one. */
function ofChoiceRules(definition: ProgramDefinition, { choice }: Reward, units: FullOptions['units']): Sentence[] {
  const whole = choicesIn(definition).find(({ id }) => id === choice?.id);
  if (choice === undefined || whole === undefined) return [];
  const options = optionsPhrase(whole, units);
  const isUsual = optionStanding(whole, undefined) === choice.option;
  return [sentenceOf(choiceTexts, 'ofChoice', { options }), ...(isUsual ? [sentenceOf(choiceTexts, 'usual')] : [])];
}

function periodWord(every: NonNullable<Reward['perPerson']>['every']): Sentence {
  return sentenceOf(promiseTexts, every === undefined ? 'always' : `every_${every}`);
}

function causeRule({ friend }: ProgramDefinition, on: RewardTrigger | undefined): Sentence {
  if (on === undefined) return say('first');
  if ('registration' in on) return say('registration');
  if ('invitation' in on) return say(`invitation_${newnessOf(friend)}`, { known: knownWords(friend) });
  return 'event' in on ? say(`event_${on.which}`, { event: on.event }) : say(on.order);
}

function amountRules(amount: Reward['amount'], unit: NamedUnit): Sentence[] {
  if (typeof amount === 'string') return [];
  if (!('steps' in amount)) return [...ownRules(amount, unit), ...commonRules(amount, unit)];
  const { by, every, currency = '', steps } = amount;
  const inStep = (from: string, rule: Sentence): Sentence => {
    const start = by === 'turnover' ? moneyWords(from, currency) : numberWords(from);
    return say(`step_${by}`, { from: start, rule: uncapitalised(rule) });
  };
  const common = steps.map((step) => commonRules(step.amount, unit));
  const isSame = new Set(common.map((rules) => JSON.stringify(rules))).size === 1;
  return [
    say(`by_${by}`, { period: periodWord(every), currency: currencySign(currency) }),
    ...steps.flatMap(({ from, amount: each }, index) => {
      const rules =
        typeof each === 'string' ? [say('fixed', { amount: amountWords(each, unit) })] : ownRules(each, unit);
      return [...rules, ...(isSame ? [] : (common[index] ?? []))].map((rule) => inStep(from, rule));
    }),
    ...(isSame ? (common[0] ?? []) : []),
  ];
}

function uncapitalised({ ru, en }: Sentence): Sentence {
  const down = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
  return { ru: down(ru), en: down(en) };
}

/** How much it is; a fixed amount stands in the gift itself. */
function ownRules(amount: PlainAmount, unit: NamedUnit): Sentence[] {
  if (typeof amount === 'string') return [];
  return [
    ...('percent' in amount ? [orderRule(amount)] : amount.lines.map((line) => lineRule(line, unit))),
    ...(amount.atMost === undefined ? [] : [say('atMost', { amount: amountWords(amount.atMost, unit) })]),
  ];
}

/**
 * Of what a share is, at which rates, and how it is rounded. So much for each item is no share: of the rates it matters
 * only which currencies they are for.
 */
function commonRules(amount: PlainAmount, unit: NamedUnit): Sentence[] {
  if (typeof amount === 'string') return [];
  const { rates, round = 'down' } = amount;
  if ('lines' in amount && amount.lines.every(({ percent }) => percent === undefined)) return [currencyRule(rates)];
  return ['lines' in amount ? [say(`lines_${amount.of}`)] : [], ratesRule(rates, unit), say(`round_${round}`)].flat();
}

const orderBases = { money: 'ofMoney', total: 'ofTotal', subtotal: 'ofSubtotal' } as const;

function orderRule({ percent, of }: ShareOfOrder): Sentence {
  return say(orderBases[of], { percent: decimalWords(percent) });
}

function lineRule({ where, percent, amount = '0' }: LineRule, unit: NamedUnit): Sentence {
  const which = where === undefined ? say('lineOthers') : say('lineWhere', { phrase: whole(where) });
  return percent === undefined
    ? say('lineAmount', { which, amount: amountWords(amount, unit) })
    : say('linePercent', { which, percent: decimalWords(percent) });
}

type Rates = ShareOfOrder['rates'];

function ratesRule(rates: Rates, unit: NamedUnit): Sentence {
  const told = Object.entries(rates).map(([currency, rate]) => {
    return say('rate', { currency: currencySign(currency), amount: rateWords(rate, unit) });
  });
  // «1 ₽ = 1 ₽» says no more than which currency it is.
  const one = Object.keys(rates).map((currency) => moneyWords('1', currency));
  const isItself = Object.values(rates).every((rate, index) => rateWords(rate, unit).ru === one[index]?.ru);
  return isItself ? currencyRule(rates) : say('rates', { rates: inARow(told) });
}

function currencyRule(rates: Rates): Sentence {
  return say('ratesOnly', { rates: Object.keys(rates).map(currencySign).join(', ') });
}

function inARow(all: readonly Sentence[]): Sentence {
  return { ru: all.map(({ ru }) => ru).join('; '), en: all.map(({ en }) => en).join('; ') };
}

/** What one of a currency is worth; a rate may have more decimals than its unit. */
export function rateWords(rate: string, unit: NamedUnit): Sentence {
  return amountWords(rate, { ...unit, exponent: rate.split('.')[1]?.length ?? 0 });
}

function decimalWords(text: string): Sentence {
  return { ru: text.replace('.', ','), en: text };
}
