import { type Conditions, programLimits, type Reward, type StandingName } from '@sarafan/contract';
import { evaluate, type View } from '../../../conditions/index.ts';
import { getOrInsert } from '../../../kit/values/group.ts';
import type { SubjectId } from '../../../kit/values/ids.ts';
import type { Json } from '../../../kit/values/json.ts';
import { comparePositions, timeOf } from '../../../kit/values/position.ts';
import { dayMs } from '../../../kit/values/time.ts';
import { reckon } from './amounts.ts';
import type { Barred } from './barred.ts';
import { type Cause, conditionView } from './conditions-view.ts';
import { chosenInstead, type Rival } from './exclusion.ts';
import type { Order } from './order.ts';
import type { ReferralView, Touch } from './part.ts';
import { asksInviters, rate } from './rating.ts';
import { isRefunded, refundedMinor } from './refunds.ts';
import { taskOf } from './tasks.ts';
import { isBefore, momentOf, type ProgramVersion } from './versions.ts';

export const earningReasons = [
  'too_late',
  'out_of_period',
  'friend_condition',
  'order_condition',
  'reward_condition',
  'no_rate',
  'nothing_to_share',
  'beyond_limit',
  'refunded',
  'being_counted',
  'below_first_step',
  'nobody_above',
  'task_not_taken',
  'chosen_otherwise',
  'claimed_elsewhere',
  'no_code_on_order',
  'inviter_banned',
  'settled',
] as const;
export type EarningReason = (typeof earningReasons)[number];

/**
 * What one reward of a definition comes to for one cause. earned: it is owed; reversed: it was owed until a refund;
 * refused: it never will be for this cause; waiting: a condition may still come to hold.
 */
export interface Earning extends Partial<Barred<EarningReason>> {
  /** Which of the definition's rewards. */
  readonly reward: number;
  readonly cause: Cause;
  readonly status: 'earned' | 'reversed' | 'refused' | 'waiting';
  readonly amountMinor?: bigint;
  /** True when it counts for what whoever invites has brought, or asks who is above them. */
  readonly counts?: true;
  /** Whose code was entered at this very order, where each order is for itself. */
  readonly inviter?: SubjectId;
  /** Of a reward further up: who it goes to. */
  readonly holder?: SubjectId;
  /** What the inviter had brought by then, where the amount follows from that. */
  readonly standing?: { readonly by: StandingName; readonly reached: string };
  /** What the conditions looked at and found, by their place in the definition. */
  readonly seen?: Readonly<Record<string, Json>>;
}

/** Where the conditions of a definition stand, and what a person is told who fails them. */
export const conditionPlaces = {
  friend_condition: () => '/friend/conditions',
  order_condition: () => '/order/conditions',
  reward_condition: (reward: number) => `/rewards/${reward}/conditions`,
} as const satisfies Partial<Record<EarningReason, (reward: number) => string>>;

/** A place inside a tree of conditions as a place in the definition. */
export function placeIn(tree: string, path: string): string {
  return path === '/' ? tree : `${tree}${path}`;
}

/** What the causes of rewards are looked at with. */
export interface Looking {
  readonly version: ProgramVersion;
  readonly view: ReferralView;
  readonly promotions: Promotions;
  /** Those of the version, or what it counts. */
  readonly rewards: readonly Reward[];
}

/** What every reward comes to for an invited person. */
export function earningsOf(looking: Looking, touch: Touch): Earning[] {
  const orders = looking.view.orders.filter((each) => !isBefore(each.at, touch.at) && each.learner === undefined);
  return earningsFor(looking, touch, orders, () => true);
}

/**
 * Each order by the code that was entered at it; one without a code is for nobody. What is rewarded once is the first
 * order that came by the code of one inviter, and what is for no order at all follows the invitation.
 */
export function earningsByOrder(looking: Looking, touch: Touch, barred: (touch: Touch) => boolean): Earning[] {
  const byInvitation = earningsFor(looking, touch, [], ({ on }) => on !== undefined && !('order' in on));
  return [...byInvitation, ...onceByInviter(looking.rewards, byOrder(looking, barred))];
}

const isForOrder = ({ on }: Reward): boolean => on === undefined || 'order' in on;

function byOrder(looking: Looking, barred: (touch: Touch) => boolean): Earning[] {
  const { view, promotions, rewards } = looking;
  const orders = view.orders.filter(({ learner }) => learner === undefined).slice(0, programLimits.causes);
  return orders.flatMap((order): Earning[] => {
    const isAtOrder = ({ at, channel }: Touch): boolean => channel !== 'link' && timeOf(at) === timeOf(order.at);
    const touch = promotions.own.findLast(isAtOrder);
    const cause = { id: order.id, at: order.at, order };
    if (touch === undefined || barred(touch)) {
      const reason = touch === undefined && promotions.banned.some(isAtOrder) ? 'inviter_banned' : 'no_code_on_order';
      return rewards.flatMap((reward, index): Earning[] => {
        return isForOrder(reward) ? [{ reward: index, cause, status: 'refused', reason }] : [];
      });
    }
    const inviter = touch.referrer;
    return earningsFor(looking, touch, [order], isForOrder).map((earning) => ({ ...earning, inviter }));
  });
}

