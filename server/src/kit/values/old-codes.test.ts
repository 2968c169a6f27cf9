import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeAlphabet, readCode } from './codes.ts';
import { codeOfLink, readAnyCode, readOldCode } from './old-codes.ts';

describe('a code of another system', () => {
  test.each([
    ['ANNA-50', 'ANNA50'],
    ['anna_50', 'ANNA50'],
    ['АННА50', 'AHHA50'],
    ['Дружба 2024', 'ДPYЖБA2024'],
    ['83412', '83412'],
    ['promo+10%', 'PROMO+10%'],
    ['7', '7'],
    ['straße', 'STRASSE'],
    ['CDFGJN', 'CDFGJN'],
  ])('%s is read as %s, and typed so it resolves', (text, code) => {
    expect(readOldCode(text)).toEqual({ kind: 'code', code });
    expect(readAnyCode(text)).toBe(code);
  });

  test.each(['', '   ', '<b>', 'a/b', 'x'.repeat(65), 'a\u0000b', '"quoted"'])('%j is none', (text) => {
    expect(readOldCode(text)).toEqual({ kind: 'no_code' });
    expect(readAnyCode(text)).toBeUndefined();
  });

  test.each(['СВ2345', 'ЯЧСМ22'])('%s has two readings: by its keys and by its look', (text) => {
    expect(readOldCode(text)).toEqual({ kind: 'two_readings' });
  });

  test('what is read is read the same again, and is ours exactly when we would have read it so', () => {
    const typed = fc.string({ unit: fc.constantFrom(...codeAlphabet, ...'AEIOЖЯСВХ012-_ .@#'), maxLength: 20 });
    fc.assert(
      fc.property(typed, (text) => {
        const read = readAnyCode(text);
        if (read === undefined) return;
        expect(readAnyCode(read)).toBe(read);
        expect(readCode(read)).toBe(readCode(text));
      }),
    );
  });
});

test.each([
  ['https://old.example/?ref=ANNA50&utm=x', 'ref', 'ANNA50'],
  ['https://old.example/i/anna50/', undefined, 'anna50'],
  ['/invite/%D0%90%D0%BD%D0%BD%D0%B0', undefined, 'Анна'],
  ['?ref=83412', 'ref', '83412'],
  ['83412', 'ref', '83412'],
  ['https://old.example/', undefined, undefined],
  ['https://old.example/?other=1', 'ref', undefined],
  ['https://old.example/%E0%A4%A', undefined, undefined],
])('the link %s with the parameter %s names %s', (link, parameter, code) => {
  expect(codeOfLink(link, parameter)).toBe(code);
});
