import {
  type BroughtCondition,
  type Conditions,
  countedResults,
  type Leaf,
  type LocalisedText,
  type SpentCondition,
} from '@sarafan/contract';
import { counted, type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import {
  conditionNames,
  conditionRules,
  countTexts,
  plainRules,
  promiseTexts,
  propertyRules,
  spentRules,
} from '../texts-promise.ts';
import { moneyWords, numberWords } from './unit-words.ts';

/** A condition as it has to be met: a leaf, or the opposite of one. */
export interface Requirement {
  readonly leaf: Leaf;
  readonly negated: boolean;
}

/** Sentences for a whole tree; all of them must hold, and what may be met in several ways is one sentence. */
export function requirementsOf(tree: Conditions | undefined, phrase: Phrase = requirementPhrase): Sentence[] {
  return tree === undefined ? [] : phrasesOf(tree, false, phrase);
}

/** How one condition is said. */
export type Phrase = (requirement: Requirement) => Sentence;

function phrasesOf(tree: Conditions, negated: boolean, phrase: Phrase): Sentence[] {
  if ('not' in tree) return phrasesOf(tree.not, !negated, phrase);
  if ('all' in tree) {
    return negated ? [anyOf(tree.all, true, phrase)] : tree.all.flatMap((part) => phrasesOf(part, false, phrase));
  }
  if ('any' in tree) {
    return negated ? tree.any.flatMap((part) => phrasesOf(part, true, phrase)) : [anyOf(tree.any, false, phrase)];
  }
  return [phrase({ leaf: tree, negated })];
}

function anyOf(parts: readonly Conditions[], negated: boolean, phrase: Phrase): Sentence {
  const ways = parts.map((part) => {
    const [first, ...rest] = phrasesOf(part, negated, phrase);
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
  return phraseOf(leaf, negated, {});
}

type ProgramNames = Readonly<Record<string, LocalisedText>>;

/** What is known beside a condition of what it names. */
interface Known {
  readonly programs?: ProgramNames;
  /** Of orders. */
  readonly currency?: string | undefined;
}

/** The phrases of conditions that may name programs. */
export function withProgramNames(programs: ProgramNames): Phrase {
  return ({ leaf, negated }) => phraseOf(leaf, negated, { programs });
}

/** The phrases of conditions on orders whose currency is known: «сумма заказа — не меньше 3 000 ₽». */
export function withCurrency(currency: string | undefined): Phrase {
  return ({ leaf, negated }) => phraseOf(leaf, negated, { currency });
}

function phraseOf(leaf: Leaf, negated: boolean, known: Known): Sentence {
  if ('spent' in leaf) return spentPhrase(leaf, negated, 'sum');
  return plainRule(leaf, negated) ?? generalRule(leaf, negated, known);
}

type Unspent = Exclude<Leaf, SpentCondition>;

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

/** «потрачено не меньше 2 500 ₽», or of whoever has to: «потратил не меньше 2 500 ₽». */
export function spentPhrase(leaf: SpentCondition, negated: boolean, of: 'sum' | 'somebody'): Sentence {
  const { since, withinDays } = leaf;
  const days = withinDays === undefined ? undefined : counted(countTexts, 'day', withinDays);
  const spent = sentenceOf(spentRules, of, {
    since: since === 'touch' ? sentenceOf(spentRules, 'since') : '',
    within: days === undefined ? '' : sentenceOf(spentRules, 'within', { days }),
  });
  const rule = negated ? opposites[leaf.is] : leaf.is;
  return sentenceOf(spentRules, rule, { spent, money: moneyWords(String(leaf.value), leaf.spent) });
}

function generalRule(leaf: Unspent, negated: boolean, { programs = {}, currency }: Known): Sentence {
  const field = fieldName(leaf, programs);
  const texts = field === undefined ? propertyRules : conditionRules;
  if (leaf.is === 'exists') {
    const key = (leaf.value !== false) === negated ? 'missing' : 'exists';
    return sentenceOf(texts, key, { field: field ?? propertyName(leaf) });
  }
  const rule = negated ? opposites[leaf.is] : leaf.is;
  const value = field === undefined ? propertyValue(leaf, rule === 'in' ? 'or' : 'nor') : valueText(leaf, currency);
  return sentenceOf(texts, rule, { field: field ?? propertyName(leaf), value });
}

/** A property of which nothing is known but its own name. */
function propertyName(leaf: Unspent): string {
  return 'fact' in leaf ? leaf.fact : 'trait' in leaf ? leaf.trait : '';
}

function propertyValue(leaf: Leaf, joined: 'or' | 'nor'): Sentence {
  const [first = { ru: '', en: '' }, ...rest] = valuesOf(leaf);
  return rest.reduce((all, each) => sentenceOf(propertyRules, joined, { first: all, second: each }), first);
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

/** Undefined for a property that has no name in words. */
function fieldName(leaf: Unspent, programs: ProgramNames): Sentence | undefined {
  if ('brought' in leaf) return broughtName(leaf, programs);
  if ('count' in leaf || 'sum' in leaf) return numberName(leaf);
  const name = 'fact' in leaf ? leaf.fact : leaf.trait;
  const known = fieldNames.find((each) => each === name);
  return known === undefined ? undefined : sentenceOf(conditionNames, known);
}

function broughtName({ brought, program, every }: BroughtCondition, programs: ProgramNames): Sentence {
  const key = countedResults.find((each) => each === brought) ?? 'turnover';
  const name = Object.hasOwn(programs, program) ? programs[program] : undefined;
  const period = sentenceOf(conditionNames, `brought_${every ?? 'always'}`);
  return sentenceOf(conditionNames, `brought_${key}`, { program: name ?? program, currency: brought, period });
}

type OwnNumber = Exclude<Unspent, { trait: string } | { fact: string } | { brought: string }>;

function numberName(leaf: OwnNumber): Sentence {
  const base = baseName(leaf);
  if (leaf.withinDays === undefined) return base;
  return sentenceOf(conditionNames, 'within', { name: base, days: counted(countTexts, 'day', leaf.withinDays) });
}

function baseName(leaf: OwnNumber): Sentence {
  const isBefore = leaf.before === 'touch';
  if ('count' in leaf) return sentenceOf(conditionNames, isBefore ? 'countBefore' : 'count', { event: leaf.count });
  return sentenceOf(conditionNames, isBefore ? 'sumBefore' : 'sum', { event: leaf.sum, field: leaf.of });
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

function valueText(leaf: Leaf, currency: string | undefined): Sentence {
  const isMeasured = leaf.is === 'gt' || leaf.is === 'gte' || leaf.is === 'lt' || leaf.is === 'lte';
  const isMoney = currency !== undefined && 'fact' in leaf && moneyNames.has(leaf.fact);
  const measured = isMoney ? moneyWords(String(leaf.value), currency) : numberWords(String(leaf.value));
  const named = isMeasured && !Array.isArray(leaf.value) ? [measured] : valuesOf(leaf);
  return { ru: named.map(({ ru }) => ru).join(', '), en: named.map(({ en }) => en).join(', ') };
}

/** What of an order is an amount in its own currency. */
const moneyNames: ReadonlySet<string> = new Set(['total', 'paid.money', 'paid.gift_certificate']);

function valuesOf(leaf: Leaf): Sentence[] {
  const values: readonly (string | number | boolean)[] = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  return values.map((value): Sentence => {
    const known = valueNames.find((each) => each === String(value));
    return known === undefined ? { ru: String(value), en: String(value) } : sentenceOf(conditionNames, known);
  });
}

const valueNames = ['person', 'sole_trader', 'company', 'true', 'false'] as const;