/** Of rewards that one order brings, that order and no later one of the same inviter. */
function onceByInviter(rewards: readonly Reward[], earnings: readonly Earning[]): Earning[] {
  const settled = new Set<string>();
  return earnings.filter((earning) => {
    const { reward, inviter } = earning;
    const on = rewards[reward]?.on;
    const which = on !== undefined && 'order' in on ? on.order : 'first';
    if (which === 'each' || inviter === undefined) return true;
    const key = `${reward} ${inviter}`;
    if (settled.has(key)) return false;
    if (which === 'first' || isFound(earning)) settled.add(key);
    return true;
  });
}

function earningsFor(
  looking: Looking,
  touch: Touch,
  orders: readonly Order[],
  isAsked: (reward: Reward) => boolean,
): Earning[] {
  const { view, rewards } = looking;
  const causes = orders.map((order): Cause => ({ id: order.id, at: order.at, order }));
  const looked = new Map<string, Looked>();
  return rewards.flatMap((reward, index) => {
    if (!isAsked(reward)) return [];
    const judging: Judging = { ...looking, touch, reward, index, looked };
    const { on } = reward;
    if (on === undefined) return causes.slice(0, 1).map((cause) => judgeCause(judging, cause));
    if ('registration' in on) return registrations(view, touch).map((cause) => judgeCause(judging, cause));
    if ('invitation' in on) return invitations(view, touch).map((cause) => judgeCause(judging, cause));
    if ('event' in on) return byWhich(on.which, judging, happenings(view, touch, on.event));
    return on.order === 'first'
      ? causes.slice(0, 1).map((cause) => judgeCause(judging, cause))
      : byWhich(on.order, judging, causes);
  });
}

interface Judging extends Looking {
  readonly touch: Touch;
  readonly reward: Reward;
  readonly index: number;
  /** What all rewards ask alike, by the cause. */
  readonly looked: Map<string, Looked>;
}

/** Among what a friend chooses: other programs, and this one's invitations that stand. */
export interface Promotions {
  readonly rivals: readonly Rival[];
  readonly own: readonly Touch[];
  /** Those of inviters who were banned by then. */
  readonly banned: readonly Touch[];
}

/** A cause fits also where its holder chose something else for it, and where the inviter's lane is asked first. */
function isFound({ status, counts, reason }: Earning): boolean {
  return status === 'earned' || status === 'reversed' || counts === true || reason === 'chosen_otherwise';
}

/** Every cause that fits, or the first that does; of the first one sees the last that did not, while none does. */
function byWhich(which: 'first_matching' | 'each', judging: Judging, causes: readonly Cause[]): Earning[] {
  const looked: Earning[] = [];
  for (const cause of causes.slice(0, programLimits.causes)) {
    const earning = judgeCause(judging, cause);
    if (which === 'first_matching' && isFound(earning)) return [earning];
    looked.push(earning);
  }
  if (which === 'each') return looked;
  const last = looked.at(-1);
  return last === undefined ? [] : [last.reason === 'too_late' ? last : { ...last, status: 'waiting' }];
}

/** A server named the friend with the invitation or after it: whoever was known before did not come by it. */
function registrations(view: ReferralView, touch: Touch): Cause[] {
  const { knownSince } = view;
  if (knownSince === undefined || isBefore(knownSince, touch.at)) return [];
  return [{ id: '~registration', at: comparePositions(knownSince, touch.at) < 0 ? touch.at : knownSince }];
}

/** The invitation itself, once a server has named whoever followed it: until then nobody vouches for them (INV-4). */
function invitations({ knownSince }: ReferralView, touch: Touch): Cause[] {
  if (knownSince === undefined) return [];
  return [{ id: '~invitation', at: comparePositions(knownSince, touch.at) < 0 ? touch.at : knownSince }];
}

function happenings(view: ReferralView, touch: Touch, name: string): Cause[] {
  return view.happenings
    .filter((each) => each.name === name && !isBefore(each.at, touch.at))
    .map((happening) => ({ id: `~event:${happening.at}`, at: happening.at, happening }));
}

