import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeAlphabet, codeFrom, readCode } from './codes.ts';

/** The keys of ЙЦУКЕН under the Latin letters of the alphabet, and Cyrillic letters that only look like one. */
const layout: Record<string, string> = {
  ...{ C: 'с', D: 'в', F: 'а', G: 'п', J: 'о', N: 'т', Q: 'й', R: 'к', S: 'ы', U: 'г', V: 'м', W: 'ц', X: 'ч', Z: 'я' },
};
const lookAlikes: Record<string, string> = { X: 'х', S: 'ѕ', J: 'ј', '3': 'з' };

const codes = fc.string({ unit: fc.constantFrom(...codeAlphabet), minLength: 6, maxLength: 12 });

/** How people spell one character: as it is, in lower case, in the wrong layout, by a letter that looks the same. */
const spellings = (character: string): string[] =>
  [character, layout[character], lookAlikes[character]]
    .filter((each) => each !== undefined)
    .flatMap((each) => [each.toLowerCase(), each.toUpperCase()]);

describe('codes fit for dictation (REF-1)', () => {
  test('every spelling of a code resolves to it', () => {
    fc.assert(
      fc.property(codes, fc.infiniteStream(fc.nat()), (code, draws) => {
        const spelt = [...code].map((character) => {
          const ways = spellings(character);
          return ways[(draws.next().value ?? 0) % ways.length] ?? character;
        });
        expect(readCode(spelt.join(''))).toBe(code);
        expect(readCode(` ${spelt.join('-')} `)).toBe(code);
      }),
    );
  });

  test('no two characters share a spelling, so no two codes collide', () => {
    const owners = new Map<string, string>();
    for (const character of codeAlphabet) {
      for (const spelling of spellings(character)) {
        expect(owners.get(spelling) ?? character, `${spelling} is read two ways`).toBe(character);
        owners.set(spelling, character);
      }
    }
  });

  test.each(['', 'CDF', 'CDFGJNQRSUVWX', 'CDFGJB', 'CDFGJ0', 'CDFGJ!', 'CDFGJ\u0000N', 'x'.repeat(65)])(
    'what is no code is refused: %j',
    (text) => {
      expect(readCode(text)).toBeUndefined();
    },
  );

  test('codes come from fair bytes: a byte that would favour some characters is passed over', () => {
    expect(codeFrom(new Uint8Array([0, 21, 22, 241, 242, 255, 1, 2]), 6)).toBe('C9C9DF');
    expect(codeFrom(new Uint8Array([250, 251, 252]), 6)).toBeUndefined();
  });

  test('codeAlphabet has no twins', () => {
    expect(new Set(codeAlphabet).size).toBe(codeAlphabet.length);
    expect(/[01OIL]/.test(codeAlphabet)).toBe(false);
  });
});
