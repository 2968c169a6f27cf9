import type { Discount } from '@sarafan/contract';
import type { View } from '../../../conditions/index.ts';
import { parseAmount, percentOf } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import { type CheckoutOrder, lineFits } from './order.ts';

/** What a discount takes off an order, in minor units, and how that lies on the order's lines. */
export interface TakenOff {
  readonly minor: bigint;
  /** One for each line; what lies on no line (delivery, for instance) is the rest of `minor`. */
  readonly lines: readonly bigint[];
}

/** What is still to pay of an order and of each of its lines, after codes that came before. */
export interface Left {
  readonly minor: bigint;
  readonly lines: readonly bigint[];
}

export function leftOf({ totalMinor, lines }: CheckoutOrder): Left {
  return { minor: totalMinor, lines: lines.map(({ amountMinor }) => amountMinor) };
}

export function leftAfter(left: Left, { minor, lines }: TakenOff): Left {
  return { minor: left.minor - minor, lines: left.lines.map((each, index) => each - (lines[index] ?? 0n)) };
}

/**
 * Reckons a discount of what is left to pay. A share of lines is rounded down line by line, a share of the whole order
 * once; the amount off is never more than is left, of the order or of the lines that fit. Undefined: no line fits.
 */
export function takeOff(discount: Discount, order: CheckoutOrder, left: Left, at: View['at']): TakenOff | undefined {
  const exponent = currencyExponent(order.currency) ?? 2;
  const { where } = discount;
  const fits = order.lines.map((line) => lineFits(where, line, at));
  if (where !== undefined && !fits.includes(true)) return undefined;
  const bases = left.lines.map((minor, index) => (fits[index] === true ? minor : 0n));
  if ('amount' in discount) {
    const most = where === undefined ? left.minor : least(sum(bases), left.minor);
    const minor = least(amountOf(discount.amount, exponent), most);
    return { minor, lines: spread(minor, bases, left, where === undefined) };
  }
  const share = basisPointsOf(discount.percent);
  const perLine = bases.map((minor) => percentOf(minor, share));
  const whole = where === undefined ? percentOf(left.minor, share) : least(sum(perLine), left.minor);
  const minor = discount.atMost === undefined ? whole : least(whole, amountOf(discount.atMost, exponent));
  if (where !== undefined && minor === sum(perLine)) return { minor, lines: perLine };
  return { minor, lines: spread(minor, bases, left, where === undefined) };
}

/**
 * Lays a discount on lines in proportion to what is left of each, rounded down; what rounding leaves goes to the first
 * lines that bear it. A discount on the whole order lies also on what belongs to no line.
 */
function spread(minor: bigint, bases: readonly bigint[], left: Left, isWhole: boolean): bigint[] {
  const listed = sum(bases);
  if (listed === 0n) return bases.map(() => 0n);
  const base = isWhole && left.minor > listed ? left.minor : listed;
  // Lines may be listed at more than is to pay: then they bear no more than that together.
  const lines = bases.map((each) => least((minor * each) / base, each));
  let rest = (minor * listed) / base - sum(lines);
  return lines.map((each, index) => {
    const more = least(rest, (bases[index] ?? 0n) - each);
    rest -= more;
    return each + more;
  });
}

/** «12.5» percents as 1,250 basis points. */
function basisPointsOf(percent: string): number {
  return Number(amountOf(percent, 2));
}

/** An amount of a definition; the checker refused every other. */
export function amountOf(text: string, exponent: number): bigint {
  const parsed = parseAmount(text, exponent);
  if (!parsed.ok) throw new Error(`The amount ${text} is ${parsed.reason}`);
  return parsed.minor;
}

function least(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, each) => total + each, 0n);
}
