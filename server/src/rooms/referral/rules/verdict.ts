import type { ProgramDefinition, TouchChannel } from '@sarafan/contract';
import { evaluate, type Failure, mergeCounts, type View } from '../../../conditions/index.ts';
import type { ProgramId, SubjectId, WorkspaceId } from '../../../kit/values/ids.ts';
import { type Json, ownValue } from '../../../kit/values/json.ts';
import { comparePositions, type FactPosition, moved, timeOf, trustOf } from '../../../kit/values/position.ts';
import { dayMs, type EpochMs } from '../../../kit/values/time.ts';
import { type Order, ownFields } from './order.ts';
import { type ReferralView, type Touch, traitAt } from './part.ts';

/** A program as it stood from a moment on; the first version also covers what came before it. */
export interface ProgramVersion {
  readonly workspace: WorkspaceId;
  readonly program: ProgramId;
  readonly version: number;
  readonly from: EpochMs;
  readonly startsAt: EpochMs | undefined;
  readonly endsAt: EpochMs | undefined;
  readonly definition: ProgramDefinition;
  /** Decimals of the units that its rewards are in. */
  readonly exponents: ReadonlyMap<string, number>;
}

/**
 * waiting: invited, and the first payment is still to come; rewarded: owed to both sides; refused: nothing is owed, for
 * `reason`; reversed: it was owed until the order was refunded; none: nobody invited this person.
 */
export const verdictStatuses = ['none', 'waiting', 'rewarded', 'refused', 'reversed'] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

