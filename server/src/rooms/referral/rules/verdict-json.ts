import type { JsonObject } from '../../../kit/values/json.ts';
import { readPosition } from '../../../kit/values/position.ts';
import { paidBy } from './order.ts';
import type { Verdict } from './verdict.ts';

/** What a verdict is known by: it is recorded again when this changes. */
export function verdictText(verdict: Verdict): string {
  const { status, reason, touch, order, version } = verdict;
  return [status, reason ?? '', touch?.referrer ?? '', touch?.channel ?? '', order?.id ?? '', version].join('|');
}

/** A verdict as it is stored and shown: what was decided, by which facts, what was seen, what failed with its value. */
export function verdictToJson(verdict: Verdict): JsonObject {
  const { program, version, status, reason, actual, failure, seen, touch, order } = verdict;
  const invited = touch === undefined ? undefined : readPosition(touch.at);
  const paid = order === undefined ? undefined : readPosition(order.at);
  return {
    program,
    version,
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(actual === undefined ? {} : { actual }),
    ...(failure === undefined ? {} : { failure: { ...failure } as unknown as JsonObject }),
    ...(seen === undefined ? {} : { seen }),
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
