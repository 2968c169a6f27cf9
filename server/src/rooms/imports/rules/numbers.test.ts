import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber, splitCurrency } from './numbers.ts';

describe('numbers of spreadsheets (IMP-2)', () => {
  test.each([
    ['1234', '1234'],
    ['1 234,50', '1234.50'],
    ['1\u00a0234,50', '1234.50'],
    ['12\u202f345\u202f678', '12345678'],
    ["1'234.5", '1234.5'],
    ['1.234,50', '1234.50'],
    ['1,234.50', '1234.50'],
    ['1.234.567', '1234567'],
    ['0,125', '0.125'],
    ['99,9', '99.9'],
    ['−5,5', '-5.5'],
    ['1 234,567', '1234.567'],
  ])('%s is %s', (text, number) => expect(readNumber(text, 'auto')).toEqual({ ok: true, text: number }));

  test.each(['', 'many', '1 23', '1,2,3', '1.2.3,4', '12 31', '--1', '1,', ',5', '1e5', '٣'])('%s is none', (text) =>
    expect(readNumber(text, 'auto')).toEqual({ ok: false, code: 'not_a_number' }),
  );

  test.each(['1,234', '999.000', '12.345'])('%s may be either, and is refused', (text) =>
    expect(readNumber(text, 'auto')).toEqual({ ok: false, code: 'ambiguous_number' }),
  );

  test('the mapping may say which mark begins decimals', () => {
    expect(readNumber('1,234', 'comma')).toEqual({ ok: true, text: '1.234' });
    expect(readNumber('1,234', 'point')).toEqual({ ok: true, text: '1234' });
    expect(readNumber('1,50', 'point')).toEqual({ ok: false, code: 'not_a_number' });
  });

  test('a number is read back from every way of writing it', () => {
    const parts = fc.tuple(fc.nat(999_999_999), fc.nat(99), fc.constantFrom(' ', '\u00a0', '\u202f', ''));
    fc.assert(
      fc.property(parts, fc.constantFrom(',', '.'), ([whole, cents, space], mark) => {
        const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, space);
        const fraction = String(cents).padStart(2, '0');
        expect(readNumber(`${grouped}${mark}${fraction}`, 'auto')).toEqual({ ok: true, text: `${whole}.${fraction}` });
      }),
    );
  });
});

test.each([
  ['1 234,50 ₽', '1 234,50', 'RUB'],
  ['1 234 руб.', '1 234', 'RUB'],
  ['$99.90', '99.90', 'USD'],
  ['500 KZT', '500', 'KZT'],
  ['500', '500', undefined],
  ['5 штук', '5 штук', undefined],
])('%s: the currency beside the amount', (text, number, currency) => {
  const split = splitCurrency(text);
  expect([split.number.trim(), split.currency]).toEqual([number, currency]);
});
