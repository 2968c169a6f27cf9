import type { Conditions } from '@sarafan/contract';
import { ProgramDefinition } from '@sarafan/contract';
import { Compile } from 'typebox/compile';
import { type ConditionProblemCode, checkConditions } from '../../../conditions/index.ts';
import { parseAmount } from '../../../kit/values/amounts.ts';
import { programFields } from './fields.ts';

/** Something wrong with a definition: where, what (a stable code), and the values that the sentence needs. */
export interface ProgramProblem {
  readonly path: string;
  readonly code: ProgramProblemCode;
  readonly values: Readonly<Record<string, string>>;
}

export const programProblemCodes = [
  'schema',
  'no_invite',
  'ends_before_start',
  'unknown_unit',
  'bad_amount',
  'zero_amount',
  'cap_without_reward',
  'cap_below_reward',
  'link_host_not_allowed',
  'link_not_http',
  'precedence_not_invited',
] as const;
export type ProgramProblemCode = (typeof programProblemCodes)[number] | ConditionProblemCode;

const schema = Compile(ProgramDefinition);

/** Problems of a definition that would make it mean nothing, or not what it says. Empty: it may be launched. */
export function checkProgram(definition: unknown, exponents: ReadonlyMap<string, number>): ProgramProblem[] {
  if (!schema.Check(definition)) {
    return [...schema.Errors(definition)].slice(0, 20).map((error) => ({
      path: error.instancePath === '' ? '/' : error.instancePath,
      code: 'schema',
      values: { message: error.message },
    }));
  }
  return [
    ...checkInvite(definition),
    ...checkDates(definition),
    ...checkRewards(definition, exponents),
    ...checkTrees(definition),
  ];
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

function checkDestination(link: NonNullable<ProgramDefinition['invite']['link']>): ProgramProblem[] {
  const path = '/invite/link/destination';
  const url = URL.canParse(link.destination) ? new URL(link.destination) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return [{ path, code: 'link_not_http', values: { destination: link.destination } }];
  }
  if (link.allowedHosts.includes(url.hostname)) return [];
  return [{ path, code: 'link_host_not_allowed', values: { host: url.hostname } }];
}

function checkDates(definition: ProgramDefinition): ProgramProblem[] {
  const { startsAt, endsAt } = definition;
  if (startsAt === undefined || endsAt === undefined || Date.parse(startsAt) < Date.parse(endsAt)) return [];
  return [{ path: '/endsAt', code: 'ends_before_start', values: { startsAt, endsAt } }];
}

function checkRewards(definition: ProgramDefinition, exponents: ReadonlyMap<string, number>): ProgramProblem[] {
  const problems: ProgramProblem[] = [];
  const check = (path: string, unit: string, amount: string): bigint | undefined => {
    const exponent = exponents.get(unit);
    if (exponent === undefined) {
      problems.push({ path: `${path}/unit`, code: 'unknown_unit', values: { unit } });
      return undefined;
    }
    const parsed = parseAmount(amount, exponent);
    if (!parsed.ok)
      problems.push({ path: `${path}/amount`, code: 'bad_amount', values: { amount, reason: parsed.reason } });
    else if (parsed.minor === 0n) problems.push({ path: `${path}/amount`, code: 'zero_amount', values: { amount } });
    return parsed.ok ? parsed.minor : undefined;
  };
  const amounts = definition.rewards.map((reward, index) => ({
    unit: reward.unit,
    minor: check(`/rewards/${index}`, reward.unit, reward.amount),
  }));
  const { cap } = definition;
  if (cap !== undefined) {
    const limit = check('/cap', cap.unit, cap.amount);
    const capped = amounts.filter((each) => each.unit === cap.unit);
    if (capped.length === 0)
      problems.push({ path: '/cap/unit', code: 'cap_without_reward', values: { unit: cap.unit } });
    else if (limit !== undefined && capped.some((each) => each.minor !== undefined && each.minor > limit)) {
      problems.push({ path: '/cap/amount', code: 'cap_below_reward', values: { amount: cap.amount } });
    }
  }
  return problems;
}

function checkTrees(definition: ProgramDefinition): ProgramProblem[] {
  const trees: [string, Conditions | undefined][] = [
    ['/friend/conditions', definition.friend.conditions],
    ['/order/conditions', definition.order.conditions],
  ];
  return trees.flatMap(([path, tree]) => {
    if (tree === undefined) return [];
    return checkConditions(tree, programFields).map((problem) => ({
      path: problem.path === '/' ? path : `${path}${problem.path}`,
      code: problem.code,
      values: problem.field === undefined ? {} : { field: problem.field },
    }));
  });
}
