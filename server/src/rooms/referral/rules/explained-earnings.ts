import type { Explanation, ProgramDefinition } from '@sarafan/contract';
import { formatAmount } from '../../../kit/values/amounts.ts';
import { comparePositions, readPosition } from '../../../kit/values/position.ts';
import { type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { isoMoment } from '../../../kit/values/time.ts';
import type { DayOf } from '../../../kit/values/zones.ts';
import { earningTexts } from '../texts.ts';
import type { Cause } from './conditions-view.ts';
import type { Earning } from './earnings.ts';
import { explainedFailure, verdictSentence } from './explanation.ts';
import { giftPhrase } from './reward-phrases.ts';
import { type NamedUnit, unitAmount, unnamedUnit } from './unit-words.ts';
import type { Verdict } from './verdict.ts';

type Explained = Explanation['earnings'][number];

/** So many are shown, the latest. */
const shownAtMost = 50;

/** Every reward of the definition for each of its causes; one without a cause yet waits for it. */
export function explainedEarnings(
  { earnings, status }: Verdict,
  { rewards }: ProgramDefinition,
  units: ReadonlyMap<string, NamedUnit>,
  dayOf: DayOf,
): Explained[] {
  const isBarred = earnings.length === 0 && status !== 'waiting';
  if (isBarred) return [];
  const shown = earnings.toSorted((left, right) => comparePositions(left.cause.at, right.cause.at)).slice(-shownAtMost);
  return rewards.flatMap((reward, index) => {
    const unit = units.get(reward.unit) ?? unnamedUnit(reward.unit);
    const known = { reward: index, to: reward.to, gift: giftPhrase(reward, units), unit: reward.unit };
    const own = shown.filter((each) => each.reward === index);
    if (own.length > 0) return own.map((earning) => ({ ...known, ...explained(earning, unit, dayOf) }));
    const reason = reward.on === undefined || 'order' in reward.on ? 'no_payment_yet' : 'nothing_yet';
    const sentence = verdictSentence({ status: 'waiting', reason }, dayOf);
    const nothing = { failure: null, cause: null, at: null, fact: null, amount: null };
    return [{ ...known, status: 'waiting' as const, reason, sentence, ...nothing }];
  });
}

function explained(
  { cause, status, reason, actual, failure, reward, amountMinor, standing }: Earning,
  unit: NamedUnit,
  dayOf: DayOf,
): Omit<Explained, 'reward' | 'to' | 'gift' | 'unit'> {
  const { timestamp, messageId } = readPosition(cause.at);
  const sentence =
    amountMinor === undefined
      ? verdictSentence(
          {
            status: status === 'earned' ? 'rewarded' : status,
            ...(reason === undefined ? {} : { reason }),
            ...(actual === undefined ? {} : { actual }),
            ...(failure === undefined ? {} : { failure }),
          },
          dayOf,
        )
      : dueSentence(amountMinor, unit, cause, standing);
  return {
    status,
    reason: reason ?? null,
    sentence,
    failure: explainedFailure({
      reward,
      ...(reason === undefined ? {} : { reason }),
      ...(failure === undefined ? {} : { failure }),
    }),
    cause: cause.id,
    at: isoMoment(timestamp),
    fact: messageId,
    amount: amountMinor === undefined ? null : formatAmount(amountMinor, unit.exponent),
  };
}

/** What is due, and where the inviter stood where it follows from that. */
function dueSentence(minor: bigint, unit: NamedUnit, { id, order }: Cause, standing: Earning['standing']): Sentence {
  const key = order === undefined ? 'earned' : 'earnedByOrder';
  const earned = sentenceOf(earningTexts, key, { amount: unitAmount(minor, unit), order: id });
  if (standing === undefined) return earned;
  return sentenceOf(earningTexts, `by_${standing.by}`, { earned, reached: standing.reached });
}
