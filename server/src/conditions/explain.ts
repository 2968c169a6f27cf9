import type { FactCondition, Leaf, Operator, TraitCondition } from '@sarafan/contract';
import { canonicalJson, type Json } from '../kit/values/json.ts';
import { writtenNumber } from '../kit/values/number-words.ts';
import { isSame } from './decimal.ts';
import type { Failure } from './evaluate.ts';
import { isNumber, type NumberLeaf, numberName, numberText } from './explain-numbers.ts';
import { fill, own } from './fill.ts';
import type { FieldLabels, Labels, Locale } from './labels.ts';
import type { Relation } from './operators/operator.ts';
import { operations } from './operators/table.ts';
import { countSentences, fieldSentences, standardLabels } from './texts.ts';
import { otherTexts } from './texts-numbers.ts';

/** One plain sentence that says why a condition failed, with the actual value. It has no full stop at its end. */
export function explainFailure(failure: Failure, locale: Locale, labels: Labels = standardLabels): string {
  const { leaf } = failure;
  return isNumber(leaf) ? explainNumber(leaf, failure, locale, labels) : explainField(leaf, failure, locale, labels);
}

/** What a condition looked at and what it found there, whether or not it held: «Оплачено деньгами: 4000.00». */
export function explainSeen(leaf: Leaf, actual: Json, locale: Locale, labels: Labels = standardLabels): string {
  const texts = otherTexts[locale];
  if (isNumber(leaf)) return `${numberName(leaf, locale, labels)}: ${foundText(leaf, actual, locale)}`;
  const { field, label } = fieldName(leaf, locale, labels);
  return `${field}: ${actual === null ? texts.unknown : valueText(actual, leaf, locale, label)}`;
}

function fieldName(
  leaf: TraitCondition | FactCondition,
  locale: Locale,
  labels: Labels,
): { readonly field: string; readonly label: FieldLabels | undefined } {
  const [label, name] =
    'trait' in leaf ? [own(labels.traits, leaf.trait), leaf.trait] : [own(labels.facts, leaf.fact), leaf.fact];
  return { field: label?.name[locale] ?? name, label };
}

/** What was demanded, a `not` around it included. */
export function relationOf({ leaf, negated }: Failure): Relation {
  const { wanted, opposite } = operations[leaf.is].relation(leaf.value);
  return negated ? opposite : wanted;
}

function explainField(leaf: TraitCondition | FactCondition, failure: Failure, locale: Locale, labels: Labels): string {
  const texts = otherTexts[locale];
  const { field, label } = fieldName(leaf, locale, labels);
  const actual = failure.actual === null ? texts.unknown : valueText(failure.actual, leaf, locale, label);
  if (failure.untrusted) return fill(texts.untrusted, { field, actual });
  const relation = relationOf(failure);
  const plainer = label?.plainer?.find((each) => each.relation === relation && isSame(leaf.value, each.value));
  const template = plainer?.says[locale] ?? fieldSentences[locale][relation];
  return fill(template, { field, actual, value: valueText(leaf.value, leaf, locale, label) });
}

function explainNumber(leaf: NumberLeaf, failure: Failure, locale: Locale, labels: Labels): string {
  const count = numberName(leaf, locale, labels);
  const actual = foundText(leaf, failure.actual, locale);
  return fill(explainCountRelation(relationOf(failure), locale), {
    count,
    actual,
    value: writtenNumber(String(leaf.value), locale),
  });
}

function foundText(leaf: NumberLeaf, actual: Json, locale: Locale): string {
  const { unknown, noInvitation } = otherTexts[locale];
  return numberText(leaf, actual, locale) ?? ('brought' in leaf ? unknown : noInvitation);
}

function explainCountRelation(relation: Relation, locale: Locale): string {
  if (!isCountRelation(relation)) throw new Error(`No count is compared by ${relation}`);
  return countSentences[locale][relation];
}

function isCountRelation(relation: Relation): relation is keyof (typeof countSentences)['ru'] {
  return Object.hasOwn(countSentences.ru, relation);
}

type FieldLeaf = TraitCondition | FactCondition;

function valueText(value: Json, leaf: FieldLeaf, locale: Locale, label: FieldLabels | undefined): string {
  if (Array.isArray(value)) return value.map((each: Json) => valueText(each, leaf, locale, label)).join(', ');
  if (typeof value === 'boolean') return value ? otherTexts[locale].yes : otherTexts[locale].no;
  if (typeof value === 'object') return canonicalJson(value);
  const text = String(value);
  return own(label?.values, text)?.[locale] ?? (isReckoned(leaf, label) ? writtenNumber(text, locale) : text);
}

const ordering: ReadonlySet<Operator> = new Set(['gt', 'gte', 'lt', 'lte']);

/** Digits that are no number, such as those of a telephone or of a version, stay as they were typed. */
function isReckoned(leaf: FieldLeaf, label: FieldLabels | undefined): boolean {
  return ordering.has(leaf.is) || label?.isAmount === true;
}
