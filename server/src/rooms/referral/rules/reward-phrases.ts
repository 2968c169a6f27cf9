import type { PlainAmount, ProgramDefinition, Reward, RewardAmount, RewardTrigger, Scale } from '@sarafan/contract';
import { parseAmount } from '../../../kit/values/amounts.ts';
import { type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { choiceTexts } from '../texts-choices.ts';
import { giftTexts, promiseTexts } from '../texts-promise.ts';
import { type Choice, choicesIn } from './choices.ts';
import { amountWords, moneyWords, type NamedUnit, numberWords, rangeWords, unnamedUnit } from './unit-words.ts';

type Units = ReadonlyMap<string, NamedUnit>;

/**
 * What a side gets, gift by gift. Amounts that are given for the same are promised as what they come to. Where more
 * than the first payment is rewarded, on either side, each says what it is for.
 */
export function giftsOf({ rewards }: Pick<ProgramDefinition, 'rewards'>, side: Reward['to'], units: Units): Sentence[] {
  const saysFirst = rewards.some(({ on, task }) => task === undefined && !isOfFirst(on));
  const sums = new Map<string, Reward>();
  // What a task brings is told with the task.
  const own = rewards.filter(({ to, task }) => to === side && task === undefined);
  for (const reward of own) {
    if (reward.choice !== undefined) continue;
    const { unit, on, conditions, from, until, amount, level = 1 } = reward;
    const asks = [unit, on ?? null, conditions ?? null, from ?? null, until ?? null, level];
    const kind = JSON.stringify([...asks, isFixed(amount)]);
    const known = isFixed(reward.amount) ? sums.get(kind) : undefined;
    sums.set(
      known === undefined ? `${kind}${isFixed(reward.amount) ? '' : sums.size}` : kind,
      added(known, reward, units),
    );
  }
  const chosen = choicesIn({ rewards: own }).map((choice) => {
    return sentenceOf(choiceTexts, 'toChoose', { gift: optionsPhrase(choice, units) });
  });
  return [...[...sums.values()].map((reward) => giftPhrase(reward, units, saysFirst)), ...chosen];
}

/** «2 урока и 500 баллов»; undefined for nothing. */
export function inOnePhrase(amounts: readonly Sentence[]): Sentence | undefined {
  const [first, ...rest] = amounts;
  if (first === undefined) return undefined;
  return rest.reduce((sum, each) => sentenceOf(promiseTexts, 'and', { first: sum, second: each }), first);
}

/** «500 баллов или 2 урока». */
export function optionsPhrase({ options }: Choice, units: Units): Sentence {
  const gifts = options.map((reward) => giftPhrase(reward, units));
  return gifts.reduce((first, second) => sentenceOf(choiceTexts, 'or', { first, second }));
}

function isFixed(amount: RewardAmount): amount is string {
  return typeof amount === 'string';
}

function added(known: Reward | undefined, reward: Reward, units: Units): Reward {
  if (known === undefined || !isFixed(known.amount) || !isFixed(reward.amount)) return reward;
  const { exponent } = units.get(reward.unit) ?? unnamedUnit(reward.unit);
  const [left, right] = [parseAmount(known.amount, exponent), parseAmount(reward.amount, exponent)];
  if (!left.ok || !right.ok) return reward;
  const digits = (left.minor + right.minor).toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  return { ...reward, amount: exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}` };
}

/**
 * One gift: «500 баллов за регистрацию», «2,5 % от каждой оплаты (баллы)», and by steps where it has some. That it is
 * for the first payment goes without saying, unless it has to be said.
 */
export function giftPhrase(reward: Reward, units: Units, saysFirst = false): Sentence {
  const { amount, level = 1 } = reward;
  const isSaid = saysFirst && isOfFirst(reward.on);
  const plain = (each: PlainAmount): Sentence => {
    const gift = plainPhrase(reward, each, units);
    return isSaid && isFixed(each) ? sentenceOf(giftTexts, 'firstOrder', { gift }) : gift;
  };
  const gift = isStepped(amount) ? steppedPhrase(amount, plain) : plain(amount);
  return level === 1 ? gift : sentenceOf(giftTexts, 'ofLevel', { gift, level });
}

function isStepped(amount: RewardAmount): amount is Scale {
  return typeof amount === 'object' && 'steps' in amount;
}

function isOfFirst(on: RewardTrigger | undefined): boolean {
  return on === undefined || ('order' in on && on.order === 'first');
}

function steppedPhrase({ by, every, currency = '', steps }: Scale, plain: (amount: PlainAmount) => Sentence): Sentence {
  const period = sentenceOf(promiseTexts, every === undefined ? 'always' : `every_${every}`);
  const phrases = steps.map(({ from, amount }) => {
    const gift = plain(amount);
    // Steps of a turnover begin with any at all.
    if (by === 'turnover' && Number(from) === 0) return gift;
    const start = by === 'turnover' ? moneyWords(from, currency) : numberWords(from);
    return sentenceOf(giftTexts, `from_${by}`, { gift, from: start, period });
  });
  return phrases.reduce((all, each) => sentenceOf(giftTexts, 'stepAfterStep', { all, each }));
}

function plainPhrase({ unit, on }: Reward, amount: PlainAmount, units: Units): Sentence {
  const named = units.get(unit) ?? unnamedUnit(unit);
  if (!isFixed(amount)) return sharePhrase(amount, on, named);
  const gift = amountWords(amount, named);
  const cause = causeKey(on);
  if (cause === undefined) return gift;
  return sentenceOf(giftTexts, cause, { gift, event: on !== undefined && 'event' in on ? on.event : '' });
}

type CauseKey = 'invitation' | 'eachOrder' | 'fittingOrder' | 'registration' | 'event' | 'eachEvent';

/** What a fixed gift is for, if not for the first order. */
function causeKey(on: RewardTrigger | undefined): CauseKey | undefined {
  if (on === undefined || isOfFirst(on)) return undefined;
  if ('registration' in on) return 'registration';
  if ('invitation' in on) return 'invitation';
  if ('event' in on) return on.which === 'each' ? 'eachEvent' : 'event';
  return on.order === 'each' ? 'eachOrder' : 'fittingOrder';
}

function sharePhrase(amount: Exclude<PlainAmount, string>, on: RewardTrigger | undefined, unit: NamedUnit): Sentence {
  const isEach = on !== undefined && 'order' in on && on.order === 'each';
  if ('percent' in amount) {
    const percent = percentText(amount.percent);
    return sentenceOf(giftTexts, isEach ? 'shareOfEach' : 'shareOfFirst', { percent, unit: unit.name });
  }
  const percents = amount.lines.flatMap(({ percent }) => percent ?? []);
  const [greatest] = percents.toSorted((left, right) => Number(right) - Number(left));
  if (greatest === undefined) {
    const each = amount.lines.flatMap((line) => line.amount ?? []);
    return sentenceOf(giftTexts, 'perItem', { gift: rangeWords(each, unit) });
  }
  const percent = percentText(greatest);
  return sentenceOf(giftTexts, percents.length > 1 ? 'upToOfLines' : 'ofLines', { percent, unit: unit.name });
}

/** A percent as each language writes it: «2,5» and "2.5". */
function percentText(percent: string): Sentence {
  return { ru: percent.replace('.', ','), en: percent };
}
