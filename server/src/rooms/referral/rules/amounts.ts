import type { LineRule, PlainAmount, ShareOfLines, ShareOfOrder } from '@sarafan/contract';
import { evaluate, type View } from '../../../conditions/index.ts';
import { amountLimitMinor, parseAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import { ownValue } from '../../../kit/values/json.ts';
import { type Order, type OrderLine, paidBy } from './order.ts';

/** What a reward comes to in minor units of its unit, or why it comes to nothing. */
export type Reckoned =
  | { readonly minor: bigint }
  | { readonly refused: 'no_rate' | 'nothing_to_share' | 'beyond_limit' };

/** The order that a share is of, and how much of it was refunded, in minor units of its currency. */
export interface Shared {
  readonly order: Order;
  readonly refundedMinor: bigint;
}

/** A fraction, so that nothing is rounded before the end. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

const nothing: Fraction = { top: 0n, bottom: 1n };

/**
 * Reckons a reward. A share of an order is its base × percent × rate, of what was not refunded; a sum over lines rounds
 * each line. A fixed amount is what it says, whatever the order was.
 */
export function reckon(amount: PlainAmount, exponent: number, shared: Shared | undefined): Reckoned {
  if (typeof amount === 'string') return { minor: fixed(amount, exponent) };
  if (shared === undefined) return { refused: 'nothing_to_share' };
  const rate = rateOf(amount.rates, shared.order, exponent);
  if (rate === undefined) return { refused: 'no_rate' };
  const kept = keptOf(shared);
  const minor = 'percent' in amount ? shareOf(amount, shared, rate, kept) : sumOf(amount, shared, rate, kept, exponent);
  const most = amount.atMost === undefined ? minor : fixed(amount.atMost, exponent);
  // Math knows no amounts of this size.
  const least = [minor, most].toSorted((left, right) => (left < right ? -1 : 1))[0] ?? 0n;
  if (least > amountLimitMinor) return { refused: 'beyond_limit' };
  return least > 0n ? { minor: least } : { refused: 'nothing_to_share' };
}

/** An amount of a definition; the checker refused every other before it could be launched. */
export function fixed(amount: string, exponent: number): bigint {
  const parsed = parseAmount(amount, exponent);
  if (!parsed.ok) throw new Error(`The amount ${amount} is ${parsed.reason}`);
  return parsed.minor;
}

/** How many minor units of the reward one minor unit of the order's currency is worth. */
function rateOf(rates: Readonly<Record<string, string>>, order: Order, exponent: number): Fraction | undefined {
  const rate = ownValue(rates, order.currency);
  if (typeof rate !== 'string') return undefined;
  const { top, bottom } = fractionOf(rate);
  const decimals = currencyExponent(order.currency) ?? 2;
  return { top: top * 10n ** BigInt(exponent), bottom: bottom * 10n ** BigInt(decimals) };
}

/** A decimal text as an exact fraction. */
export function fractionOf(decimal: string): Fraction {
  const [whole = '0', decimals = ''] = decimal.split('.');
  return { top: BigInt(whole + decimals), bottom: 10n ** BigInt(decimals.length) };
}

/** How much of the order was not refunded. */
function keptOf({ order, refundedMinor }: Shared): Fraction {
  const total = BigInt(order.totalMinor);
  if (refundedMinor <= 0n || total === 0n) return { top: 1n, bottom: 1n };
  return refundedMinor >= total ? nothing : { top: total - refundedMinor, bottom: total };
}

function times(...factors: readonly Fraction[]): Fraction {
  return factors.reduce((product, { top, bottom }) => ({ top: product.top * top, bottom: product.bottom * bottom }), {
    top: 1n,
    bottom: 1n,
  });
}

function rounded({ top, bottom }: Fraction, round: 'down' | 'half_up' = 'down'): bigint {
  return round === 'down' ? top / bottom : (2n * top + bottom) / (2n * bottom);
}

function percentOf(percent: string): Fraction {
  const { top, bottom } = fractionOf(percent);
  return { top, bottom: bottom * 100n };
}

function shareOf({ percent, of, round }: ShareOfOrder, { order }: Shared, rate: Fraction, kept: Fraction): bigint {
  const bases = {
    money: paidBy(order).money ?? '0',
    total: order.totalMinor,
    subtotal: order.subtotalMinor ?? order.totalMinor,
  };
  return rounded(times({ top: BigInt(bases[of]), bottom: 1n }, percentOf(percent), rate, kept), round);
}

/** Each line by the first rule that fits it; a line that fits none earns nothing. */
function sumOf(amount: ShareOfLines, { order }: Shared, rate: Fraction, kept: Fraction, exponent: number): bigint {
  const lines = order.lines ?? [];
  const paid = amount.of === 'money' ? paidShare(order, lines) : { top: 1n, bottom: 1n };
  return lines.reduce((sum, line) => {
    const rule = amount.lines.find(({ where }) => where === undefined || fits(where, line, order));
    return rule === undefined
      ? sum
      : sum + rounded(lineShare(rule, line, times(rate, paid), kept, exponent), amount.round);
  }, 0n);
}

/** The part of the listed prices that was paid in money: a discount on the order lies on all its lines alike. */
function paidShare(order: Order, lines: readonly OrderLine[]): Fraction {
  const listed = lines.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n);
  const paid = BigInt(paidBy(order).money ?? 0);
  if (listed === 0n) return nothing;
  return paid >= listed ? { top: 1n, bottom: 1n } : { top: paid, bottom: listed };
}

function lineShare(
  { percent, amount }: LineRule,
  { amountMinor, quantity }: OrderLine,
  rate: Fraction,
  kept: Fraction,
  exponent: number,
): Fraction {
  const share =
    percent === undefined ? nothing : times({ top: BigInt(amountMinor), bottom: 1n }, percentOf(percent), rate, kept);
  if (amount === undefined) return share;
  // Items are paid for one by one, so of a refund only whole ones are taken off.
  return { top: (fixed(amount, exponent) * BigInt(quantity) * kept.top) / kept.bottom, bottom: 1n };
}

function fits(where: NonNullable<LineRule['where']>, line: OrderLine, order: Order): boolean {
  const view: View = {
    trait: () => undefined,
    fact: (path) => {
      const value = ownValue(line.fields, path);
      return value === undefined || value === null ? undefined : { value, trust: 'server' };
    },
    counts: {},
    at: order.at,
  };
  return evaluate(where, view).holds;
}
