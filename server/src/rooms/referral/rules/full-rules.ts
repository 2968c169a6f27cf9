import type { ProgramDefinition, TouchChannel } from '@sarafan/contract';
import { counted, type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { countTexts } from '../texts-promise.ts';
import { detailTexts } from '../texts-rules.ts';
import { exactPhrases } from './exact-phrase.ts';
import { fullBonuses, resultDetails } from './full-bonuses.ts';
import { type FullOptions, type FullReward, fullReward } from './full-rewards.ts';
import { orderCurrency } from './order-currency.ts';
import { correctionDaysUsual } from './owed.ts';
import { orderConditionKey, type PromiseOptions, promiseOf } from './promise.ts';
import { requirementsOf, withCurrency } from './requirements.ts';
import { taskDetails } from './task-phrases.ts';

/** All rules of a program in plain words: no change of a member that changes what is paid leaves them as they were. */
export interface FullRules {
  readonly friend: readonly FullReward[];
  readonly referrer: readonly FullReward[];
  /** For all that somebody has brought. */
  readonly bonuses: readonly FullReward[];
  /** For everybody on a chain of invitations, friends as well as inviters. */
  readonly chainBonuses: readonly FullReward[];
  /** What landings and cabinets promise. */
  readonly rules: readonly Sentence[];
  /** Everything else that decides. */
  readonly details: readonly Sentence[];
}

export interface FullRulesOptions extends PromiseOptions, FullOptions {
  /** The zone of moments. */
  readonly zone: string;
  /** Names of other programs of the same group. */
  readonly rivals: readonly Sentence[];
}

const say = (key: keyof (typeof detailTexts)['en'], values = {}): Sentence => sentenceOf(detailTexts, key, values);

export function fullRulesOf(definition: ProgramDefinition, options: FullRulesOptions): FullRules {
  const of = (side: 'friend' | 'referrer'): FullReward[] => {
    return definition.rewards.filter(({ to }) => to === side).map((reward) => fullReward(definition, reward, options));
  };
  return {
    friend: of('friend'),
    referrer: of('referrer'),
    bonuses: fullBonuses(definition, 'inviters', options),
    chainBonuses: fullBonuses(definition, 'chains', options),
    rules: promiseOf(definition, options).rules,
    details: [
      ...whenDetails(definition, options),
      ...inviteDetails(definition),
      ...qualificationDetails(definition),
      ...conditionDetails(definition, options),
      ...taskDetails(definition, options),
      ...resultDetails(definition, options),
      ...exclusionDetails(definition, options),
      ...bookDetails(definition),
    ],
  };
}

function whenDetails(
  { startsAt, endsAt, rewards, tasks = [] }: ProgramDefinition,
  { momentOf, zone }: FullRulesOptions,
): Sentence[] {
  const hasMoments = [startsAt, endsAt, ...[...rewards, ...tasks].flatMap(({ from, until }) => [from, until])].some(
    Boolean,
  );
  return [
    ...(startsAt === undefined ? [] : [say('startsAt', { moment: momentOf(startsAt) })]),
    ...(endsAt === undefined ? [] : [say('endsAt', { moment: momentOf(endsAt) })]),
    ...(hasMoments ? [say('hours', { zone })] : []),
  ];
}

function inviteDetails({ invite, attribution }: ProgramDefinition): Sentence[] {
  const { link, code, manual } = invite;
  const { pick, precedence } = attribution;
  return [
    ...(link === undefined ? [] : [say('invite_link')]),
    ...(code === undefined ? [] : [say('invite_code')]),
    ...(manual === undefined ? [] : [say('invite_manual', { days: counted(countTexts, 'day', manual.backDateDays) })]),
    say(`pick_${pick}`),
    ...(precedence.length === 0 ? [] : [say('precedence', { channels: channelNames(precedence) })]),
  ];
}

function channelNames(channels: readonly TouchChannel[]): Sentence {
  return listed(channels.map((channel) => say(`channel_${channel}`)));
}

function listed(all: readonly Sentence[]): Sentence {
  return { ru: all.map(({ ru }) => ru).join(', '), en: all.map(({ en }) => en).join(', ') };
}

function qualificationDetails({ participant }: ProgramDefinition): Sentence[] {
  if (participant === undefined) return [];
  const { form = [], approval } = participant;
  return [
    ...form.map(({ label, options = [], required }) =>
      say('formField', {
        label,
        options: options.length === 0 ? '' : say('formOptions', { options: listed(options.map((each) => each.label)) }),
        required: required ? say('formRequired') : '',
      }),
    ),
    ...(approval === 'manual' ? [] : [say('approvalAutomatic')]),
  ];
}

/** Conditions of which the promise leaves something out, once more and in full. */
function conditionDetails(definition: ProgramDefinition, { units }: FullRulesOptions): Sentence[] {
  const { participant, friend, order } = definition;
  const plain = withCurrency(orderCurrency(definition, units));
  const trees = [
    [participant?.conditions, 'condition'],
    [friend.conditions, 'condition'],
    [order.conditions, orderConditionKey(definition) === 'whole' ? 'condition' : 'conditionOfPayment'],
  ] as const;
  return trees.flatMap(([tree, key]) => {
    const promised = requirementsOf(tree, plain).map(({ en }) => en);
    return exactPhrases(tree, plain)
      .filter(({ en }, index) => en !== promised[index])
      .map((phrase) => say(key, { phrase }));
  });
}

function exclusionDetails({ exclusive }: ProgramDefinition, { rivals }: FullRulesOptions): Sentence[] {
  if (exclusive === undefined) return [];
  const { coupons, alwaysPays = [] } = exclusive;
  // The group's own key is for whoever makes programs: customers are told which they are.
  const names = rivals.map((name) => say('name', { name }));
  return [
    rivals.length === 0 ? say('groupAlone') : say('group', { programs: listed(names) }),
    ...(coupons === true ? [say('coupons')] : []),
    ...(alwaysPays.length === 0 ? [] : [say('alwaysPays', { channels: channelNames(alwaysPays) })]),
  ];
}

/** True where something of the definition begins anew or ends with a day, a week, a month or a year. */
export function hasPeriods({ rewards, bonuses = [], cap }: ProgramDefinition): boolean {
  return (
    cap?.every !== undefined ||
    [...rewards, ...bonuses].some(({ expires }) => expires !== undefined) ||
    bonuses.some(({ every }) => every !== undefined) ||
    rewards.some(({ perPerson, amount, accrual }) => {
      const every = typeof amount === 'object' && 'steps' in amount ? amount.every : undefined;
      return [perPerson?.every, every, accrual?.every].some((each) => each !== undefined);
    })
  );
}

function bookDetails(definition: ProgramDefinition): Sentence[] {
  const { clawBack, correctionDays = correctionDaysUsual, cap, timeZone = 'UTC' } = definition;
  return [
    ...(clawBack === 'never' ? [say('never')] : []),
    correctionDays === 0
      ? say('correctionNone')
      : say('correction', { days: counted(countTexts, 'day', correctionDays) }),
    ...(hasPeriods(definition) ? [say('timeZone', { zone: timeZone })] : []),
    ...(cap === undefined ? [] : [say(cap.partly === true ? 'capPartly' : 'capWhole')]),
  ];
}
