import { type Conditions, type ProgramDefinition, programLimits } from '@sarafan/contract';
import { type ConditionProblemCode, checkConditions } from '../../../conditions/index.ts';
import { parseAmount } from '../../../kit/values/amounts.ts';
import { checkSchema, hasForm, type SchemaProblemCode, schemaProblemCodes } from './check-schema.ts';
import { programFields } from './fields.ts';
import { hostOf } from './hosts.ts';
import { correctionDaysUsual } from './owed.ts';

/** Something wrong with a definition: where, what (a stable code), and the values that the sentence needs. */
export interface ProgramProblem {
  readonly path: string;
  readonly code: ProgramProblemCode;
  readonly values: Readonly<Record<string, string>>;
}

export const programProblemCodes = [
  ...schemaProblemCodes,
  'no_invite',
  'ends_before_start',
  'unknown_unit',
  'zero_amount',
  'duplicate_reward',
  'too_many_rewards',
  'cap_without_reward',
  'cap_below_reward',
  'correction_before_hold_ends',
  'back_date_beyond_window',
  'bad_host',
  'link_host_not_allowed',
  'link_not_http',
  'link_with_password',
  'precedence_not_invited',
] as const;
export type ProgramProblemCode = (typeof programProblemCodes)[number] | SchemaProblemCode | ConditionProblemCode;

/** Problems of a definition that would make it mean nothing, or not what it says. Empty: it may be launched. */
export function checkProgram(definition: unknown, exponents: ReadonlyMap<string, number>): ProgramProblem[] {
  if (!hasForm(definition)) return checkSchema(definition);
  return [
    ...checkInvite(definition),
    ...checkDates(definition),
    ...checkDays(definition),
    ...checkRewards(definition, exponents),
    ...checkTrees(definition),
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

/** Numbers of days that contradict each other. */
function checkDays({ rewards, invite, attribution, ...definition }: ProgramDefinition): ProgramProblem[] {
  const correctionDays = definition.correctionDays ?? correctionDaysUsual;
  const { windowDays } = attribution;
  const backDateDays = invite.manual?.backDateDays ?? 0;
  const held = rewards.flatMap(({ holdDays }, index): ProgramProblem[] => {
    if (holdDays <= correctionDays) return [];
    const values = { holdDays: String(holdDays), correctionDays: String(correctionDays) };
    return [{ path: `/rewards/${index}/holdDays`, code: 'correction_before_hold_ends', values }];
  });
  if (backDateDays <= windowDays) return held;
  const values = { backDateDays: String(backDateDays), windowDays: String(windowDays) };
  return [...held, { path: '/invite/manual/backDateDays', code: 'back_date_beyond_window', values }];
}

type Exponents = ReadonlyMap<string, number>;

function checkRewards({ rewards, cap }: ProgramDefinition, exponents: Exponents): ProgramProblem[] {
  const read = rewards.map((reward, index) => ({
    ...reward,
    ...readAmount(`/rewards/${index}`, reward, exponents),
    place: `/rewards/${index}`,
  }));
  const repeated = read.flatMap(({ to, unit, minor, holdDays, place }, index): ProgramProblem[] => {
    const first = read.find((each, earlier) => {
      const alike = each.to === to && each.unit === unit && each.minor === minor && each.holdDays === holdDays;
      return alike && minor !== undefined && earlier < index;
    });
    return first === undefined ? [] : [{ path: place, code: 'duplicate_reward', values: { other: first.place } }];
  });
  return [...read.flatMap(({ problems }) => problems), ...repeated, ...checkCap(cap, read, exponents)];
}

interface ReadAmount {
  readonly minor: bigint | undefined;
  readonly problems: readonly ProgramProblem[];
}

function readAmount(
  path: string,
  { unit, amount }: { readonly unit: string; readonly amount: string },
  exponents: Exponents,
): ReadAmount {
  const exponent = exponents.get(unit);
  if (exponent === undefined) {
    return { minor: undefined, problems: [{ path: `${path}/unit`, code: 'unknown_unit', values: { unit } }] };
  }
  const parsed = parseAmount(amount, exponent);
  const at = `${path}/amount`;
  const values = { amount, unit, decimals: String(exponent) };
  if (!parsed.ok) return { minor: undefined, problems: [{ path: at, code: `amount_${parsed.reason}`, values }] };
  if (parsed.minor === 0n) return { minor: 0n, problems: [{ path: at, code: 'zero_amount', values }] };
  return { minor: parsed.minor, problems: [] };
}

function checkCap(
  cap: ProgramDefinition['cap'],
  rewards: readonly { readonly unit: string; readonly minor: bigint | undefined }[],
  exponents: Exponents,
): readonly ProgramProblem[] {
  if (cap === undefined) return [];
  const { minor: limit, problems } = readAmount('/cap', cap, exponents);
  const capped = rewards.filter((each) => each.unit === cap.unit);
  if (capped.length === 0) {
    return [...problems, { path: '/cap/unit', code: 'cap_without_reward', values: { unit: cap.unit } }];
  }
  const isBelow = limit !== undefined && capped.some(({ minor }) => minor !== undefined && minor > limit);
  if (!isBelow) return problems;
  return [...problems, { path: '/cap/amount', code: 'cap_below_reward', values: { amount: cap.amount } }];
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
