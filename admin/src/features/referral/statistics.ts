import type { ReferralCounts, Statistics } from '@sarafan/contract';

/** The steps from a click to a reward, in their order. */
export const steps = [
  'followed',
  'invited',
  'registered',
  'paid',
  'rewarded',
] as const satisfies readonly (keyof ReferralCounts)[];
export type Step = (typeof steps)[number];

const nothing: ReferralCounts = { shared: 0, followed: 0, invited: 0, registered: 0, paid: 0, rewarded: 0 };

export type Channel = Statistics['channels'][number]['channel'];
export const channels = ['link', 'code', 'manual', 'none'] as const satisfies readonly Channel[];

export interface DayRow extends ReferralCounts {
  readonly date: string;
}

/** The days of one channel, or of all of them. */
export function daysOf({ days }: Statistics, channel: Channel | undefined): DayRow[] {
  return days.map(({ date, total, channels: split }) => {
    const counts = channel === undefined ? total : split.find((each) => each.channel === channel);
    return { ...nothing, ...counts, date };
  });
}

export function totalOf({ total, channels: split }: Statistics, channel: Channel | undefined): ReferralCounts {
  if (channel === undefined) return total;
  return { ...nothing, ...split.find((each) => each.channel === channel) };
}

export function isQuiet(counts: ReferralCounts): boolean {
  return counts.shared === 0 && steps.every((step) => counts[step] === 0);
}

/**
 * How many of the step before came so far, as a share of one; of the invited for a reward, for which nobody has to pay.
 * Nobody has to click to be invited by a code, so of those who followed a link only those are told who were invited by
 * one. Undefined where there is no share to tell.
 */
export function shareOf(statistics: Statistics, channel: Channel | undefined, step: Step): number | undefined {
  const before = step === 'rewarded' ? 'invited' : steps[steps.indexOf(step) - 1];
  if (before === undefined) return undefined;
  const isOfLinks = before === 'followed' && channel === undefined;
  const counts = totalOf(statistics, isOfLinks ? 'link' : channel);
  if (counts[before] === 0 || counts[step] > counts[before]) return undefined;
  return counts[step] / counts[before];
}

export function asChannel(text: string | undefined): Channel | undefined {
  return channels.find((each) => each === text);
}
