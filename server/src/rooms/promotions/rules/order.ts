import type { Conditions } from '@sarafan/contract';
import { evaluate, readPath, type View } from '../../../conditions/index.ts';
import { formatAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import type { JsonObject } from '../../../kit/values/json.ts';

/** An order as a checkout knows it before it is paid. Amounts are minor units of its currency. */
export interface CheckoutOrder {
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly lines: readonly CheckoutLine[];
  /** Whatever else conditions ask about. */
  readonly fields: JsonObject;
}

export interface CheckoutLine {
  /** Price times quantity. */
  readonly amountMinor: bigint;
  readonly fields: JsonObject;
}

/** True when a line fits a condition on lines; `where` sees the line's fields and nothing else. */
export function lineFits(where: Conditions | undefined, line: CheckoutLine, at: View['at']): boolean {
  if (where === undefined) return true;
  const view: View = {
    trait: () => undefined,
    fact: (path) => {
      const value = readPath(line.fields, path);
      return value === undefined || value === null ? undefined : { value, trust: 'server' };
    },
    counts: {},
    at,
  };
  return evaluate(where, view).holds;
}

/** An amount of a currency as decisions keep it, for sentences: «1250 RUB», «0.50 RUB». */
export function moneyText(minor: bigint, currency: string): string {
  return `${plainAmount(minor, currencyExponent(currency) ?? 2)} ${currency}`;
}

/** An amount in major units, without decimals when it is a whole number. */
function plainAmount(minor: bigint, exponent: number): string {
  return formatAmount(minor, exponent).replace(/\.0+$/, '');
}
