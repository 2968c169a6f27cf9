import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AmountRefusal, amountLimitMinor, formatAmount, parseAmount, percentOf } from './amounts.ts';
import { currencyExponent } from './currencies.ts';

const exponent = fc.integer({ min: 0, max: 4 });
const minor = fc.bigInt({ min: 0n, max: amountLimitMinor });

describe('parseAmount', () => {
  const accepted: [unknown, number, bigint][] = [
    [2500.01, 2, 250001n],
    ['2500.01', 2, 250001n],
    [0.1, 2, 10n],
    [1.1, 1, 11n],
    [359.55, 2, 35955n],
    [1e2, 2, 10000n],
    ['1e2', 0, 100n],
    ['1.5E+3', 2, 150000n],
    ['25e-1', 1, 25n],
    [12, 0, 12n],
    ['12.500', 2, 1250n],
    ['0012', 0, 12n],
    [-0, 2, 0n],
    ['-0.00', 2, 0n],
    ['0e999999999', 2, 0n],
    ['1000000000000000', 2, 10n ** 17n],
    [1e17, 0, 10n ** 17n],
    [0.001, 3, 1n],
  ];
  it.each(accepted)('reads %j with %i decimals', (value, decimals, result) => {
    expect(parseAmount(value, decimals)).toEqual({ ok: true, minor: result });
  });

  const refusals: [unknown, number, AmountRefusal][] = [
    [0.1 + 0.2, 2, 'too_many_decimals'],
    ['2500.001', 2, 'too_many_decimals'],
    [1e-7, 2, 'too_many_decimals'],
    ['1e-999999999', 2, 'too_many_decimals'],
    [1.5, 0, 'too_many_decimals'],
    [1e21, 2, 'too_large'],
    ['1e999999999', 2, 'too_large'],
    ['1000000000000000.01', 2, 'too_large'],
    ['100000000000000001', 0, 'too_large'],
    ['1'.repeat(65), 0, 'too_large'],
    [-1, 2, 'negative'],
    ['-0.01', 2, 'negative'],
    [Number.NaN, 2, 'not_a_number'],
    [Number.POSITIVE_INFINITY, 2, 'not_a_number'],
    ['', 2, 'not_a_number'],
    ['1,50', 2, 'not_a_number'],
    ['1 500', 2, 'not_a_number'],
    [' 1', 2, 'not_a_number'],
    ['+1', 2, 'not_a_number'],
    ['.5', 2, 'not_a_number'],
    ['5.', 2, 'not_a_number'],
    ['0x10', 2, 'not_a_number'],
    ['١٢', 2, 'not_a_number'],
    ['1e9999999999', 2, 'not_a_number'],
    [null, 2, 'not_a_number'],
    [true, 2, 'not_a_number'],
    [{}, 2, 'not_a_number'],
  ];
  it.each(refusals)('refuses %j with %i decimals: %s', (value, decimals, reason) => {
    expect(parseAmount(value, decimals)).toEqual({ ok: false, reason });
  });

  it('reads back whatever formatAmount wrote', () => {
    fc.assert(
      fc.property(minor, exponent, (amount, decimals) => {
        expect(parseAmount(formatAmount(amount, decimals), decimals)).toEqual({ ok: true, minor: amount });
      }),
    );
  });

  it('reads a JSON number by its shortest decimal form', () => {
    const cents = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(cents, (amount) => {
        // A quotient by 100 is the float nearest to the decimal, and that decimal is its shortest form.
        expect(parseAmount(amount / 100, 2)).toEqual({ ok: true, minor: BigInt(amount) });
      }),
    );
  });

  it('answers any number and any text without throwing', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^-?[0-9.eE+-]{0,70}$/));
    fc.assert(
      fc.property(fc.oneof(fc.double(), text), exponent, (value, decimals) => {
        const parsed = parseAmount(value, decimals);
        if (parsed.ok) expect(parsed.minor >= 0n && parsed.minor <= amountLimitMinor).toBe(true);
      }),
    );
  });
});

describe('formatAmount', () => {
  it.each([
    [0n, 2, '0.00'],
    [5n, 2, '0.05'],
    [-5n, 2, '-0.05'],
    [-1250n, 2, '-12.50'],
    [1250n, 0, '1250'],
    [-7n, 0, '-7'],
    [1n, 4, '0.0001'],
  ])('writes %s with %i decimals as %s', (amount, decimals, text) => {
    expect(formatAmount(amount, decimals)).toBe(text);
  });
});

describe('percentOf', () => {
  it.each([
    [1_000_000n, 210, 21_000n],
    [1_000_000n, 290, 29_000n],
    [719_100n, 500, 35_955n],
    [799_000n, 500, 39_950n],
    [4_000_000n, 9900, 3_960_000n],
    [99n, 100, 0n],
    [199n, 5000, 99n],
    [-199n, 5000, -99n],
  ])('%s at %i basis points is %s', (amount, basisPoints, share) => {
    expect(percentOf(amount, basisPoints)).toBe(share);
  });

  it('never gives more than the exact share, and less than one minor unit below it', () => {
    fc.assert(
      fc.property(minor, fc.integer({ min: 0, max: 20_000 }), (amount, basisPoints) => {
        const exact = amount * BigInt(basisPoints);
        const rest = exact - percentOf(amount, basisPoints) * 10_000n;
        expect(rest >= 0n && rest < 10_000n).toBe(true);
        expect(percentOf(-amount, basisPoints)).toBe(-percentOf(amount, basisPoints));
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 60])('throws on %s basis points', (basisPoints) => {
    expect(() => percentOf(1n, basisPoints)).toThrow(RangeError);
  });
});

describe('currencyExponent', () => {
  it.each([
    ['RUB', 2],
    ['rub', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
    ['XOF', 0],
    ['XAU', undefined],
    ['XXX', undefined],
    ['points', undefined],
    ['', undefined],
    ['__proto__', undefined],
  ])('%s has %s decimals', (code, decimals) => {
    expect(currencyExponent(code)).toBe(decimals);
  });
});
