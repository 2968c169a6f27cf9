import type { TouchChannel } from '@sarafan/contract';
import type { SubjectId } from '../../../kit/values/ids.ts';
import { comparePositions, moved, timeOf } from '../../../kit/values/position.ts';
import { dayMs } from '../../../kit/values/time.ts';
import type { Barred } from './barred.ts';
import type { ReferralView, Touch } from './part.ts';
import { isBefore, type ProgramVersion, versionFor } from './versions.ts';

/** What stands against a person whatever they did after the invitation. */
export const pairReasons = [
  'not_invited',
  'unbound',
  'program_not_started',
  'program_ended',
  'self_referral',
  'already_paid',
  'already_known',
  'cycle',
] as const;
export type PairReason = (typeof pairReasons)[number];

/** The invitation that counts: by precedence of channels, then the first or the last before the payment. */
export function pickTouch(
  touches: readonly Touch[],
  view: ReferralView,
  versions: readonly ProgramVersion[],
): Touch | undefined {
  const standing = standingTouches(touches, view);
  const firstOrder = view.orders.find((order) => order.learner === undefined);
  // An invitation after the payment never takes the place of one before it.
  const inTime = standing.filter((touch) => firstOrder === undefined || !isBefore(firstOrder.at, touch.at));
  const candidates = inTime.length > 0 ? inTime : standing;
  const latest = candidates.at(-1);
  if (latest === undefined) return undefined;
  const { pick, precedence } = versionFor(versions, timeOf(latest.at), () => false).definition.attribution;
  const rank = (channel: TouchChannel): number => {
    const place = precedence.indexOf(channel);
    return place < 0 ? precedence.length : place;
  };
  const best = Math.min(...candidates.map((touch) => rank(touch.channel)));
  const preferred = candidates.filter((touch) => rank(touch.channel) === best);
  return pick === 'first' ? preferred[0] : preferred.at(-1);
}

/** Those of one program that support has not taken back. */
export function standingTouches(touches: readonly Touch[], view: ReferralView): readonly Touch[] {
  const program = touches[0]?.program;
  const unbound = view.unbindings.findLast((each) => each.program === program);
  return touches.filter(({ at, made }) => {
    return unbound === undefined || comparePositions(made === undefined ? at : moved(at, made), unbound.at) > 0;
  });
}

/** What stands against the person before any order is looked at. */
export function barredBefore(
  version: ProgramVersion,
  view: ReferralView,
  touch: Touch,
  touches: readonly Touch[],
  self: readonly SubjectId[],
): Barred<PairReason> | undefined {
  const at = timeOf(touch.at);
  if (version.startsAt !== undefined && at < version.startsAt && touch.settled === undefined) {
    return { reason: 'program_not_started', actual: { startsAt: version.startsAt, at } };
  }
  if (version.endsAt !== undefined && at >= version.endsAt) {
    return { reason: 'program_ended', actual: { endsAt: version.endsAt, at } };
  }
  if (self.includes(touch.referrer)) return { reason: 'self_referral' };
  // What another system has rewarded was in order there.
  if (touch.settled !== undefined) return undefined;
  const earlier = view.orders.find((order) => order.learner === undefined && isBefore(order.at, touch.at));
  if (earlier !== undefined && version.definition.friend.mayHavePaid !== true) {
    return { reason: 'already_paid', actual: { order: earlier.id, paidAt: timeOf(earlier.at), at } };
  }
  const firstTouch = touches[0] ?? touch;
  const knownFor = view.knownSince === undefined ? 0 : timeOf(firstTouch.at) - timeOf(view.knownSince);
  const allowed = version.definition.friend.knownForDays;
  if (allowed !== null && view.knownSince !== undefined && knownFor > allowed * dayMs) {
    return { reason: 'already_known', actual: { knownDays: Math.floor(knownFor / dayMs), allowedDays: allowed } };
  }
  return undefined;
}
