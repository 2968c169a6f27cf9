import type { ProgramDefinition, Reward } from '@sarafan/contract';
import type { Failure } from '../../../conditions/index.ts';
import type { ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import type { Json } from '../../../kit/values/json.ts';
import { timeOf } from '../../../kit/values/position.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { isForInviterAlone, withoutBanned } from './banned-earnings.ts';
import { isByBanned } from './bans.ts';
import { chainCause, countedResultsOf } from './brought.ts';
import { type Earning, type EarningReason, earningReasons, earningsByOrder, earningsOf } from './earnings.ts';
import { rivalsOf } from './exclusion.ts';
import type { Order } from './order.ts';
import type { ReferralView, Touch } from './part.ts';
import type { Program } from './programs.ts';
import { withoutSettled, withoutSettledResults } from './settled.ts';
import { barredBefore, type PairReason, pairReasons, pickTouch, standingTouches } from './touches.ts';
import { isBefore, type ProgramVersion, versionFor } from './versions.ts';

/**
 * waiting: invited, and what is rewarded is still to come; rewarded: something is owed; refused: nothing is owed, for
 * `reason`; claimed: the friend came by the invitation and took another promotion; reversed: it was owed until the
 * order was refunded; none: nobody invited this person.
 */
export const verdictStatuses = ['none', 'waiting', 'rewarded', 'claimed', 'refused', 'reversed'] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

export const refusalReasons = [...pairReasons, ...earningReasons, 'no_payment_yet', 'nothing_yet'] as const;
export type RefusalReason = PairReason | EarningReason | 'no_payment_yet' | 'nothing_yet';

/** What a program says about one person, with what it saw. The same facts always give the same verdict (INV-2). */
export interface Verdict {
  readonly program: ProgramId;
  readonly version: number;
  readonly status: VerdictStatus;
  readonly reason?: RefusalReason;
  /** Numbers and names for the sentence that explains the reason. */
  readonly actual?: Readonly<Record<string, Json>>;
  readonly failure?: Failure;
  /** Which reward the reason is about, where each has conditions of its own. */
  readonly reward?: number;
  /** What the conditions looked at and found, by their place in the definition. */
  readonly seen?: Readonly<Record<string, Json>>;
  readonly touch?: Touch;
  /** The first order after the invitation. */
  readonly order?: Order;
  /** What each reward comes to, for each of its causes. */
  readonly earnings: readonly Earning[];
  /** What counts for the inviter's bonuses: each lead and each sale. */
  readonly results?: readonly Earning[];
}

/**
 * Judges one program for one person from everything that is known of them. `programs` are all of the workspace, since
 * some exclude one another.
 */
export function judge(
  { versions, banned }: Pick<Program, 'versions' | 'banned'>,
  view: ReferralView,
  self: readonly SubjectId[],
  programs: readonly Program[],
): Verdict {
  const first = versions[0];
  if (first === undefined) throw new Error('A program has at least one version');
  const program = first.program;
  const all = view.touches.filter((touch) => touch.program === program);
  const unjudged = { program, version: first.version, earnings: [] };
  if (all.length === 0) return { ...unjudged, status: 'none', reason: 'not_invited' };
  const touches = all.filter((each) => !isByBanned(banned, each));
  const counting = pickTouch(touches, view, versions);
  const touch = counting ?? pickTouch(all, view, versions);
  if (touch === undefined) return { ...unjudged, status: 'refused', reason: 'unbound' };
  const own: OwnTouches = { touch, touches, all, self, programs };
  const version = versionFor(versions, timeOf(touch.at), (each, by) => isOpen(each, view, own, by));
  const base = { program, version: version.version, touch };
  const byBanned = { reason: 'inviter_banned', actual: { since: banned.get(touch.referrer) ?? 0 } } as const;
  if (counting === undefined) return { ...base, earnings: [], status: 'refused', ...byBanned };
  const barred = barredBefore(version, view, touch, all, self);
  if (barred !== undefined) return { ...base, earnings: [], status: 'refused', ...barred };
  const order = view.orders.find((each) => !isBefore(each.at, touch.at) && each.learner === undefined);
  const earned = earnedBy(version, view, own);
  const unsettled = withoutSettled(version.definition, touch, earned(version.definition.rewards));
  const earnings = withoutBanned(banned, version.definition, touch, unsettled);
  const counted = countedResultsOf(version.definition);
  const judged = {
    ...base,
    ...(order === undefined ? {} : { order }),
    ...(counted.length === 0 ? {} : { results: withoutSettledResults(touch, earned(counted)) }),
  };
  // The results stay: by them those above are asked, and whoever asks no longer would not know of the cycle.
  if (isCycle(view, program, self)) return { ...judged, earnings: [], status: 'refused', reason: 'cycle' };
  const summary = summaryOf(version, earnings);
  const isInVain = banned.has(touch.referrer) && isForInviterAlone(version.definition) && summary.status === 'waiting';
  return { ...judged, earnings, ...(isInVain ? { status: 'refused', ...byBanned } : summary) };
}

/** The invitation that counts, among the others of its program and beside other programs. */
interface OwnTouches {
  readonly touch: Touch;
  /** Those of nobody who is banned. */
  readonly touches: readonly Touch[];
  readonly all: readonly Touch[];
  readonly self: readonly SubjectId[];
  readonly programs: readonly Program[];
}

/** What rewards of a version come to. */
function earnedBy(
  version: ProgramVersion,
  view: ReferralView,
  { touch, touches, all, self, programs }: OwnTouches,
): (rewards: readonly Reward[]) => Earning[] {
  const rivals = rivalsOf(version, programs, view, self);
  const banned = all.filter((each) => !touches.includes(each));
  const promotions = { rivals, own: standingTouches(touches, view), banned };
  const isBarred = (each: Touch): boolean => barredBefore(version, view, each, all, self) !== undefined;
  return (rewards) =>
    version.definition.attribution.perOrder === true
      ? earningsByOrder({ version, view, promotions, rewards }, touch, isBarred)
      : earningsOf({ version, view, promotions, rewards }, touch);
}

/**
 * Whether nothing is decided of an invitation by a moment: it stands, and nothing of it was earned or refused for good.
 * A ban decides nothing: lifted, it leaves everything as it was.
 */
function isOpen(version: ProgramVersion, view: ReferralView, own: OwnTouches, by: EpochMs): boolean {
  const { touch, all, self } = own;
  if (barredBefore(version, view, touch, all, self) !== undefined) return false;
  const { definition } = version;
  return isUndecided(
    definition,
    withoutSettled(definition, touch, earnedBy(version, view, own)(definition.rewards)),
    by,
  );
}

/** Whether nothing is decided of a pair yet, so that a version may apply to it that applies to open ones. */
export function isOpenYet({ versions }: Pick<Program, 'versions'>, verdict: Verdict, now: EpochMs): boolean {
  const version = versions.find((each) => each.version === verdict.version);
  const isBarred = verdict.touch === undefined || pairReasons.some((each) => each === verdict.reason);
  return version !== undefined && !isBarred && isUndecided(version.definition, verdict.earnings, now);
}

/** Whether no reward is earned, or refused for good, for anything that happened by a moment. */
function isUndecided({ rewards }: ProgramDefinition, earnings: readonly Earning[], by: EpochMs): boolean {
  return !earnings.some(({ reward, status, cause }) => {
    if (status === 'waiting' || timeOf(cause.at) > by) return false;
    const rewarded = rewards[reward];
    return status !== 'refused' || (rewarded !== undefined && isDecidedOnce(rewarded));
  });
}

/** True of a reward that the first cause decides, whatever comes later. */
function isDecidedOnce({ on }: Reward): boolean {
  return on === undefined || 'registration' in on || 'invitation' in on || ('order' in on && on.order === 'first');
}

/** True where a chain of invitations leads back to this person: they invited whoever invited them. */
function isCycle({ standings }: ReferralView, program: ProgramId, self: readonly SubjectId[]): boolean {
  const above = standings.get(program)?.[chainCause]?.above ?? [];
  return above.some((each) => each !== null && self.includes(each));
}

/** The most settled first: what is owed speaks for the pair, then what was, then what is refused. */
const byWeight = ['earned', 'reversed', 'refused', 'waiting'] as const satisfies readonly Earning['status'][];
const statusOf = { earned: 'rewarded', reversed: 'reversed', refused: 'refused', waiting: 'waiting' } as const;

type Summary = Pick<Verdict, 'status' | 'reason' | 'actual' | 'failure' | 'reward' | 'seen'>;

function summaryOf({ definition }: ProgramVersion, earnings: readonly Earning[]): Summary {
  const [speaking] = byWeight.flatMap((status) => earnings.find((each) => each.status === status) ?? []);
  if (speaking === undefined) {
    const isPaid = definition.rewards.some(({ on }) => on === undefined || 'order' in on);
    return { status: 'waiting', reason: isPaid ? 'no_payment_yet' : 'nothing_yet' };
  }
  const { status, reason, actual, failure, seen, reward } = speaking;
  return {
    status: reason === 'claimed_elsewhere' ? 'claimed' : statusOf[status],
    ...(reason === undefined ? {} : { reason }),
    ...(actual === undefined ? {} : { actual }),
    ...(failure === undefined ? {} : { failure }),
    ...(reason === 'reward_condition' ? { reward } : {}),
    ...(seen === undefined ? {} : { seen }),
  };
}
