import { hashOfText } from '../../../kit/values/hash.ts';
import { canonicalJson, type JsonObject } from '../../../kit/values/json.ts';
import { comparePositions, readPosition } from '../../../kit/values/position.ts';
import type { Earning } from './earnings.ts';
import { paidBy } from './order.ts';
import type { Verdict } from './verdict.ts';

/** What a verdict is known by: it is recorded again when this changes. */
export function verdictText(verdict: Verdict): string {
  const { status, reason, touch, order, version } = verdict;
  const where = touch?.placement === undefined ? '' : `@${touch.placement}`;
  const channel = `${touch?.channel ?? ''}${where}`;
  const pair = [status, reason ?? '', touch?.referrer ?? '', channel, order?.id ?? '', version];
  const told = toldOf(verdict);
  return [...pair, ...(told.length === 0 ? [] : [hashOfText(canonicalJson(told)).slice(0, 16)])].join('|');
}

/** Of rewards that are not simply those of the first order so many are told, the latest. */
export const toldAtMost = 20;

function toldOf({ earnings, order }: Verdict): JsonObject[] {
  const isPlain = earnings.every(({ cause, status, reason, standing, inviter }) => {
    return (
      cause.order === order &&
      status !== 'waiting' &&
      reason !== 'reward_condition' &&
      standing === undefined &&
      inviter === undefined
    );
  });
  const first = earnings[0];
  if (isPlain && earnings.every((each) => each.status === first?.status && each.reason === first.reason)) return [];
  const latest = earnings.toSorted((left, right) => comparePositions(left.cause.at, right.cause.at)).slice(-toldAtMost);
  return latest.map(earningToJson);
}

function earningToJson({ reward, cause, status, reason, failure, actual, amountMinor, ...more }: Earning): JsonObject {
  const { timestamp, messageId } = readPosition(cause.at);
  const { seen, standing, inviter, holder } = more;
  return {
    reward,
    cause: cause.id,
    at: timestamp,
    fact: messageId,
    status,
    ...(amountMinor === undefined ? {} : { amountMinor: String(amountMinor) }),
    ...(reason === undefined ? {} : { reason }),
    ...(actual === undefined ? {} : { actual }),
    ...(failure === undefined ? {} : { failure: { ...failure } as unknown as JsonObject }),
    ...(standing === undefined ? {} : { standing }),
    ...(inviter === undefined ? {} : { inviter }),
    ...(holder === undefined ? {} : { holder }),
    ...(seen === undefined ? {} : { seen }),
  };
}

/** A verdict as it is stored and shown: what was decided, by which facts, what was seen, what failed with its value. */
export function verdictToJson(verdict: Verdict): JsonObject {
  const { program, version, status, reason, actual, failure, reward, seen, touch, order } = verdict;
  const rewards = toldOf(verdict);
  const invited = touch === undefined ? undefined : readPosition(touch.at);
  const paid = order === undefined ? undefined : readPosition(order.at);
  return {
    program,
    version,
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(actual === undefined ? {} : { actual }),
    ...(failure === undefined ? {} : { failure: { ...failure } as unknown as JsonObject }),
    ...(reward === undefined ? {} : { reward }),
    ...(seen === undefined ? {} : { seen }),
    ...(rewards.length === 0 ? {} : { rewards }),
    ...(touch === undefined || invited === undefined
      ? {}
      : { touch: { ...touch, at: invited.timestamp, trust: invited.trust, fact: invited.messageId } }),
    ...(order === undefined || paid === undefined
      ? {}
      : {
          order: {
            id: order.id,
            at: paid.timestamp,
            fact: paid.messageId,
            currency: order.currency,
            totalMinor: order.totalMinor,
            moneyMinor: paidBy(order).money ?? '0',
            certificateMinor: paidBy(order).gift_certificate ?? '0',
            pointsMinor: paidBy(order).points ?? '0',
          },
        }),
  };
}
