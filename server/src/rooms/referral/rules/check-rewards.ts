import type { Conditions, PlainAmount, ProgramDefinition, Reward, RewardAmount, Scale } from '@sarafan/contract';
import { checkConditions, type Registry } from '../../../conditions/index.ts';
import { parseAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import { canonicalJson } from '../../../kit/values/json.ts';
import { programFields } from './fields.ts';
import type { ProgramProblem } from './problems.ts';

export type Exponents = ReadonlyMap<string, number>;

/** Rewards and the cap that they come out of. */
export function checkRewards(definition: ProgramDefinition, exponents: Exponents): ProgramProblem[] {
  const { rewards, bonuses = [], cap, friend } = definition;
  const read = rewards.map((reward, index) => checkReward(reward, `/rewards/${index}`, exponents));
  const known = rewards.flatMap(({ on }, index): ProgramProblem[] => {
    if (on === undefined || !('registration' in on) || friend.knownForDays !== null) return [];
    return [{ path: `/rewards/${index}/on`, code: 'registration_of_known', values: {} }];
  });
  return [
    ...read.flatMap(({ problems }) => problems),
    ...known,
    ...rewards.flatMap(({ from, until }, index): ProgramProblem[] => {
      if (from === undefined || until === undefined || Date.parse(from) < Date.parse(until)) return [];
      return [
        { path: `/rewards/${index}/until`, code: 'ends_before_start', values: { startsAt: from, endsAt: until } },
      ];
    }),
    ...rewards.flatMap((reward, index) => checkLimit(reward, `/rewards/${index}`, read[index]?.minor, exponents)),
    ...rewards.flatMap((reward, index) => checkLevel(reward, `/rewards/${index}`)),
    ...repeated(rewards),
    ...checkCap(
      cap,
      [
        ...rewards.map(({ unit }, index) => ({ unit, minor: read[index]?.minor })),
        ...bonuses.flatMap(({ steps }) => steps.map(({ unit }) => ({ unit, minor: undefined }))),
      ],
      exponents,
    ),
  ];
}

/** A limit that is below one reward gives nothing, unless a part will do. */
function checkLimit(
  { unit, perPerson }: Reward,
  path: string,
  minor: bigint | undefined,
  exponents: Exponents,
): ProgramProblem[] {
  const exponent = exponents.get(unit);
  if (perPerson === undefined || exponent === undefined) return [];
  const { amount, partly } = perPerson;
  const at = `${path}/perPerson/amount`;
  const { minor: limit, problems } = amountProblems(at, { unit, amount }, exponent);
  const isBelow = limit !== undefined && limit > 0n && minor !== undefined && limit < minor && partly !== true;
  return isBelow ? [...problems, { path: at, code: 'limit_below_reward', values: { amount } }] : [...problems];
}

interface ReadReward {
  /** What the reward comes to at the least, if that can be said. */
  readonly minor: bigint | undefined;
  readonly problems: readonly ProgramProblem[];
}

function checkReward(reward: Reward, path: string, exponents: Exponents): ReadReward {
  const { amount, unit } = reward;
  const exponent = exponents.get(unit);
  if (exponent === undefined) return unknownUnit(path, unit);
  const at = `${path}/amount`;
  if (typeof amount === 'string' || !('steps' in amount)) return checkPlain({ reward, amount, at, exponent });
  const read = amount.steps.map((step, index) => {
    return checkPlain({ reward, amount: step.amount, at: `${at}/steps/${index}/amount`, exponent });
  });
  const minors = read.flatMap(({ minor }) => minor ?? []);
  const least = minors.length < read.length ? undefined : minors.toSorted((left, right) => Number(left - right))[0];
  return { minor: least, problems: [...checkScale(reward, amount, at), ...read.flatMap(({ problems }) => problems)] };
}

/** Steps that are in order and named in numbers of what they count. */
function checkScale(reward: Reward, { by, currency, steps }: Scale, at: string): readonly ProgramProblem[] {
  const isTurnover = by === 'turnover';
  const known = currency === undefined ? undefined : currencyExponent(currency);
  const wrong: ProgramProblem[] = [];
  if (isTurnover && currency === undefined) {
    wrong.push({ path: `${at}/currency`, code: 'missing_field', values: { field: 'currency' } });
  } else if (isTurnover && known === undefined) {
    wrong.push({ path: `${at}/currency`, code: 'unknown_currency', values: { field: currency ?? '' } });
  }
  if (isTurnover) wrong.push(...shareWithoutOrder(reward, at));
  const exponent = isTurnover ? (known ?? 2) : 0;
  let before = -1n;
  for (const [index, { from }] of steps.entries()) {
    const path = `${at}/steps/${index}/from`;
    const parsed = parseAmount(from, exponent);
    const values = { amount: from, unit: currency ?? '', decimals: String(exponent) };
    if (!parsed.ok) wrong.push({ path, code: `amount_${parsed.reason}`, values });
    else if (parsed.minor <= before) wrong.push({ path, code: 'steps_not_ascending', values: { from } });
    else before = parsed.minor;
  }
  return wrong;
}

/** Who is further up is a referrer, and gets what does not depend on what somebody else has brought. */
function checkLevel({ to, level = 1, amount }: Reward, path: string): ProgramProblem[] {
  if (level === 1) return [];
  if (to === 'friend') return [{ path: `${path}/level`, code: 'level_of_friend', values: {} }];
  const isScale = typeof amount === 'object' && 'steps' in amount;
  return isScale ? [{ path: `${path}/amount`, code: 'scale_of_level', values: {} }] : [];
}

interface Plain {
  readonly reward: Reward;
  readonly amount: PlainAmount;
  readonly at: string;
  readonly exponent: number;
}

function checkPlain({ reward, amount, at, exponent }: Plain): ReadReward {
  const { unit } = reward;
  if (typeof amount === 'string') return amountProblems(at, { unit, amount }, exponent);
  const { atMost, rates } = amount;
  const rated = Object.entries(rates).flatMap(([currency, rate]): ProgramProblem[] => {
    const where = `${at}/rates/${currency}`;
    if (currencyExponent(currency) === undefined) {
      return [{ path: where, code: 'unknown_currency', values: { field: currency } }];
    }
    return Number(rate) > 0 ? [] : [{ path: where, code: 'zero_amount', values: {} }];
  });
  const most = atMost === undefined ? [] : amountProblems(`${at}/atMost`, { unit, amount: atMost }, exponent).problems;
  const problems = [...shareWithoutOrder(reward, at), ...rated, ...most, ...checkShare(amount, unit, at, exponent)];
  return { minor: undefined, problems };
}

function shareWithoutOrder({ on }: Reward, at: string): ProgramProblem[] {
  const isOrder = on === undefined || 'order' in on;
  return isOrder ? [] : [{ path: at, code: 'share_without_order', values: {} }];
}

function checkShare(
  amount: Exclude<PlainAmount, string>,
  unit: string,
  at: string,
  exponent: number,
): readonly ProgramProblem[] {
  if ('percent' in amount) {
    return Number(amount.percent) > 0 ? [] : [{ path: `${at}/percent`, code: 'zero_amount', values: {} }];
  }
  const all = amount.lines.findIndex(({ where }) => where === undefined);
  return amount.lines.flatMap(({ where, percent, amount: each }, index): ProgramProblem[] => {
    const path = `${at}/lines/${index}`;
    const isReached = all < 0 || index <= all;
    const isEither = (percent === undefined) !== (each === undefined);
    return [
      ...(isReached ? [] : [{ path, code: 'rule_never_reached', values: {} } as const]),
      ...(isEither ? [] : [{ path, code: 'nothing_for_line', values: {} } as const]),
      ...(each === undefined ? [] : amountProblems(`${path}/amount`, { unit, amount: each }, exponent).problems),
      ...(where === undefined ? [] : checkTree(`${path}/where`, where, lineFields)),
    ];
  });
}

/** Lines of an order come from servers; of a line nothing but its own properties is looked at. */
const lineFields: Registry = {
  trait: () => undefined,
  fact: () => ({ trust: 'server' }),
  event: () => undefined,
  propertyOf: () => undefined,
};

/** Problems of a tree of conditions, each with its place in the definition. */
export function checkTree(path: string, tree: Conditions, fields: Registry = programFields): ProgramProblem[] {
  return checkConditions(tree, fields).map((problem) => ({
    path: problem.path === '/' ? path : `${path}${problem.path}`,
    code: problem.code,
    values: problem.field === undefined ? {} : { field: problem.field },
  }));
}

/** Two rewards that differ in nothing are one of them. */
function repeated(rewards: readonly Reward[]): ProgramProblem[] {
  const texts = rewards.map((reward) => canonicalJson({ ...reward, amount: plainAmount(reward.amount) }));
  return texts.flatMap((text, index): ProgramProblem[] => {
    const first = texts.indexOf(text);
    if (first === index) return [];
    return [{ path: `/rewards/${index}`, code: 'duplicate_reward', values: { other: `/rewards/${first}` } }];
  });
}

/** «2» and «2.00» are one amount. */
function plainAmount(amount: RewardAmount): RewardAmount {
  return typeof amount === 'string' && amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}

export function unknownUnit(path: string, unit: string): ReadReward {
  return { minor: undefined, problems: [{ path: `${path}/unit`, code: 'unknown_unit', values: { unit } }] };
}

interface NamedAmount {
  readonly unit: string;
  readonly amount: string;
}

function readAmount(path: string, named: NamedAmount, exponents: Exponents): ReadReward {
  const exponent = exponents.get(named.unit);
  return exponent === undefined ? unknownUnit(path, named.unit) : amountProblems(`${path}/amount`, named, exponent);
}

export function amountProblems(path: string, { unit, amount }: NamedAmount, exponent: number): ReadReward {
  const parsed = parseAmount(amount, exponent);
  const values = { amount, unit, decimals: String(exponent) };
  if (!parsed.ok) return { minor: undefined, problems: [{ path, code: `amount_${parsed.reason}`, values }] };
  if (parsed.minor === 0n) return { minor: 0n, problems: [{ path, code: 'zero_amount', values }] };
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
  if (!isBelow || cap.partly === true) return problems;
  return [...problems, { path: '/cap/amount', code: 'cap_below_reward', values: { amount: cap.amount } }];
}
