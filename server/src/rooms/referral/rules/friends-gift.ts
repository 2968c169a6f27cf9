import type { Conditions, ProgramDefinition, Reward, RewardTrigger } from '@sarafan/contract';
import { type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { promiseTexts } from '../texts-promise.ts';
import { leavesOf, orderCurrency } from './order-currency.ts';
import { giftsOf, inOnePhrase } from './reward-phrases.ts';
import { moneyWords, type NamedUnit } from './unit-words.ts';

/** What friends are told who are asked to do what a program rewards. */
export interface FriendsGift {
  /** What it is for; anything: for several things, or for something that has no sentence of its own. */
  readonly cause: 'firstPayment' | 'payment' | 'invitation' | 'registration' | 'anything';
  /** The amounts in one phrase, which leaves out what they are for where the cause says it; undefined: nothing. */
  readonly gift: Sentence | undefined;
  /** How much an order has to come to, behind its noun: « от 3 000 ₽»; empty where that is not asked or not known. */
  readonly least: Sentence | '';
}

/** What is asked of a friend, and for what: where friends get nothing, what whoever invited is rewarded for. */
export function friendsGiftOf(definition: ProgramDefinition, units: ReadonlyMap<string, NamedUnit>): FriendsGift {
  const own = definition.rewards.filter(({ to, task }) => to === 'friend' && task === undefined);
  const asked = own.length === 0 ? definition.rewards : own;
  const cause = causeOf(definition, asked);
  const isFree = cause === 'invitation' || cause === 'registration';
  const told = { rewards: isFree ? own.map(withoutCause) : own };
  const isPaid = cause === 'firstPayment' || cause === 'payment';
  return {
    cause,
    gift: inOnePhrase(giftsOf(told, 'friend', units)),
    least: isPaid ? leastWords(definition, asked, units) : '',
  };
}

function causeOf({ friend }: ProgramDefinition, rewards: readonly Reward[]): FriendsGift['cause'] {
  const [cause = 'anything', ...others] = new Set(rewards.map(({ on }) => causeOfTrigger(on)));
  if (others.length > 0) return 'anything';
  const isFree = cause === 'invitation' || cause === 'registration';
  return isFree && [friend, ...rewards].some(({ conditions }) => asksDeeds(conditions)) ? 'anything' : cause;
}

/** True of conditions that look at what the friend does, and not only at who the friend is. */
function asksDeeds(tree: Conditions | undefined): boolean {
  if (tree === undefined || 'trait' in tree) return false;
  if ('not' in tree) return asksDeeds(tree.not);
  const parts = 'all' in tree ? tree.all : 'any' in tree ? tree.any : undefined;
  return parts?.some(asksDeeds) ?? true;
}

function causeOfTrigger(on: RewardTrigger | undefined): FriendsGift['cause'] {
  if (on === undefined) return 'firstPayment';
  if ('invitation' in on) return 'invitation';
  if ('registration' in on) return 'registration';
  if ('event' in on) return 'anything';
  return on.order === 'first' ? 'firstPayment' : 'payment';
}

function withoutCause({ on: _cause, ...reward }: Reward): Reward {
  return reward;
}

/** What every one of the rewards asks of an order's total. */
function leastWords(
  definition: ProgramDefinition,
  rewards: readonly Reward[],
  units: ReadonlyMap<string, NamedUnit>,
): Sentence | '' {
  const currency = orderCurrency(definition, units);
  const ofOrder = leastIn(definition.order.conditions);
  const [least = 0, ...others] = new Set(rewards.map(({ conditions }) => Math.max(ofOrder, leastIn(conditions))));
  if (currency === undefined || least === 0 || others.length > 0) return '';
  return sentenceOf(promiseTexts, 'least', { money: moneyWords(String(least), currency) });
}

function leastIn(tree: Conditions | undefined): number {
  const bounds = leavesOf(tree).flatMap((leaf) => {
    return 'fact' in leaf && leaf.fact === 'total' && leaf.is === 'gte' ? [Number(leaf.value)] : [];
  });
  return Math.max(0, ...bounds.filter(Number.isFinite));
}
