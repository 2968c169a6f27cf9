/**
 * Amounts of money and points: whole minor units as bigint, never a float. A unit's exponent says how many decimals
 * its major form has (2 for roubles, 0 for lessons).
 */

/** No amount is greater than this many minor units: it fits a bigint column with room for sums of ninety of them. */
export const amountLimitMinor = 10n ** 17n;

/** The longest text that is read as an amount. */
const amountTextLimit = 64;

export const amountRefusals = ['not_a_number', 'too_many_decimals', 'too_large', 'negative'] as const;
export type AmountRefusal = (typeof amountRefusals)[number];

export type ParsedAmount =
  | { readonly ok: true; readonly minor: bigint }
  | { readonly ok: false; readonly reason: AmountRefusal };

const decimalForm = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/;

/**
 * Reads an amount in major units, exactly. A JSON number is read by its shortest decimal form, so 0.1 is one tenth and
 * not the float nearest to it; texts have the same form, with a point and without spaces, whatever the locale.
 * Decimals beyond the unit's are refused rather than rounded (zeros at the end lose nothing and are accepted).
 */
export function parseAmount(value: unknown, exponent: number): ParsedAmount {
  if (typeof value !== 'number' && typeof value !== 'string') return refused('not_a_number');
  const text = String(value);
  if (text.length > amountTextLimit) return refused('too_large');
  const match = decimalForm.exec(text);
  if (match === null) return refused('not_a_number');
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return { ok: true, minor: 0n };
  if (sign === '-') return refused('negative');
  const significant = digits.replace(/0+$/, '');
  const shift = Number(power) - fraction.length + exponent + (digits.length - significant.length);
  if (shift < 0) return refused('too_many_decimals');
  if (significant.length + shift > 18) return refused('too_large');
  const minor = BigInt(significant) * 10n ** BigInt(shift);
  return minor > amountLimitMinor ? refused('too_large') : { ok: true, minor };
}

function refused(reason: AmountRefusal): ParsedAmount {
  return { ok: false, reason };
}

/** The major form with exactly the unit's decimals and a point: 12.50, -0.05, 12. The reverse of `parseAmount`. */
export function formatAmount(minor: bigint, exponent: number): string {
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** One basis point is a hundredth of a percent: 2.1% is 210. */
const wholeBasisPoints = 10_000n;

/**
 * A share of an amount in its own unit, rounded down, that is towards zero: a refund of a negative amount then gives
 * back exactly what the payment gave. `basisPoints` is a whole number, not negative; anything else throws.
 */
export function percentOf(minor: bigint, basisPoints: number): bigint {
  if (!Number.isSafeInteger(basisPoints) || basisPoints < 0) {
    throw new RangeError(`Basis points must be a whole number that is not negative: ${basisPoints}`);
  }
  return (minor * BigInt(basisPoints)) / wholeBasisPoints;
}

/** How much of what is asked for there is room for: all of it, what is left where a part will do, or nothing. */
export function roomFor(askedMinor: bigint, leftMinor: bigint, isPartly: boolean): bigint {
  if (leftMinor >= askedMinor) return askedMinor;
  return isPartly && leftMinor > 0n ? leftMinor : 0n;
}
