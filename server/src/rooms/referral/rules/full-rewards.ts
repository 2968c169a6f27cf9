import type {
  LineRule,
  PlainAmount,
  ProgramDefinition,
  Reward,
  RewardTrigger,
  ShareOfLines,
  ShareOfOrder,
} from '@sarafan/contract';
import { type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { choiceTexts } from '../texts-choices.ts';
import { promiseTexts } from '../texts-promise.ts';
import { rewardRulesTexts } from '../texts-rules.ts';
import { availabilityRules } from './availability-phrases.ts';
import { choicesIn, optionStanding } from './choices.ts';
import { exactPhrases, whole } from './exact-phrase.ts';
import { expiryRule } from './expiry-phrases.ts';
import { fulfilmentRules } from './fulfilment-phrases.ts';
import { giftPhrase, optionsPhrase } from './reward-phrases.ts';
import { ofTaskRules } from './task-phrases.ts';
import { amountWords, type NamedUnit, unnamedUnit } from './unit-words.ts';

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
      causeRule(on),
      ...ofTaskRules(definition, reward),
      ...ofChoiceRules(definition, reward, units),
      ...(level === 1 ? [] : [say('level', { level })]),
      ...amountRules(amount, named),
      ...availabilityRules(reward),
      ...(expires === undefined ? [] : [expiryRule(expires)]),
      ...fulfilmentRules(fulfil, options),
      ...exactPhrases(conditions).map((phrase) => say('condition', { phrase })),
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

function causeRule(on: RewardTrigger | undefined): Sentence {
  if (on === undefined) return say('first');
  if ('registration' in on) return say('registration');
  if ('invitation' in on) return say('invitation');
  return 'event' in on ? say(`event_${on.which}`, { event: on.event }) : say(on.order);
}

function amountRules(amount: Reward['amount'], unit: NamedUnit): Sentence[] {
  if (typeof amount === 'string' || !('steps' in amount)) return plainRules(amount, unit);
  const { by, every, currency = '', steps } = amount;
  return [
    say(`by_${by}`, { period: periodWord(every), currency }),
    ...steps.flatMap(({ from, amount: each }) => {
      const rules =
        typeof each === 'string' ? [say('fixed', { amount: amountWords(each, unit) })] : plainRules(each, unit);
      return rules.map((rule) => say('step', { from, rule }));
    }),
  ];
}

function plainRules(amount: PlainAmount, unit: NamedUnit): Sentence[] {
  // A fixed amount stands in the gift itself.
  if (typeof amount === 'string') return [];
  return [...('percent' in amount ? [orderRule(amount)] : lineRules(amount, unit)), ...shareRules(amount, unit)];
}

const orderBases = { money: 'ofMoney', total: 'ofTotal', subtotal: 'ofSubtotal' } as const;

function orderRule({ percent, of }: ShareOfOrder): Sentence {
  return say(orderBases[of], { percent: decimalWords(percent) });
}

function lineRules({ lines, of }: ShareOfLines, unit: NamedUnit): Sentence[] {
  return [...lines.map((line) => lineRule(line, unit)), say(`lines_${of}`)];
}

function lineRule({ where, percent, amount = '0' }: LineRule, unit: NamedUnit): Sentence {
  const which = where === undefined ? say('lineOthers') : say('lineWhere', { phrase: whole(where) });
  return percent === undefined
    ? say('lineAmount', { which, amount: amountWords(amount, unit) })
    : say('linePercent', { which, percent: decimalWords(percent) });
}

function shareRules({ rates, atMost, round = 'down' }: ShareOfOrder | ShareOfLines, unit: NamedUnit): Sentence[] {
  return [
    ...Object.entries(rates).map(([currency, rate]) => say('rate', { currency, amount: rateWords(rate, unit) })),
    ...(atMost === undefined ? [] : [say('atMost', { amount: amountWords(atMost, unit) })]),
    say(`round_${round}`),
  ];
}

/** A rate may have more decimals than its unit. */
function rateWords(rate: string, { name }: NamedUnit): Sentence {
  const text = decimalWords(rate);
  return { ru: `${text.ru} (${name.ru})`, en: `${text.en} (${name.en})` };
}

export function decimalWords(text: string): Sentence {
  return { ru: text.replace('.', ','), en: text };
}