function judgeCause(judging: Judging, cause: Cause): Earning {
  const { version, view, touch, reward, index } = judging;
  const base = { reward: index, cause };
  const late =
    tooLate(version, touch, cause) ??
    outOfPeriod(reward, cause) ??
    outOfPeriod(taskOf(version.definition, reward), cause);
  if (late !== undefined) return { ...base, status: 'refused', ...late };
  const elsewhere = claimedElsewhere(judging, cause);
  if (elsewhere !== undefined) return { ...base, status: 'refused', ...elsewhere };
  const { failed, seen } = checkConditions(judging, cause);
  const judged = { ...base, ...(seen === undefined ? {} : { seen }) };
  if (failed !== undefined) return { ...judged, status: 'refused', ...failed };
  const { order } = cause;
  const asked = asksInviters(version.definition, reward) ? ({ ...judged, counts: true } as const) : judged;
  const rated = rate(version, view, reward, cause);
  const isRefused = 'barred' in rated && rated.barred.status === 'refused';
  if (order !== undefined && !isRefused && isRefunded(version, view, order)) {
    return { ...asked, status: 'reversed', reason: 'refunded' };
  }
  if ('barred' in rated) return { ...asked, ...rated.barred };
  const isShared = version.definition.clawBack === 'proportional';
  const shared = order === undefined ? undefined : { order, refundedMinor: isShared ? refundedMinor(view, order) : 0n };
  const { amount, ...told } = rated;
  const reckoned = reckon(amount, version.exponents.get(reward.unit) ?? 0, shared);
  if ('minor' in reckoned) return { ...asked, ...told, status: 'earned', amountMinor: reckoned.minor };
  const actual = order === undefined ? {} : { actual: { currency: order.currency } };
  return { ...asked, status: 'refused', reason: reckoned.refused, ...actual };
}

/** The friend chose another promotion for this; some channels pay whoever invited all the same. */
function claimedElsewhere(
  { version, touch, reward, promotions: { rivals, own } }: Judging,
  cause: Cause,
): Barred<'claimed_elsewhere'> | undefined {
  const always = version.definition.exclusive?.alwaysPays ?? [];
  if (reward.to === 'referrer' && always.includes(touch.channel)) return undefined;
  const actual = chosenInstead(version, rivals, own, cause);
  return actual === undefined ? undefined : { reason: 'claimed_elsewhere', actual };
}

function tooLate({ definition }: ProgramVersion, touch: Touch, { at }: Cause): Barred<'too_late'> | undefined {
  const { windowDays } = definition.attribution;
  const days = (timeOf(at) - timeOf(touch.at)) / dayMs;
  return days > windowDays ? { reason: 'too_late', actual: { days: Math.floor(days), windowDays } } : undefined;
}

/** A campaign's extra, and a task's, is for what happens in its time: from the first moment on, and before the last. */
function outOfPeriod(
  { from, until }: Pick<Reward, 'from' | 'until'> = {},
  { at }: Cause,
): Barred<'out_of_period'> | undefined {
  const [startsAt, endsAt] = [momentOf(from), momentOf(until)];
  const when = timeOf(at);
  if (when >= (startsAt ?? when) && (endsAt === undefined || when < endsAt)) return undefined;
  const actual = { at: when, startsAt: startsAt ?? null, endsAt: endsAt ?? null };
  return { reason: 'out_of_period', actual };
}

interface Checked {
  readonly failed?: Barred<EarningReason>;
  readonly seen?: Readonly<Record<string, Json>>;
}

/** What a cause was looked at with, and what the conditions say that are the same for every reward. */
interface Looked {
  readonly by: View;
  readonly checked: Checked;
}

/** The conditions on the friend, the order and the reward, up to the first that fails, with all they looked at. */
function checkConditions(judging: Judging, cause: Cause): Checked {
  const { version, view, touch, reward, index, looked } = judging;
  const { by, checked } = getOrInsert(looked, cause.id, () => {
    const made = conditionView(view, touch.at, cause);
    return { by: made, checked: checkShared(version, made, cause) };
  });
  if (checked.failed !== undefined) return checked;
  return checkTree('reward_condition', reward.conditions, by, checked, index);
}

function checkShared({ definition }: ProgramVersion, by: View, { order }: Cause): Checked {
  const friend = checkTree('friend_condition', definition.friend.conditions, by, {}, 0);
  if (friend.failed !== undefined || order === undefined) return friend;
  return checkTree('order_condition', definition.order.conditions, by, friend, 0);
}

function checkTree(
  reason: keyof typeof conditionPlaces,
  tree: Conditions | undefined,
  by: View,
  before: Checked,
  reward: number,
): Checked {
  if (tree === undefined) return before;
  const { holds, failed, seen } = evaluate(tree, by);
  const place = conditionPlaces[reason](reward);
  const found = Object.fromEntries(seen.map(({ path, actual }) => [placeIn(place, path), actual]));
  const known = { seen: { ...before.seen, ...found } };
  return holds ? known : { ...known, failed: { reason, ...(failed === undefined ? {} : { failure: failed }) } };
}
