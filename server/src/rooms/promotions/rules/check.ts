import type { Conditions } from '@sarafan/contract';
import { discountForms, PromotionDefinition } from '@sarafan/contract';
import { Compile } from 'typebox/compile';
import { type ConditionProblem, checkConditions, type Registry } from '../../../conditions/index.ts';
import { parseAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import { checkoutFields, lineFields } from '../fields.ts';

/** What is wrong with a promotion besides its form; a condition's problem has the code that conditions give it. */
export const promotionProblemCodes = [
  'bad_currency',
  'amount_without_currency',
  'nothing_off',
  'percent_form',
  'amount_form',
  'over_before_begun',
  'personal_per_person',
  'kind_is_fixed',
] as const;
export type PromotionProblemCode = (typeof promotionProblemCodes)[number];

export interface PromotionProblem {
  readonly path: string;
  readonly code: PromotionProblemCode | ConditionProblem['code'];
  readonly values: Readonly<Record<string, string>>;
}

const schema = Compile(PromotionDefinition);

/** A definition of a promotion as the form checker sees it, what is a union looked at in the form that was meant. */
export const promotionForm = {
  hasForm: (definition: unknown): definition is PromotionDefinition => schema.Check(definition),
  errors: (definition: unknown) => schema.Errors(definition),
  discounts: { share: Compile(discountForms.share), amount: Compile(discountForms.amount) },
};

/** Problems of a definition that has its form, each with its place. Empty: it may be saved. */
export function checkPromotion(definition: PromotionDefinition): PromotionProblem[] {
  return [...checkAmounts(definition), ...checkDates(definition), ...checkTrees(definition)];
}

function checkAmounts(definition: PromotionDefinition): PromotionProblem[] {
  const { discount, currency, minimum, budget } = definition;
  const exponent = currency === undefined ? undefined : currencyExponent(currency);
  if (currency !== undefined && exponent === undefined) {
    return [{ path: '/currency', code: 'bad_currency', values: { currency } }];
  }
  const amounts: [string, string | undefined][] = [
    ['/discount/amount', 'amount' in discount ? discount.amount : undefined],
    ['/discount/atMost', 'percent' in discount ? discount.atMost : undefined],
    ['/minimum', minimum],
    ['/budget', budget],
  ];
  const wrong = amounts.flatMap(([path, text]): PromotionProblem[] => {
    if (text === undefined) return [];
    if (exponent === undefined) return [{ path, code: 'amount_without_currency', values: {} }];
    const parsed = parseAmount(text, exponent);
    if (!parsed.ok) return [{ path, code: 'amount_form', values: { amount: text, decimals: String(exponent) } }];
    return parsed.minor === 0n ? [{ path, code: 'nothing_off', values: {} }] : [];
  });
  const isNothing = 'percent' in discount && Number(discount.percent) === 0;
  return isNothing ? [...wrong, { path: '/discount/percent', code: 'nothing_off', values: {} }] : wrong;
}

function checkDates({ from, until, kind, perPerson }: PromotionDefinition): PromotionProblem[] {
  const problems: PromotionProblem[] = [];
  if (from !== undefined && until !== undefined && Date.parse(from) >= Date.parse(until)) {
    problems.push({ path: '/until', code: 'over_before_begun', values: { from, until } });
  }
  if (kind === 'personal' && perPerson !== undefined) {
    problems.push({ path: '/perPerson', code: 'personal_per_person', values: {} });
  }
  return problems;
}

function checkTrees({ conditions, discount }: PromotionDefinition): PromotionProblem[] {
  return [
    ...checkTree('/conditions', conditions, checkoutFields),
    ...checkTree('/discount/where', discount.where, lineFields),
  ];
}

/** The problems of a tree at a place; a count `before: 'touch'` has no invitation to look at here. */
function checkTree(at: string, tree: Conditions | undefined, registry: Registry): PromotionProblem[] {
  if (tree === undefined) return [];
  return checkConditions(tree, registry).map(({ path, code, field }) => {
    return { path: path === '/' ? at : `${at}${path}`, code, values: field === undefined ? {} : { field } };
  });
}
