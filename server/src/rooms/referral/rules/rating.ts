import type { PlainAmount, ProgramDefinition, Reward, Scale, StandingName } from '@sarafan/contract';
import { formatAmount, parseAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import type { SubjectId } from '../../../kit/values/ids.ts';
import type { Json } from '../../../kit/values/json.ts';
import { periodOf } from '../../../kit/values/periods.ts';
import { timeOf } from '../../../kit/values/position.ts';
import { chosenBefore, chosenInPlaceOf } from './choices.ts';
import type { Cause } from './conditions-view.ts';
import type { ReferralView } from './part.ts';
import type { Standing, StandingTold, Sums } from './standing.ts';
import { takenTaskOf } from './tasks.ts';
import type { ProgramVersion } from './versions.ts';

/** What a reward comes to for a cause, and to whom it goes, by what the inviter's lane has answered. */
export type Rated =
  | {
      readonly amount: PlainAmount;
      readonly holder?: SubjectId;
      readonly standing?: { readonly by: StandingName; readonly reached: string };
    }
  | { readonly barred: NotRated };

interface NotRated {
  readonly status: 'waiting' | 'refused';
  readonly reason: 'being_counted' | 'below_first_step' | 'nobody_above' | 'task_not_taken' | 'chosen_otherwise';
  readonly actual?: Readonly<Record<string, Json>>;
}

const awaited = { barred: { status: 'waiting', reason: 'being_counted' } } as const satisfies Rated;

/** True of a reward whose amount or holder only the inviter's lane knows, or whether it is theirs at all. */
export function asksInviters(definition: ProgramDefinition, reward: Reward): boolean {
  const { amount, level = 1, choice, to } = reward;
  const isTheirChoice = choice !== undefined && to === 'referrer';
  return level > 1 || isScale(amount) || isTheirChoice || takenTaskOf(definition, reward) !== undefined;
}

function isScale(amount: Reward['amount']): amount is Scale {
  return typeof amount === 'object' && 'steps' in amount;
}

export function rate(version: ProgramVersion, view: ReferralView, reward: Reward, cause: Cause): Rated {
  const { amount, level = 1 } = reward;
  const told = view.standings.get(version.program)?.[cause.id];
  const task = takenTaskOf(version.definition, reward);
  if (task !== undefined) {
    if (told?.standing === undefined) return awaited;
    const isTaken = told.tasks?.includes(task.id) === true;
    if (!isTaken) return { barred: { status: 'refused', reason: 'task_not_taken', actual: { task: task.id } } };
  }
  const choice = byChoice(version, view, reward, cause);
  if (choice !== undefined) return choice;
  const up: Up = level === 1 ? {} : holderAbove(told, level);
  if ('barred' in up) return up;
  if (!isScale(amount)) return { amount, ...up };
  if (told?.standing === undefined) return awaited;
  return step(amount, told.standing, version, cause);
}

/** Why somebody is not given a reward among which they choose; undefined when it is the one, or there is no choice. */
function byChoice(version: ProgramVersion, view: ReferralView, reward: Reward, cause: Cause): Rated | undefined {
  if (reward.choice === undefined) return undefined;
  const told = view.standings.get(version.program)?.[cause.id];
  const isFriends = reward.to === 'friend';
  if (!isFriends && told?.standing === undefined) return awaited;
  const own = chosenBefore(view.choices.get(version.program) ?? {}, timeOf(cause.at));
  const option = chosenInPlaceOf(version.definition, reward, isFriends ? own : told?.choices);
  if (option === undefined) return undefined;
  return { barred: { status: 'refused', reason: 'chosen_otherwise', actual: { option } } };
}

type Up = { readonly holder?: SubjectId } | { readonly barred: NotRated };

function holderAbove(told: StandingTold | undefined, level: number): Up {
  const holder = told?.above[level - 2];
  const isTop = told?.above.includes(null) === true;
  if (holder === null || (holder === undefined && isTop))
    return { barred: { status: 'refused', reason: 'nobody_above' } };
  return holder === undefined ? awaited : { holder };
}

/** The last step that the inviter has reached at this cause. */
function step(scale: Scale, standing: Standing, version: ProgramVersion, { at }: Cause): Rated {
  const { by, every, currency, steps } = scale;
  const period = every === undefined ? '' : `${every}:${periodOf(every, timeOf(at), version.dateOf)}`;
  const exponent = by === 'turnover' ? (currencyExponent(currency ?? '') ?? 2) : 0;
  const reachedMinor = reachedIn(standing[period], by, currency);
  const reached = formatAmount(reachedMinor, exponent);
  const found = steps.findLast(({ from }) => reachedMinor >= minorOf(from, exponent));
  if (found !== undefined) return { amount: found.amount, standing: { by, reached } };
  return { barred: { status: 'refused', reason: 'below_first_step', actual: { reached, from: steps[0]?.from ?? '' } } };
}

function reachedIn(sums: Sums | undefined, by: StandingName, currency: string | undefined): bigint {
  if (sums === undefined) return 0n;
  return by === 'turnover' ? BigInt(sums.turnover[currency ?? ''] ?? 0) : BigInt(sums[by]);
}

function minorOf(from: string, exponent: number): bigint {
  const parsed = parseAmount(from, exponent);
  // The checker refused every other number before the version could be launched.
  if (!parsed.ok) throw new Error(`The step ${from} is ${parsed.reason}`);
  return parsed.minor;
}
