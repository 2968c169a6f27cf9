import type { ProgramDefinition, Reward } from '@sarafan/contract';
import { timeOf } from '../../../kit/values/position.ts';
import type { Earning } from './earnings.ts';
import type { Touch } from './part.ts';

/** True of a reward that one friend may bring several times. */
export function isRepeated({ on }: Reward): boolean {
  if (on === undefined) return false;
  if ('event' in on) return on.which === 'each';
  return 'order' in on && on.order === 'each';
}

/**
 * What is left of rewards for an invitation that another system has paid for until a moment: what is given once was
 * given there, and what is given each time begins at that moment. Whoever invited still has brought the friend.
 */
export function withoutSettled(
  { rewards }: ProgramDefinition,
  { settled }: Touch,
  earnings: readonly Earning[],
): Earning[] {
  if (settled === undefined) return [...earnings];
  return earnings.map((earning): Earning => {
    const { reward, cause, counts, seen } = earning;
    const rewarded = rewards[reward];
    if (rewarded !== undefined && isRepeated(rewarded) && timeOf(cause.at) >= settled) return earning;
    return {
      ...{ reward, cause, status: 'refused', reason: 'settled', actual: { until: settled } },
      ...(counts === undefined ? {} : { counts }),
      ...(seen === undefined ? {} : { seen }),
    };
  });
}

/** The results of an invitation that bonuses go by: what was before that moment was counted by the other system. */
export function withoutSettledResults({ settled }: Touch, results: readonly Earning[]): Earning[] {
  return results.filter(({ cause }) => settled === undefined || timeOf(cause.at) >= settled);
}
