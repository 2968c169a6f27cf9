import {
  type AccrualPeriod,
  type Conditions,
  type Leaf,
  type ProgramDefinition,
  programLimits,
} from '@sarafan/contract';
import { isTimeZone } from '../../../kit/values/zones.ts';
import { checkBonuses } from './check-bonuses.ts';
import { exclusionsOf, foregoneOf } from './check-bounds.ts';
import { checkChoices } from './check-choices.ts';
import { checkExpiry } from './check-expiry.ts';
import { checkFulfilment, type KnownPromotions } from './check-fulfilment.ts';
import { checkQualification } from './check-qualification.ts';
import { checkRewards, checkTree } from './check-rewards.ts';
import { checkSchema, hasForm } from './check-schema.ts';
import { checkTasks } from './check-tasks.ts';
import { hostOf } from './hosts.ts';
import { correctionDaysUsual } from './owed.ts';
import type { ProgramProblem } from './problems.ts';
import { requirementPhrase } from './requirements.ts';

/** Problems of a definition that would make it mean nothing, or not what it says. Empty: it may be launched. */
export function checkProgram(
  definition: unknown,
  exponents: ReadonlyMap<string, number>,
  promotions?: KnownPromotions,
): ProgramProblem[] {
  if (!hasForm(definition)) return checkSchema(definition);
  return [
    ...checkInvite(definition),
    ...checkDates(definition),
    ...checkZone(definition),
    ...checkPerOrder(definition),
    ...checkDays(definition),
    ...checkQualification(definition),
    ...checkRewards(definition, exponents),
    ...checkTasks(definition, exponents),
    ...checkChoices(definition),
    ...checkBonuses(definition, exponents),
    ...checkExpiry(definition),
    ...checkFulfilment(definition, promotions),
    ...checkTrees(definition),
    ...checkHolding(definition),
  ];
}

/**
 * A person may be invited to every program, so all of them together are kept within what one order may cause and one
 * person's state may hold. Every version counts, since older invitations are decided by older ones.
 */
export function checkTotal(rewards: number): ProgramProblem[] {
  const limit = programLimits.rewardsOfAllPrograms;
  if (rewards <= limit) return [];
  return [{ path: '/rewards', code: 'too_many_rewards', values: { limit: String(limit), total: String(rewards) } }];
}

function checkInvite(definition: ProgramDefinition): ProgramProblem[] {
  const { invite, attribution } = definition;
  const problems: ProgramProblem[] = [];
  if (invite.link === undefined && invite.code === undefined && invite.manual === undefined) {
    problems.push({ path: '/invite', code: 'no_invite', values: {} });
  }
  for (const [index, channel] of attribution.precedence.entries()) {
    if (invite[channel] === undefined) {
      problems.push({ path: `/attribution/precedence/${index}`, code: 'precedence_not_invited', values: { channel } });
    }
  }
  if (invite.link !== undefined) problems.push(...checkDestination(invite.link));
  return problems;
}

function checkDestination({ destination, allowedHosts }: Link): ProgramProblem[] {
  const path = '/invite/link/destination';
  const hosts = allowedHosts.map(hostOf);
  const wrong = allowedHosts.flatMap((host, index): ProgramProblem[] => {
    const at = `/invite/link/allowedHosts/${index}`;
    return hosts[index] === undefined ? [{ path: at, code: 'bad_host', values: { host } }] : [];
  });
  // Without a destination of its own the link leads to the program's landing, which is ours.
  if (destination === undefined) return wrong;
  const url = URL.canParse(destination) ? new URL(destination) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return [...wrong, { path, code: 'link_not_http', values: { destination } }];
  }
  if (url.username !== '' || url.password !== '') return [...wrong, { path, code: 'link_with_password', values: {} }];
  if (hosts.includes(url.hostname)) return wrong;
  return [...wrong, { path, code: 'link_host_not_allowed', values: { host: url.hostname } }];
}

type Link = NonNullable<ProgramDefinition['invite']['link']>;

function checkDates(definition: ProgramDefinition): ProgramProblem[] {
  const { startsAt, endsAt } = definition;
  if (startsAt === undefined || endsAt === undefined || Date.parse(startsAt) < Date.parse(endsAt)) return [];
  return [{ path: '/endsAt', code: 'ends_before_start', values: { startsAt, endsAt } }];
}

/** The second payment is one of somebody who has paid before, by whoever's code. */
function checkPerOrder({ attribution, friend }: ProgramDefinition): ProgramProblem[] {
  if (attribution.perOrder !== true || (friend.mayHavePaid === true && friend.knownForDays === null)) return [];
  return [{ path: '/attribution/perOrder', code: 'per_order_of_newcomers', values: {} }];
}

function checkZone({ timeZone }: ProgramDefinition): ProgramProblem[] {
  if (timeZone === undefined || isTimeZone(timeZone)) return [];
  return [{ path: '/timeZone', code: 'unknown_time_zone', values: { field: timeZone } }];
}

/** How long what was earned on the first day of a period waits for its end. */
const accrualDays = { week: 7, month: 31 } as const satisfies Record<AccrualPeriod, number>;

/** Numbers of days that contradict each other. */
function checkDays({ rewards, invite, attribution, ...definition }: ProgramDefinition): ProgramProblem[] {
  const correctionDays = definition.correctionDays ?? correctionDaysUsual;
  const { windowDays } = attribution;
  const backDateDays = invite.manual?.backDateDays ?? 0;
  const held = rewards.flatMap(({ holdDays, accrual }, index): ProgramProblem[] => {
    const accrued = accrual === undefined ? 0 : accrualDays[accrual.every] + (accrual.afterDays ?? 0);
    const longest = Math.max(holdDays, accrued);
    if (longest <= correctionDays) return [];
    const values = { holdDays: String(longest), correctionDays: String(correctionDays) };
    const place = accrued > holdDays ? 'accrual' : 'holdDays';
    return [{ path: `/rewards/${index}/${place}`, code: 'correction_before_hold_ends', values }];
  });
  if (backDateDays <= windowDays) return held;
  const values = { backDateDays: String(backDateDays), windowDays: String(windowDays) };
  return [...held, { path: '/invite/manual/backDateDays', code: 'back_date_beyond_window', values }];
}

function checkTrees(definition: ProgramDefinition): ProgramProblem[] {
  const trees: [string, Conditions | undefined][] = [
    ['/friend/conditions', definition.friend.conditions],
    ['/order/conditions', definition.order.conditions],
    ...definition.rewards.map(({ conditions }, index): [string, Conditions | undefined] => {
      return [`/rewards/${index}/conditions`, conditions];
    }),
  ];
  return trees.flatMap(([path, tree]) => (tree === undefined ? [] : checkTree(path, tree)));
}

/** Nothing would ever be given where a condition cannot hold, by itself or beside another. */
function checkHolding(definition: ProgramDefinition): ProgramProblem[] {
  const never = foregoneOf(definition).flatMap(({ path, code }) =>
    code === 'never_holds' ? [{ path, code, values: {} }] : [],
  );
  const excluded = exclusionsOf(definition).map(({ path, leaf, other }): ProgramProblem => {
    const say = (each: Leaf) => requirementPhrase({ leaf: each, negated: false });
    return { path, code: 'excludes_another', values: { first: say(other), second: say(leaf) } };
  });
  // What never holds by itself excludes everything else as well.
  return [...never, ...excluded.filter(({ path }) => !never.some((each) => each.path === path))];
}
