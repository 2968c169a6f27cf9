import type { Failure } from '../../../conditions/index.ts';
import type { ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import type { Json } from '../../../kit/values/json.ts';
import { timeOf } from '../../../kit/values/position.ts';
import { type Earning, type EarningReason, earningReasons, earningsByOrder, earningsOf } from './earnings.ts';
import { rivalsOf } from './exclusion.ts';
import type { Order } from './order.ts';
import type { ReferralView, Touch } from './part.ts';
import type { Program } from './programs.ts';
import { barredBefore, type PairReason, pairReasons, pickTouch, standingTouches } from './touches.ts';
import { isBefore, type ProgramVersion, versionAt } from './versions.ts';

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
}

/**
 * Judges one program for one person from everything that is known of them. `programs` are all of the workspace, since
 * some exclude one another.
 */
export function judge(
  { versions }: Pick<Program, 'versions'>,
  view: ReferralView,
  self: readonly SubjectId[],
  programs: readonly Program[],
): Verdict {
  const first = versions[0];
  if (first === undefined) throw new Error('A program has at least one version');
  const program = first.program;
  const touches = view.touches.filter((touch) => touch.program === program);
  const unjudged = { program, version: first.version, earnings: [] };
  if (touches.length === 0) return { ...unjudged, status: 'none', reason: 'not_invited' };
  const touch = pickTouch(touches, view, versions);
  if (touch === undefined) return { ...unjudged, status: 'refused', reason: 'unbound' };
  const version = versionAt(versions, timeOf(touch.at));
  const base = { program, version: version.version, touch };
  const barred = barredBefore(version, view, touch, touches, self);
  if (barred !== undefined) return { ...base, earnings: [], status: 'refused', ...barred };
  const order = view.orders.find((each) => !isBefore(each.at, touch.at) && each.learner === undefined);
  const rivals = rivalsOf(version, programs, view, self);
  const promotions = { rivals, own: standingTouches(touches, view) };
  const isBarred = (each: Touch): boolean => barredBefore(version, view, each, touches, self) !== undefined;
  const earnings =
    version.definition.attribution.perOrder === true
      ? earningsByOrder(version, view, promotions, isBarred)
      : earningsOf(version, view, touch, promotions);
  return { ...base, ...(order === undefined ? {} : { order }), earnings, ...summaryOf(version, earnings) };
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