export const refusalReasons = [
  'not_invited',
  'unbound',
  'program_not_started',
  'program_ended',
  'self_referral',
  'already_paid',
  'already_known',
  'friend_condition',
  'order_condition',
  'too_late',
  'refunded',
  'no_payment_yet',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** What a program says about one person, with what it saw. The same facts always give the same verdict (INV-2). */
export interface Verdict {
  readonly program: ProgramId;
  readonly version: number;
  readonly status: VerdictStatus;
  readonly reason?: RefusalReason;
  /** Numbers and names for the sentence that explains the reason. */
  readonly actual?: Readonly<Record<string, Json>>;
  readonly failure?: Failure;
  /** What the conditions looked at and found, by their place in the definition. */
  readonly seen?: Readonly<Record<string, Json>>;
  readonly touch?: Touch;
  readonly order?: Order;
}

/** Judges one program for one person from everything that is known of them. */
export function judge(versions: readonly ProgramVersion[], view: ReferralView, self: readonly SubjectId[]): Verdict {
  const first = versions[0];
  if (first === undefined) throw new Error('A program has at least one version');
  const program = first.program;
  const touches = view.touches.filter((touch) => touch.program === program);
  if (touches.length === 0) return { program, version: first.version, status: 'none', reason: 'not_invited' };
  const touch = pickTouch(touches, view, versions);
  if (touch === undefined) return { program, version: first.version, status: 'refused', reason: 'unbound' };
  const version = versionAt(versions, timeOf(touch.at));
  const base = { program, version: version.version, touch };
  const barred = barredBefore(version, view, touch, touches, self);
  if (barred !== undefined) return { ...base, status: 'refused', ...barred };
  const order = view.orders.find((each) => !isBefore(each.at, touch.at) && each.learner === undefined);
  if (order === undefined) return { ...base, status: 'waiting', reason: 'no_payment_yet' };
  const late = tooLate(version, touch, order);
  if (late !== undefined) return { ...base, order, status: 'refused', ...late };
  const { failed, seen } = checkConditions(version, view, touch, order);
  const judged = { ...base, order, ...(seen === undefined ? {} : { seen }) };
  if (failed !== undefined) return { ...judged, status: 'refused', ...failed };
  if (isRefunded(version, view, order)) return { ...judged, status: 'reversed', reason: 'refunded' };
  return { ...judged, status: 'rewarded' };
}

/** An invitation and a payment of the same moment came together (a code entered at checkout): that is in time. */
function isBefore(left: FactPosition, right: FactPosition): boolean {
  return timeOf(left) < timeOf(right);
}

type Barred = Pick<Verdict, 'reason' | 'actual' | 'failure'>;

function versionAt(versions: readonly ProgramVersion[], moment: EpochMs): ProgramVersion {
  const current = versions.findLast((version) => version.from <= moment) ?? versions[0];
  if (current === undefined) throw new Error('A program has at least one version');
  return current;
}

/** The invitation that counts: by precedence of channels, then the first or the last before the payment. */
function pickTouch(
  touches: readonly Touch[],
  view: ReferralView,
  versions: readonly ProgramVersion[],
): Touch | undefined {
  const program = touches[0]?.program;
  const unbound = view.unbindings.findLast((each) => each.program === program);
  const standing = touches.filter(({ at, made }) => {
    return unbound === undefined || comparePositions(made === undefined ? at : moved(at, made), unbound.at) > 0;
  });
  const firstOrder = view.orders.find((order) => order.learner === undefined);
  // An invitation after the payment never takes the place of one before it.
  const inTime = standing.filter((touch) => firstOrder === undefined || !isBefore(firstOrder.at, touch.at));
  const candidates = inTime.length > 0 ? inTime : standing;
  const latest = candidates.at(-1);
  if (latest === undefined) return undefined;
  const { pick, precedence } = versionAt(versions, timeOf(latest.at)).definition.attribution;
  const rank = (channel: TouchChannel): number => {
    const place = precedence.indexOf(channel);
    return place < 0 ? precedence.length : place;
  };
  const best = Math.min(...candidates.map((touch) => rank(touch.channel)));
  const preferred = candidates.filter((touch) => rank(touch.channel) === best);
  return pick === 'first' ? preferred[0] : preferred.at(-1);
}

/** What stands against the person before any order is looked at. */
function barredBefore(
  version: ProgramVersion,
  view: ReferralView,
  touch: Touch,
  touches: readonly Touch[],
  self: readonly SubjectId[],
): Barred | undefined {
  const at = timeOf(touch.at);
  if (version.startsAt !== undefined && at < version.startsAt) {
    return { reason: 'program_not_started', actual: { startsAt: version.startsAt, at } };
  }
  if (version.endsAt !== undefined && at >= version.endsAt) {
    return { reason: 'program_ended', actual: { endsAt: version.endsAt, at } };
  }
  if (self.includes(touch.referrer)) return { reason: 'self_referral' };
  const earlier = view.orders.find((order) => order.learner === undefined && isBefore(order.at, touch.at));
  if (earlier !== undefined) {
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

function tooLate({ definition }: ProgramVersion, touch: Touch, order: Order): Barred | undefined {
  const { windowDays } = definition.attribution;
  const days = (timeOf(order.at) - timeOf(touch.at)) / dayMs;
  return days > windowDays ? { reason: 'too_late', actual: { days: Math.floor(days), windowDays } } : undefined;
}

/** Where the conditions of a definition stand, and what a person is told who fails them. */
export const conditionPlaces = {
  friend_condition: '/friend/conditions',
  order_condition: '/order/conditions',
} as const;

/** The conditions on the friend, then those on the order, up to the first that fails, with all that they looked at. */
function checkConditions(
  { definition }: ProgramVersion,
  view: ReferralView,
  touch: Touch,
  order: Order,
): { readonly failed?: Barred; readonly seen?: Readonly<Record<string, Json>> } {
  const looked = conditionView(view, touch.at, order);
  const trees = { friend_condition: definition.friend.conditions, order_condition: definition.order.conditions };
  const seen: Record<string, Json> = {};
  for (const reason of ['friend_condition', 'order_condition'] as const) {
    const tree = trees[reason];
    if (tree === undefined) continue;
    const { holds, failed, seen: found } = evaluate(tree, looked);
    for (const each of found) seen[placeIn(conditionPlaces[reason], each.path)] = each.actual;
    if (!holds) return { failed: { reason, ...(failed === undefined ? {} : { failure: failed }) }, seen };
  }
  return Object.keys(seen).length === 0 ? {} : { seen };
}

/** A place inside a tree of conditions as a place in the definition. */
export function placeIn(tree: string, path: string): string {
  return path === '/' ? tree : `${tree}${path}`;
}

/** What conditions may look at: values of servers only, as they stood at the order. */
function conditionView(view: ReferralView, touchedAt: FactPosition, order: Order): View {
  const own = ownFields(order);
  const trust = trustOf(order.at);
  return {
    trait(name) {
      const value = traitAt(view, name, order.at);
      return value === undefined ? undefined : { value: value.value, trust: trustOf(value.at) };
    },
    fact(path) {
      const value = ownValue(own, path) ?? ownValue(order.fields ?? {}, path);
      return value === undefined || value === null ? undefined : { value, trust };
    },
    counts: mergeCounts(view.counts),
    at: order.at,
    touchedAt,
  };
}

/** True when the program takes rewards for this order back because of its refunds. */
export function isRefunded(version: ProgramVersion, view: ReferralView, order: Order): boolean {
  const refunds = view.refunds.filter(
    (refund) => refund.orderId === order.id && (refund.currency ?? order.currency) === order.currency,
  );
  switch (version.definition.clawBack) {
    case 'never':
      return false;
    case 'any_refund':
      return refunds.length > 0;
    case 'full_refund': {
      if (refunds.some((refund) => refund.amountMinor === undefined)) return true;
      const refunded = refunds.reduce((sum, refund) => sum + BigInt(refund.amountMinor ?? 0), 0n);
      return refunds.length > 0 && refunded >= BigInt(order.totalMinor);
    }
  }
}
