import {
  type PlainAmount,
  type ProgramDefinition,
  plainAmountsOf,
  programLimits,
  type Reward,
} from '@sarafan/contract';
import { fixed } from './amounts.ts';
import { choicesIn } from './choices.ts';
import { isRepeated } from './settled.ts';
import { taskOf } from './tasks.ts';

/** What one friend may cost at the most in a unit, all sides and levels together; bonuses are for no single friend. */
export interface GreatestCost {
  readonly unit: string;
  /** Undefined where nothing bounds it. */
  readonly minor: bigint | undefined;
  /** What nothing bounds: a share of orders of any size, so much for each of any number of items, or both. */
  readonly unbounded?: Unbounded;
  /** Times that a reward for each payment or event is counted in it; 1 where every reward is given once. */
  readonly times: number;
}

type Unbounded = 'share' | 'items' | 'both';

/**
 * Reckons it from the definition alone: for each reward the greatest of its amounts, as often as one friend may bring
 * it, within its limits, its fund and the program's cap.
 */
export function greatestCost(definition: ProgramDefinition, exponents: ReadonlyMap<string, number>): GreatestCost[] {
  const units = [...new Set(definition.rewards.map(({ unit }) => unit))];
  return units.map((unit) => {
    const exponent = exponents.get(unit) ?? 0;
    const own = definition.rewards.filter((reward) => reward.unit === unit);
    const costs = oneOfEachChoice(own).map((each) =>
      each.map((reward) => costOf(definition, reward, exponent)).reduce(beyond, 0n),
    );
    const sum = costs.reduce<Bound>(
      (total, each) => (total === undefined || each === undefined ? undefined : total + each),
      0n,
    );
    const times = Math.max(...own.map((reward) => timesOf(definition, reward)));
    const minor = within(sum, capOf(definition, own, unit, exponent));
    if (minor !== undefined) return { unit, minor, times };
    const free = own.filter((reward) => costOf(definition, reward, exponent) === undefined);
    return { unit, minor, times, unbounded: unboundedBy(free) };
  });
}

/** By what rewards that nothing bounds grow. */
function unboundedBy(rewards: readonly Reward[]): Unbounded {
  const shares = rewards.flatMap(({ amount }) => plainAmountsOf(amount)).filter((each) => typeof each !== 'string');
  const free = shares.filter(({ atMost }) => atMost === undefined);
  const lines = free.flatMap((share) => ('lines' in share ? share.lines : [share]));
  const hasShare = lines.some(({ percent }) => percent !== undefined);
  const hasItems = lines.some(({ percent }) => percent === undefined);
  return hasShare && hasItems ? 'both' : hasItems ? 'items' : 'share';
}

/** Rewards of a choice together, since only one of them is given for a cause; every other by itself. */
function oneOfEachChoice(rewards: readonly Reward[]): readonly (readonly Reward[])[] {
  const free = rewards.filter(({ choice }) => choice === undefined).map((reward) => [reward]);
  return [...free, ...choicesIn({ rewards: [...rewards] }).map(({ options }) => options)];
}

type Bound = bigint | undefined;

/** The lesser of two bounds; undefined bounds nothing. */
function within(left: Bound, right: Bound): Bound {
  if (left === undefined || right === undefined) return left ?? right;
  return left < right ? left : right;
}

/** The greater of two bounds; what nothing bounds is greater than anything. */
function beyond(left: Bound, right: Bound): Bound {
  if (left === undefined || right === undefined) return undefined;
  return within(left, right) === left ? right : left;
}

function costOf(definition: ProgramDefinition, reward: Reward, exponent: number): Bound {
  const amounts = plainAmountsOf(reward.amount).map((amount) => greatestOf(amount, exponent));
  const most = amounts.reduce(beyond, 0n);
  const { perPerson } = reward;
  const fund = taskOf(definition, reward)?.fund;
  const all = most === undefined ? undefined : most * BigInt(timesOf(definition, reward));
  const limited = isOfOnePerson(definition, reward) ? perPerson : undefined;
  return within(
    within(all, limited === undefined ? undefined : fixed(limited.amount, exponent)),
    fund === undefined || fund.unit !== reward.unit ? undefined : fixed(fund.amount, exponent),
  );
}

function greatestOf(amount: PlainAmount, exponent: number): Bound {
  if (typeof amount === 'string') return fixed(amount, exponent);
  return amount.atMost === undefined ? undefined : fixed(amount.atMost, exponent);
}

/** Where each order is for whoever's code was entered at it, what is given once is given once for each of them. */
function timesOf({ attribution }: ProgramDefinition, reward: Reward): number {
  const isForOrder = reward.on === undefined || 'order' in reward.on;
  return isRepeated(reward) || (attribution.perOrder === true && isForOrder) ? programLimits.causes : 1;
}

/** Whether one friend brings the reward to one person only, whose limit for all time it is. */
function isOfOnePerson({ attribution }: ProgramDefinition, { perPerson }: Reward): boolean {
  return perPerson !== undefined && perPerson.every === undefined && attribution.perOrder !== true;
}

/** A cap for all time, where no reward is paid out of something else. */
function capOf(
  { cap, tasks = [] }: ProgramDefinition,
  rewards: readonly Reward[],
  unit: string,
  exponent: number,
): Bound {
  if (cap === undefined || cap.unit !== unit || cap.every !== undefined) return undefined;
  const hasFund = tasks.some(({ id, fund }) => fund?.unit === unit && rewards.some(({ task }) => task === id));
  return hasFund ? undefined : fixed(cap.amount, exponent);
}
