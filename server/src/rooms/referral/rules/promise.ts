import type { Conditions, ProgramDefinition, Reward, RewardTrigger } from '@sarafan/contract';
import { counted, type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { countTexts, promiseTexts } from '../texts-promise.ts';
import { promisedAvailability } from './availability-phrases.ts';
import { bonusRules, withChainGifts } from './bonus-phrases.ts';
import { expiryRules } from './expiry-phrases.ts';
import { type FriendsGift, friendsGiftOf } from './friends-gift.ts';
import { knownWords, newnessOf } from './newness.ts';
import { orderCurrency } from './order-currency.ts';
import { qualificationRules } from './qualification.ts';
import { type Phrase, requirementsOf, withCurrency } from './requirements.ts';
import { giftPhrase, giftsOf, inOnePhrase } from './reward-phrases.ts';
import { taskRules } from './task-phrases.ts';
import { amountWords, type NamedUnit, unnamedUnit } from './unit-words.ts';

/** What a program promises, in plain words: every sentence follows from the definition by which rewards are decided. */
export interface ProgramPromise {
  /** What each side gets, as amounts: «2 урока», «500 ₽». Empty when it gets nothing. */
  readonly friend: readonly Sentence[];
  readonly referrer: readonly Sentence[];
  /** The amounts in one phrase; undefined when there are none. */
  readonly friendGets: Sentence | undefined;
  readonly referrerGets: Sentence | undefined;
  /** What is asked of the friend, and what it brings. */
  readonly friendsGift: FriendsGift;
  /** What has to happen, one sentence each, in the order in which it is decided. */
  readonly rules: readonly Sentence[];
}

export interface PromiseOptions {
  readonly units: ReadonlyMap<string, NamedUnit>;
  /** A moment as a day of the workspace's own calendar. */
  readonly dayOf: (moment: string) => Sentence;
}

export function promiseOf(definition: ProgramDefinition, options: PromiseOptions): ProgramPromise {
  const phrase = withCurrency(orderCurrency(definition, options.units));
  return {
    ...giftsIn(definition, options.units),
    friendsGift: friendsGiftOf(definition, options.units),
    rules: [
      ...whenRules(definition, options),
      ...qualificationRules(definition),
      ...friendRules(definition, phrase),
      ...orderRules(definition, phrase),
      ...conditionedGifts(definition, options, phrase),
      ...timedGifts(definition, options),
      ...rewardRules(definition, options),
      ...taskRules(definition, options),
      ...bonusRules(definition, options.units),
      ...(definition.attribution.perOrder === true ? [sentenceOf(promiseTexts, 'perOrder')] : []),
      ...exclusionRules(definition),
    ],
  };
}

/** What each side gets, as far as it can be said without a calendar. */
function giftsIn(
  definition: ProgramDefinition,
  units: PromiseOptions['units'],
): Omit<ProgramPromise, 'rules' | 'friendsGift'> {
  const friend = giftsOf(definition, 'friend', units);
  const referrer = giftsOf(definition, 'referrer', units);
  return { friend, referrer, friendGets: inOnePhrase(friend), referrerGets: inOnePhrase(referrer) };
}

/** The same with what everybody on a chain gets, for whoever makes a program and compares it with others. */
export function giftsWithChain(
  definition: ProgramDefinition,
  units: PromiseOptions['units'],
): Pick<ProgramPromise, 'friendGets' | 'referrerGets'> {
  const { friendGets, referrerGets } = giftsIn(definition, units);
  return {
    friendGets: withChainGifts(friendGets, definition, units),
    referrerGets: withChainGifts(referrerGets, definition, units),
  };
}

function whenRules(
  { startsAt, endsAt, attribution, rewards }: ProgramDefinition,
  { dayOf }: PromiseOptions,
): Sentence[] {
  const window = counted(countTexts, 'day', attribution.windowDays);
  const counts = windowKey(rewards);
  return [
    ...(startsAt === undefined ? [] : [sentenceOf(promiseTexts, 'starts', { day: dayOf(startsAt) })]),
    ...(endsAt === undefined ? [] : [sentenceOf(promiseTexts, 'ends', { day: dayOf(endsAt) })]),
    ...(counts === undefined ? [] : [sentenceOf(promiseTexts, counts, { window })]),
  ];
}

type WindowKey = 'firstPayment' | 'payments' | 'happenings' | 'happeningsAndFirst' | 'happeningsAndPayments';

/** The window is one for all rewards, so one sentence says what counts in it. */
function windowKey(rewards: readonly Reward[]): WindowKey | undefined {
  const kinds = new Set(rewards.map(({ on }) => windowKind(on)));
  if (kinds.size === 0) return undefined;
  if (!kinds.has('happenings')) return kinds.has('payments') ? 'payments' : 'firstPayment';
  if (kinds.has('payments')) return 'happeningsAndPayments';
  return kinds.has('firstPayment') ? 'happeningsAndFirst' : 'happenings';
}

function windowKind(on: RewardTrigger | undefined): 'firstPayment' | 'payments' | 'happenings' {
  if (on === undefined) return 'firstPayment';
  if (!('order' in on)) return 'happenings';
  return on.order === 'first' ? 'firstPayment' : 'payments';
}

function friendRules({ friend }: ProgramDefinition, phrase: Phrase): Sentence[] {
  return [newness(friend), ...wholes(friend.conditions, phrase)];
}

function orderRules(definition: ProgramDefinition, phrase: Phrase): Sentence[] {
  return wholes(definition.order.conditions, phrase, orderConditionKey(definition));
}

/** Where more than payments is rewarded, a condition of the order says that it is about payments alone. */
export function orderConditionKey({ rewards }: Pick<ProgramDefinition, 'rewards'>): 'whole' | 'wholeOfPayment' {
  return rewards.some(({ on }) => windowKind(on) === 'happenings') ? 'wholeOfPayment' : 'whole';
}

type WholeKey = ReturnType<typeof orderConditionKey>;

function wholes(tree: Conditions | undefined, phrase: Phrase, key: WholeKey = 'whole'): Sentence[] {
  return requirementsOf(tree, phrase).map((told) => sentenceOf(promiseTexts, key, { phrase: told }));
}

/** Rewards with conditions of their own: for which gift, and which. */
function conditionedGifts({ rewards }: ProgramDefinition, { units }: PromiseOptions, phrase: Phrase): Sentence[] {
  return rewards.flatMap((reward) =>
    requirementsOf(reward.conditions, phrase).map((told) =>
      sentenceOf(promiseTexts, 'giftCondition', { gift: giftPhrase(reward, units), phrase: told }),
    ),
  );
}

/** Rewards that are given for a time only. */
function timedGifts({ rewards }: ProgramDefinition, { units, dayOf }: PromiseOptions): Sentence[] {
  return rewards.flatMap((reward) => {
    const { from, until } = reward;
    const key = from === undefined ? 'giftUntil' : until === undefined ? 'giftFrom' : 'giftBetween';
    if (from === undefined && until === undefined) return [];
    const days = { from: from === undefined ? '' : dayOf(from), until: until === undefined ? '' : dayOf(until) };
    return [sentenceOf(promiseTexts, key, { gift: giftPhrase(reward, units), ...days })];
  });
}

function newness(friend: ProgramDefinition['friend']): Sentence {
  return sentenceOf(promiseTexts, newnessOf(friend), { known: knownWords(friend) });
}

function exclusionRules({ exclusive }: ProgramDefinition): Sentence[] {
  if (exclusive === undefined) return [];
  const { alwaysPays = [] } = exclusive;
  const always =
    alwaysPays.length === 0 ? [] : ([alwaysPays.join() === 'link' ? 'alwaysPaid' : 'alwaysPaidByCode'] as const);
  return [sentenceOf(promiseTexts, 'exclusive'), ...always.map((key) => sentenceOf(promiseTexts, key))];
}

function rewardRules(definition: ProgramDefinition, { units }: PromiseOptions): Sentence[] {
  const { clawBack, rewards, cap } = definition;
  return [
    ...promisedAvailability(definition, units),
    ...expiryRules(definition, units),
    ...(clawBack === 'never' ? [] : [sentenceOf(promiseTexts, clawBack)]),
    ...rewards.flatMap((reward) => {
      const { perPerson, unit } = reward;
      if (perPerson === undefined) return [];
      const gift = giftPhrase(reward, units);
      return [sentenceOf(promiseTexts, 'perPerson', { gift, ...limitWords(perPerson, unit, units) })];
    }),
    ...(cap === undefined ? [] : [sentenceOf(promiseTexts, 'cap', limitWords(cap, cap.unit, units))]),
  ];
}

type Limit = NonNullable<Reward['perPerson']>;

function limitWords(
  { amount, every }: Limit,
  unit: string,
  units: PromiseOptions['units'],
): { readonly amount: Sentence; readonly period: Sentence } {
  return {
    amount: amountWords(amount, units.get(unit) ?? unnamedUnit(unit)),
    period: sentenceOf(promiseTexts, every === undefined ? 'always' : `every_${every}`),
  };
}
