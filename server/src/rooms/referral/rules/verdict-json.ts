import type { JsonObject } from '../../../kit/values/json.ts';
import type { Verdict } from './verdict.ts';

/** What a verdict is known by: it is recorded again when this changes. */
export function verdictText(verdict: Verdict): string {
  const { status, reason, touch, order, version } = verdict;
  return [status, reason ?? '', touch?.referrer ?? '', touch?.channel ?? '', order?.id ?? '', version].join('|');
}

/** A verdict as it is stored and shown: what was decided, by which facts, what was seen, what failed with its value. */
export function verdictToJson(verdict: Verdict): JsonObject {
  const { program, version, status, reason, actual, failure, seen, touch, order } = verdict;
  return {
    program,
    version,
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(actual === undefined ? {} : { actual }),
    ...(failure === undefined ? {} : { failure: { ...failure } as unknown as JsonObject }),
    ...(seen === undefined ? {} : { seen }),
    ...(touch === undefined
      ? {}
      : { touch: { ...touch, at: touch.at.timestamp, trust: touch.at.trust, fact: touch.at.messageId } }),
    ...(order === undefined
      ? {}
      : {
          order: {
            id: order.id,
            at: order.at.timestamp,
            fact: order.at.messageId,
            currency: order.currency,
            totalMinor: order.totalMinor,
            moneyMinor: order.moneyMinor,
            certificateMinor: order.certificateMinor,
            pointsMinor: order.pointsMinor,
          },
        }),
  };
}
