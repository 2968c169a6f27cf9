import {
  type BroughtCondition,
  type CountCondition,
  countedResults,
  type Leaf,
  type SpentCondition,
  type SumCondition,
} from '@sarafan/contract';
import type { Json } from '../kit/values/json.ts';
import { writtenNumber } from '../kit/values/number-words.ts';
import { counted } from '../kit/values/sentences.ts';
import { fill, own } from './fill.ts';
import type { Labels, Locale } from './labels.ts';
import { eventOf } from './places.ts';
import { aggregateNames, broughtNames, countTexts, numberParts, otherTexts, spentNames } from './texts-numbers.ts';
import { isAggregate } from './tree.ts';

/** A condition on a number that is reckoned from many facts. */
export type NumberLeaf = CountCondition | SumCondition | SpentCondition | BroughtCondition;

export function isNumber(leaf: Leaf): leaf is NumberLeaf {
  return isAggregate(leaf) || 'spent' in leaf || 'brought' in leaf;
}

/** What the number is called: «Событий «Лид» за последние 30 дней», «Потрачено с приглашения, RUB». */
export function numberName(leaf: NumberLeaf, locale: Locale, labels: Labels): string {
  if ('brought' in leaf) return broughtName(leaf, locale, labels);
  return `${baseName(leaf, locale, labels)}${windowOf(leaf, locale)}`;
}

function broughtName({ brought, program, every }: BroughtCondition, locale: Locale, labels: Labels): string {
  const texts = broughtNames[locale];
  const counted = countedResults.find((each) => each === brought);
  const name = fill(texts[counted ?? 'turnover'], { program: own(labels.programs, program)?.[locale] ?? program });
  return `${name}${texts[every ?? 'always']}${counted === undefined ? `, ${brought}` : ''}`;
}

type OwnNumber = Exclude<NumberLeaf, BroughtCondition>;

function baseName(leaf: OwnNumber, locale: Locale, labels: Labels): string {
  if ('spent' in leaf) {
    const what = spentNames[locale][leaf.of ?? 'money'];
    const since = leaf.since === 'touch' ? numberParts[locale].sinceInvitation : '';
    return `${what}${since}, ${leaf.spent}`;
  }
  const name = eventOf(leaf);
  const event = own(labels.events, name)?.[locale] ?? name;
  const matching = leaf.where === undefined ? 'plain' : 'where';
  const field = 'sum' in leaf ? (own(labels.facts, leaf.of)?.name[locale] ?? leaf.of) : '';
  const base = fill(aggregateNames[locale]['sum' in leaf ? 'sum' : 'count'][matching], { event, field });
  return leaf.before === 'touch' ? `${base}${numberParts[locale].beforeInvitation}` : base;
}

function windowOf({ withinDays }: OwnNumber, locale: Locale): string {
  if (withinDays === undefined) return '';
  return fill(numberParts[locale].window, { days: counted(countTexts, 'day', withinDays)[locale] });
}

/** Undefined when the place up to which it is reckoned is not there. */
export function numberText(leaf: NumberLeaf, actual: Json, locale: Locale): string | undefined {
  if (!('count' in leaf)) {
    const isThere = typeof actual === 'string' || typeof actual === 'number';
    return isThere ? writtenNumber(String(actual), locale) : undefined;
  }
  if (typeof actual !== 'number') return undefined;
  // One more than the comparison may be many more.
  const number = writtenNumber(String(actual), locale);
  return actual > leaf.value ? fill(otherTexts[locale].atLeast, { number }) : number;
}
