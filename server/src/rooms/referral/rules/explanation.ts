import { banReasons, type Conditions, type Explanation, type ProgramDefinition } from '@sarafan/contract';
import { explainFailure, explainSeen, type Failure, placedLeavesOf } from '../../../conditions/index.ts';
import { formatAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import type { SubjectId } from '../../../kit/values/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../kit/values/json.ts';
import { readPosition, timeOf } from '../../../kit/values/position.ts';
import { counted, readSentence, type Sentence, sentenceOf, type TextValues } from '../../../kit/values/sentences.ts';
import { type EpochMs, isoMoment } from '../../../kit/values/time.ts';
import type { DayOf } from '../../../kit/values/zones.ts';
import {
  conditionTexts,
  countTexts,
  decisionTexts,
  invitationTexts,
  paymentTexts,
  periodTexts,
  reasonTexts,
  statusTexts,
} from '../texts.ts';
import { banReasonTexts } from '../texts-bans.ts';
import { conditionPlaces, placeIn } from './earnings.ts';
import { type Order, paidBy } from './order.ts';
import type { Touch } from './part.ts';
import { type PaymentOutcome, paymentOutcome, storedPaymentOutcome } from './payment-outcome.ts';
import { type RefusalReason, refusalReasons, type Verdict, type VerdictStatus, verdictStatuses } from './verdict.ts';

type Someone = Explanation['person'];

/** The person's own id where a server told one. */
export type NameOf = (person: SubjectId) => Someone;

type Judged = Pick<Verdict, 'status' | 'reason' | 'actual' | 'failure' | 'order'> & Partial<Pick<Verdict, 'earnings'>>;

/** The sentence of a verdict: its reason's, else that of its payments, else its status's. */
export function verdictSentence(verdict: Judged, dayOf: DayOf): Sentence {
  const { status, reason, actual = {}, failure, order, earnings } = verdict;
  if (reason === undefined && status === 'rewarded' && order !== undefined && earnings !== undefined) {
    return rewardedSentence(order.id, paymentOutcome({ earnings }), dayOf);
  }
  if (reason === undefined) return statusSentence(status, order && dayOf(timeOf(order.at)));
  const period = reason === 'out_of_period' ? { period: periodSentence(actual, dayOf) } : {};
  return sentenceOf(reasonTexts, reason, { ...valuesOf(actual, dayOf), ...period, failure: failureSentence(failure) });
}

/** What is rewarded need not be a payment. */
function statusSentence(status: VerdictStatus, paidAt: Sentence | undefined): Sentence {
  if (paidAt === undefined && status === 'rewarded') return sentenceOf(statusTexts, 'credited');
  return sentenceOf(statusTexts, status, paidAt === undefined ? {} : { paidAt });
}

/** A reward may stand for something else than a payment: then what became of the payment is said with its reason. */
function rewardedSentence(first: string, payment: PaymentOutcome | undefined, dayOf: DayOf): Sentence {
  if (payment === undefined) return sentenceOf(statusTexts, 'credited');
  const { status, order, at, ...why } = payment;
  const paidAt = dayOf(at);
  if (status === 'earned') {
    return order === first ? statusSentence('rewarded', paidAt) : sentenceOf(paymentTexts, 'later', { paidAt });
  }
  return sentenceOf(paymentTexts, status, { paidAt, why: verdictSentence({ status, ...why }, dayOf) });
}

function periodSentence({ startsAt, endsAt }: Readonly<Record<string, Json>>, dayOf: DayOf): Sentence {
  const from = typeof startsAt === 'number' ? dayOf(startsAt) : undefined;
  const until = typeof endsAt === 'number' ? dayOf(endsAt) : undefined;
  if (from === undefined) return sentenceOf(periodTexts, 'until', { until: until ?? '' });
  return until === undefined
    ? sentenceOf(periodTexts, 'from', { from })
    : sentenceOf(periodTexts, 'both', { from, until });
}

/** Moments become days, numbers of days get their noun. */
function valuesOf(actual: Readonly<Record<string, Json>>, dayOf: DayOf): TextValues {
  const values: Record<string, string | Sentence> = {};
  for (const [name, value] of Object.entries(actual)) {
    if (typeof value === 'number' && momentNames.has(name)) values[name] = dayOf(value);
    else if (typeof value === 'number') values[dayNames[name] ?? name] = counted(countTexts, 'day', value);
    else if (typeof value === 'string') values[name] = value;
  }
  return values;
}

const momentNames: ReadonlySet<string> = new Set(['at', 'startsAt', 'endsAt', 'paidAt', 'since']);
const dayNames: Readonly<Record<string, string>> = {
  knownDays: 'known',
  allowedDays: 'allowed',
  days: 'passed',
  windowDays: 'window',
};

/** Why a condition failed, in the plainest word that is known. */
export function failureSentence(failure: Failure | undefined): Sentence {
  if (failure === undefined) return sentenceOf(conditionTexts, 'unknown');
  const { leaf, actual } = failure;
  if ('fact' in leaf && leaf.fact === 'paid.gift_certificate') return sentenceOf(conditionTexts, 'certificate');
  if ('trait' in leaf && leaf.trait === 'legal_form' && (actual === 'company' || actual === 'sole_trader')) {
    return sentenceOf(conditionTexts, actual);
  }
  return { ru: explainFailure(failure, 'ru'), en: explainFailure(failure, 'en') };
}

/** The first failed condition with what was found instead; null when no condition decided. */
export function explainedFailure({
  reason,
  failure,
  reward = 0,
}: Pick<Verdict, 'reason' | 'failure' | 'reward'>): Explanation['failure'] {
  if (failure === undefined) return null;
  const place =
    conditionPlaces[reason === 'friend_condition' || reason === 'reward_condition' ? reason : 'order_condition'];
  return {
    path: placeIn(place(reward), failure.path),
    condition: { ...failure.leaf },
    actual: failure.actual,
    sentence: failureSentence(failure),
  };
}

/** Everything that the conditions looked at, in their order, with what was found. */
export function explainedSeen(
  { seen = {} }: Pick<Verdict, 'seen'>,
  { friend, order, rewards }: ProgramDefinition,
): Explanation['seen'] {
  const trees: (readonly [string, Conditions | undefined])[] = [
    [conditionPlaces.friend_condition(), friend.conditions],
    [conditionPlaces.order_condition(), order.conditions],
    ...rewards.map(({ conditions }, index) => [conditionPlaces.reward_condition(index), conditions] as const),
  ];
  return trees.flatMap(([place, tree]) => {
    const leaves = tree === undefined ? [] : placedLeavesOf(tree);
    return leaves.flatMap(({ path, leaf }) => {
      const at = placeIn(place, path);
      const actual = seen[at];
      if (actual === undefined) return [];
      const sentence = { ru: explainSeen(leaf, actual, 'ru'), en: explainSeen(leaf, actual, 'en') };
      return [{ path: at, condition: { ...leaf }, actual, sentence }];
    });
  });
}

/** Who invited, how, when, and who vouches for it. */
export function explainedInvitation(
  touch: Touch,
  nameOf: NameOf,
  dayOf: DayOf,
): NonNullable<Explanation['invitation']> {
  const { channel, code, click, placement, referrer } = touch;
  const { timestamp, trust, messageId } = readPosition(touch.at);
  const someone = nameOf(referrer);
  const values = { referrer: someone.userId ?? someone.person, at: dayOf(timestamp), code };
  return {
    referrer: someone,
    channel,
    code,
    ...(placement === undefined ? {} : { placement }),
    at: isoMoment(timestamp),
    ...(click === undefined ? {} : { clickedAt: isoMoment(click) }),
    trust,
    fact: messageId,
    sentence: sentenceOf(invitationTexts, channel, values),
  };
}

export function explainedOrder(order: Order): NonNullable<Explanation['order']> {
  const exponent = currencyExponent(order.currency) ?? 2;
  const major = (minor: string | undefined): string => formatAmount(BigInt(minor ?? 0), exponent);
  const { timestamp, messageId } = readPosition(order.at);
  return {
    id: order.id,
    at: isoMoment(timestamp),
    fact: messageId,
    currency: order.currency,
    total: major(order.totalMinor),
    money: major(paidBy(order).money),
    certificate: major(paidBy(order).gift_certificate),
    points: major(paidBy(order).points),
  };
}

/** A decision as it was stored, with the place and the revision that the engine gave it. */
export interface StoredVerdict {
  readonly id: string;
  readonly at: EpochMs;
  readonly outcome: string;
  readonly revision: number;
  readonly detail: JsonObject;
}

/** What a stored decision said, by which version and which facts. */
export function explainedDecision(stored: StoredVerdict, dayOf: DayOf): Explanation['decisions'][number] {
  const { id, at, outcome, revision, detail } = stored;
  const version = detail['version'];
  return {
    id,
    at: isoMoment(at),
    outcome,
    version: typeof version === 'number' ? version : null,
    revision,
    facts: [factOf(detail['touch']), factOf(detail['order'])].filter((each) => each !== undefined),
    detail: { ...detail },
    sentence: decisionSentence(outcome, detail, dayOf),
  };
}

function factOf(json: Json | undefined): string | undefined {
  const fact = isJsonObject(json) ? json['fact'] : undefined;
  return typeof fact === 'string' ? fact : undefined;
}

function decisionSentence(outcome: string, detail: JsonObject, dayOf: DayOf): Sentence {
  const status = verdictStatuses.find((each): each is VerdictStatus => each === outcome);
  if (status === undefined) {
    const text = (name: string): string => (typeof detail[name] === 'string' ? detail[name] : '');
    const { codes } = detail;
    const brought = Array.isArray(codes) ? codes.join(', ') : text('code');
    const why = readSentence(detail['sentence']) ?? '';
    const banned = banReasons.find((each) => each === detail['reason']) ?? 'other';
    const ban = sentenceOf(banReasonTexts, banned);
    const task = readSentence(detail['name']) ?? '';
    const values = {
      outcome,
      task,
      option: text('option'),
      codes: brought,
      note: text('note'),
      reached: text('reached'),
      why,
      ban,
    };
    return sentenceOf(decisionTexts, decisionKey(outcome, detail['review']), values);
  }
  const { actual, failure, order } = detail;
  const reason = refusalReasons.find((each): each is RefusalReason => each === detail['reason']);
  const { id, at: paidAt } = isJsonObject(order) ? order : {};
  const payment = storedPaymentOutcome(detail);
  if (reason === undefined && status === 'rewarded' && payment !== 'unknown' && typeof id === 'string') {
    return rewardedSentence(id, payment, dayOf);
  }
  if (reason === undefined) return statusSentence(status, typeof paidAt === 'number' ? dayOf(paidAt) : undefined);
  // Both were written by this room's own rules.
  const seen = isJsonObject(actual) ? { actual: actual as Readonly<Record<string, Json>> } : {};
  const failed = isJsonObject(failure) ? { failure: failure as unknown as Failure } : {};
  return verdictSentence({ status, reason, ...seen, ...failed }, dayOf);
}

const plainOutcomes = [
  'cap_reached',
  'limit_reached',
  'bonus_earned',
  'bonus_missed',
  'participant_joined',
  'task_taken',
  'reward_chosen',
  'participant_banned',
  'ban_lifted',
  'codes_brought',
  'code_taken',
  'not_qualified',
  'application_made',
  'application_accepted',
  'application_refused',
  'application_reopened',
  'review_approved',
  'review_refused',
  'accrual_approved',
  'accrual_refused',
] as const;

function decisionKey(outcome: string, review: Json | undefined): keyof (typeof decisionTexts)['en'] {
  if (outcome === 'review') return review === 'spent' ? 'review_spent' : 'review_window_closed';
  return plainOutcomes.find((each) => each === outcome) ?? 'other';
}
