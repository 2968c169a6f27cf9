import { SpendingLimit } from '@sarafan/contract';
import { Compile } from 'typebox/compile';
import { type ConditionProblem, checkConditions, type Registry } from '../../../conditions/index.ts';
import { parseAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import type { limitProblemTexts } from '../texts.ts';

export interface LimitProblem {
  readonly path: string;
  readonly code: keyof (typeof limitProblemTexts)['en'] | ConditionProblem['code'];
  readonly values: Readonly<Record<string, string>>;
}

const schema = Compile(SpendingLimit);

export const limitForm = {
  hasForm: (limit: unknown): limit is SpendingLimit => schema.Check(limit),
  errors: (limit: unknown) => schema.Errors(limit),
};

/** A minimum is in whatever currency the order has: the fewest decimals of the rates' currencies count. */
function fewestDecimals({ rates }: SpendingLimit): number {
  return Math.min(6, ...Object.keys(rates).map((currency) => currencyExponent(currency) ?? 6));
}

/** Problems of a limit that has its form. Empty: it may be saved. */
export function checkLimit(limit: SpendingLimit, exponent: number, fields: Registry): LimitProblem[] {
  const problems: LimitProblem[] = Object.entries(limit.rates).flatMap(([currency, rate]): LimitProblem[] => {
    const path = `/rates/${currency}`;
    if (currencyExponent(currency) === undefined) return [{ path, code: 'no_currency', values: { currency } }];
    return Number(rate) === 0 ? [{ path, code: 'zero_rate', values: {} }] : [];
  });
  if (limit.rules.length > 0 && Object.keys(limit.rates).length === 0) {
    problems.push({ path: '/rates', code: 'no_rates', values: {} });
  }
  const open = limit.rules.findIndex(({ conditions }) => conditions === undefined);
  for (const [index, { conditions, atMost, minimum }] of limit.rules.entries()) {
    const at = `/rules/${index}`;
    if (open >= 0 && index > open) problems.push({ path: at, code: 'never_reached', values: {} });
    problems.push(...amountProblem(`${at}/atMost`, atMost, exponent));
    problems.push(...amountProblem(`${at}/minimum`, minimum, fewestDecimals(limit)));
    if (conditions === undefined) continue;
    for (const { path, code, field } of checkConditions(conditions, fields)) {
      const values = field === undefined ? {} : { field };
      problems.push({ path: path === '/' ? `${at}/conditions` : `${at}/conditions${path}`, code, values });
    }
  }
  return problems;
}

function amountProblem(path: string, amount: string | undefined, exponent: number): LimitProblem[] {
  if (amount === undefined || parseAmount(amount, exponent).ok) return [];
  return [{ path, code: 'amount_form', values: { amount, decimals: String(exponent) } }];
}
