import type { Conditions, Leaf, ProgramDefinition } from '@sarafan/contract';
import { parseAmount } from '../../../kit/values/amounts.ts';
import { counted, type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { conditionNames, conditionRules, countTexts, plainRules, promiseTexts } from '../texts-promise.ts';
import { type NamedUnit, unitAmount } from './unit-words.ts';

/** What a program promises, in plain words: every sentence follows from the definition by which rewards are decided. */
export interface ProgramPromise {
  /** What each side gets, as amounts: «2 урока», «500 ₽». Empty when it gets nothing. */
  readonly friend: readonly Sentence[];
  readonly referrer: readonly Sentence[];
  /** The amounts in one phrase; undefined when there are none. */
  readonly friendGets: Sentence | undefined;
  readonly referrerGets: Sentence | undefined;
  /** What has to happen, one sentence each, in the order in which it is decided. */
  readonly rules: readonly Sentence[];
}

export interface PromiseOptions {
  readonly units: ReadonlyMap<string, NamedUnit>;
  /** A moment as a day of the workspace's own calendar. */
  readonly dayOf: (moment: string) => Sentence;
}

export function promiseOf(definition: ProgramDefinition, options: PromiseOptions): ProgramPromise {
  const amounts = (side: 'friend' | 'referrer'): Sentence[] =>
    addedUp(definition, side, options.units).map(({ minor, unit }) => unitAmount(minor, unit));
  const friend = amounts('friend');
  const referrer = amounts('referrer');
  return {
    friend,
    referrer,
    friendGets: inOnePhrase(friend),
    referrerGets: inOnePhrase(referrer),
    rules: [
      ...whenRules(definition, options),
      ...friendRules(definition),
      ...requirementsOf(definition.order.conditions),
      ...rewardRules(definition, options),
    ],
  };
}

interface Sum {
  readonly unit: NamedUnit;
  minor: bigint;
}

/** Two rewards in one unit, for instance at once and after a hold, are promised as what they come to. */
function addedUp(
  { rewards }: ProgramDefinition,
  side: 'friend' | 'referrer',
  units: ReadonlyMap<string, NamedUnit>,
): Sum[] {
  const sums = new Map<string, Sum>();
  for (const reward of rewards) {
    if (reward.to !== side) continue;
    const unit = units.get(reward.unit) ?? unnamedUnit(reward.unit);
    const parsed = parseAmount(reward.amount, unit.exponent);
    if (!parsed.ok) continue;
    const known = sums.get(reward.unit);
    if (known === undefined) sums.set(reward.unit, { unit, minor: parsed.minor });
    else known.minor += parsed.minor;
  }
  return [...sums.values()];
}

function unnamedUnit(unit: string): NamedUnit {
  return { exponent: 6, name: { ru: unit, en: unit } };
}

function inOnePhrase(amounts: readonly Sentence[]): Sentence | undefined {
  const [first, ...rest] = amounts;
  if (first === undefined) return undefined;
  return rest.reduce((sum, each) => sentenceOf(promiseTexts, 'and', { first: sum, second: each }), first);
}

function whenRules({ startsAt, endsAt, attribution }: ProgramDefinition, { dayOf }: PromiseOptions): Sentence[] {
  const window = counted(countTexts, 'day', attribution.windowDays);
  return [
    ...(startsAt === undefined ? [] : [sentenceOf(promiseTexts, 'starts', { day: dayOf(startsAt) })]),
    ...(endsAt === undefined ? [] : [sentenceOf(promiseTexts, 'ends', { day: dayOf(endsAt) })]),
    sentenceOf(promiseTexts, 'firstPayment', { window }),
  ];
}

function friendRules({ friend }: ProgramDefinition): Sentence[] {
  const { knownForDays, conditions } = friend;
  return [newness(knownForDays), ...requirementsOf(conditions)];
}

function newness(knownForDays: number | null): Sentence {
  if (knownForDays === null) return sentenceOf(promiseTexts, 'neverPaid');
  if (knownForDays === 0) return sentenceOf(promiseTexts, 'newcomer');
  return sentenceOf(promiseTexts, 'newFriend', { known: counted(countTexts, 'day', knownForDays) });
}

function rewardRules(definition: ProgramDefinition, { units }: PromiseOptions): Sentence[] {
  const { clawBack, rewards, cap } = definition;
  const holds = [...new Set(rewards.map((reward) => reward.holdDays))].toSorted((left, right) => left - right);
  const longest = holds.at(-1) ?? 0;
  const hold =
    longest === 0
      ? sentenceOf(promiseTexts, 'atOnce')
      : sentenceOf(promiseTexts, holds.length === 1 ? 'held' : 'heldAtMost', {
          hold: counted(countTexts, 'day', longest),
        });
  const capUnit = cap === undefined ? undefined : (units.get(cap.unit) ?? unnamedUnit(cap.unit));
  const capped = cap === undefined || capUnit === undefined ? undefined : parseAmount(cap.amount, capUnit.exponent);
  return [
    hold,
    ...(clawBack === 'never' ? [] : [sentenceOf(promiseTexts, clawBack)]),
    ...(capped?.ok === true && capUnit !== undefined
      ? [sentenceOf(promiseTexts, 'cap', { amount: unitAmount(capped.minor, capUnit) })]
      : []),
  ];
}

/** A condition as it has to be met: a leaf, or the opposite of one. */
export interface Requirement {
  readonly leaf: Leaf;
  readonly negated: boolean;
}

/** Sentences for a whole tree; all of them must hold, and what may be met in several ways is one sentence. */
function requirementsOf(tree: Conditions | undefined): Sentence[] {
  return tree === undefined
    ? []
    : phrasesOf(tree, false).map((phrase) => sentenceOf(promiseTexts, 'whole', { phrase }));
}

function phrasesOf(tree: Conditions, negated: boolean): Sentence[] {
  if ('not' in tree) return phrasesOf(tree.not, !negated);
  if ('all' in tree) return negated ? [anyOf(tree.all, true)] : tree.all.flatMap((part) => phrasesOf(part, false));
  if ('any' in tree) return negated ? tree.any.flatMap((part) => phrasesOf(part, true)) : [anyOf(tree.any, false)];
  return [requirementPhrase({ leaf: tree, negated })];
}

function anyOf(parts: readonly Conditions[], negated: boolean): Sentence {
  const ways = parts.map((part) => {
    const [first, ...rest] = phrasesOf(part, negated);
    return rest.reduce(
      (sum, each) => sentenceOf(promiseTexts, 'both', { first: sum, second: each }),
      first ?? sentenceOf(promiseTexts, 'anything'),
    );
  });
  const [first, ...rest] = ways;
  return rest.reduce(
    (sum, each) => sentenceOf(promiseTexts, 'or', { first: sum, second: each }),
    first ?? sentenceOf(promiseTexts, 'anything'),
  );
}

/** What a condition demands, as a phrase. It says nothing of what was found, so it may be told to anybody. */
export function requirementPhrase({ leaf, negated }: Requirement): Sentence {
  return plainRule(leaf, negated) ?? generalRule(leaf, negated);
}

/** Conditions of which a plainer word is known than their own. */
function plainRule(leaf: Leaf, negated: boolean): Sentence | undefined {
  if ('fact' in leaf && leaf.fact === 'paid.gift_certificate' && isZero(leaf.value)) {
    if ((leaf.is === 'eq' || leaf.is === 'lte') && !negated) return sentenceOf(plainRules, 'noCertificate');
    if (leaf.is === 'gt' && negated) return sentenceOf(plainRules, 'noCertificate');
  }
  if ('fact' in leaf && leaf.fact === 'paid.money' && leaf.is === 'gt' && isZero(leaf.value) && !negated) {
    return sentenceOf(plainRules, 'inMoney');
  }
  if ('trait' in leaf && leaf.trait === 'legal_form') return legalForm(leaf, negated);
  return undefined;
}

function legalForm(leaf: Leaf, negated: boolean): Sentence | undefined {
  const values: readonly unknown[] = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  const excludes = (leaf.is === 'in' || leaf.is === 'eq') === negated && leaf.is !== 'exists';
  const has = (value: string): boolean => values.includes(value);
  if (excludes && has('company') && has('sole_trader')) return sentenceOf(plainRules, 'personsOnly');
  if (excludes && has('company') && values.length === 1) return sentenceOf(plainRules, 'noCompanies');
  const demands = (leaf.is === 'in' || leaf.is === 'eq') && !negated;
  return demands && values.length === 1 && has('person') ? sentenceOf(plainRules, 'personsOnly') : undefined;
}

function isZero(value: unknown): boolean {
  return Number(value) === 0;
}

function generalRule(leaf: Leaf, negated: boolean): Sentence {
  const places = { field: fieldName(leaf), value: valueText(leaf) };
  if (leaf.is === 'exists') {
    return sentenceOf(conditionRules, (leaf.value !== false) === negated ? 'missing' : 'exists', places);
  }
  return sentenceOf(conditionRules, negated ? opposites[leaf.is] : leaf.is, places);
}

const opposites = {
  eq: 'neq',
  neq: 'eq',
  in: 'notIn',
  gt: 'lte',
  gte: 'lt',
  lt: 'gte',
  lte: 'gt',
  contains: 'notContains',
} as const satisfies Record<Exclude<Leaf['is'], 'exists'>, keyof (typeof conditionRules)['en']>;

function fieldName(leaf: Leaf): Sentence {
  if ('count' in leaf) {
    const key = leaf.before === 'touch' ? 'countBefore' : 'count';
    return sentenceOf(conditionNames, key, { event: leaf.count });
  }
  const name = 'fact' in leaf ? leaf.fact : leaf.trait;
  const known = fieldNames.find((each) => each === name);
  return known === undefined ? { ru: `«${name}»`, en: `“${name}”` } : sentenceOf(conditionNames, known);
}

const fieldNames = [
  'total',
  'currency',
  'coupon',
  'paid.money',
  'paid.gift_certificate',
  'paid.points',
  'legal_form',
] as const satisfies readonly (keyof (typeof conditionNames)['en'])[];

function valueText(leaf: Leaf): Sentence {
  const values: readonly (string | number | boolean)[] = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  const named = values.map((value): Sentence => {
    const known = valueNames.find((each) => each === String(value));
    return known === undefined ? { ru: String(value), en: String(value) } : sentenceOf(conditionNames, known);
  });
  return { ru: named.map(({ ru }) => ru).join(', '), en: named.map(({ en }) => en).join(', ') };
}

const valueNames = ['person', 'sole_trader', 'company', 'true', 'false'] as const;
