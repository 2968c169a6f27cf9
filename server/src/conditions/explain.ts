import type { CountCondition, FactCondition, Leaf, TraitCondition } from '@sarafan/contract';
import { canonicalJson, type Json } from '../kit/values/json.ts';
import { isSame } from './decimal.ts';
import type { Failure } from './evaluate.ts';
import type { FieldLabels, Labels, Locale } from './labels.ts';
import type { Relation } from './operators/operator.ts';
import { operations } from './operators/table.ts';
import { countNames, countSentences, fieldSentences, otherTexts, standardLabels } from './texts.ts';

/** One plain sentence that says why a condition failed, with the actual value. It has no full stop at its end. */
export function explainFailure(failure: Failure, locale: Locale, labels: Labels = standardLabels): string {
  const { leaf } = failure;
  return 'count' in leaf ? explainCount(leaf, failure, locale, labels) : explainField(leaf, failure, locale, labels);
}

/** What a condition looked at and what it found there, whether or not it held: «Оплачено деньгами: 4000.00». */
export function explainSeen(leaf: Leaf, actual: Json, locale: Locale, labels: Labels = standardLabels): string {
  const texts = otherTexts[locale];
  if ('count' in leaf) {
    return `${countName(leaf, locale, labels)}: ${countText(leaf, actual, locale) ?? texts.noInvitation}`;
  }
  const { field, label } = fieldName(leaf, locale, labels);
  return `${field}: ${actual === null ? texts.unknown : valueText(actual, locale, label)}`;
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

function countName(leaf: CountCondition, locale: Locale, labels: Labels): string {
  const event = own(labels.events, leaf.count)?.[locale] ?? leaf.count;
  const touch = leaf.before === 'touch';
  const name = leaf.where === undefined ? (touch ? 'touch' : 'plain') : touch ? 'whereTouch' : 'where';
  return fill(countNames[locale][name], { event });
}

function relationOf({ leaf, negated }: Failure): Relation {
  const { wanted, opposite } = operations[leaf.is].relation(leaf.value);
  return negated ? opposite : wanted;
}

function explainField(leaf: TraitCondition | FactCondition, failure: Failure, locale: Locale, labels: Labels): string {
  const texts = otherTexts[locale];
  const { field, label } = fieldName(leaf, locale, labels);
  const actual = failure.actual === null ? texts.unknown : valueText(failure.actual, locale, label);
  if (failure.untrusted) return fill(texts.untrusted, { field, actual });
  const relation = relationOf(failure);
  const plainer = label?.plainer?.find((each) => each.relation === relation && isSame(leaf.value, each.value));
  const template = plainer?.says[locale] ?? fieldSentences[locale][relation];
  return fill(template, { field, actual, value: valueText(leaf.value, locale, label) });
}

function explainCount(leaf: CountCondition, failure: Failure, locale: Locale, labels: Labels): string {
  const texts = otherTexts[locale];
  const count = countName(leaf, locale, labels);
  const actual = countText(leaf, failure.actual, locale) ?? texts.noInvitation;
  return fill(explainCountRelation(relationOf(failure), locale), { count, actual, value: String(leaf.value) });
}

/** Undefined when the place up to which it counts is not there. One more than the comparison may be many more. */
function countText(leaf: CountCondition, actual: Json, locale: Locale): string | undefined {
  if (typeof actual !== 'number') return undefined;
  return actual > leaf.value ? fill(otherTexts[locale].atLeast, { number: String(actual) }) : String(actual);
}

function explainCountRelation(relation: Relation, locale: Locale): string {
  if (!isCountRelation(relation)) throw new Error(`No count is compared by ${relation}`);
  return countSentences[locale][relation];
}

function isCountRelation(relation: Relation): relation is keyof (typeof countSentences)['ru'] {
  return Object.hasOwn(countSentences.ru, relation);
}

function valueText(value: Json, locale: Locale, label: FieldLabels | undefined): string {
  if (Array.isArray(value)) return value.map((each: Json) => valueText(each, locale, label)).join(', ');
  if (typeof value === 'boolean') return value ? otherTexts[locale].yes : otherTexts[locale].no;
  if (typeof value === 'object') return canonicalJson(value);
  return own(label?.values, String(value))?.[locale] ?? String(value);
}

function own<Value>(table: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Puts values into their places; a value that contains braces is not filled again. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => own(values, name) ?? place);
}
