import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeAlphabet, readCode } from '../../../kit/values/codes.ts';
import { nearCodes } from './near-codes.ts';

const character = fc.constantFrom(...codeAlphabet);
const code = fc.array(character, { minLength: 6, maxLength: 12 }).map((each) => each.join(''));

test('a code is found after any one mistake, whatever it was (REF-31)', () => {
  fc.assert(
    fc.property(code, fc.nat(), character, fc.constantFrom(0, 1, 2, 3), (meant, at, other, mistake) => {
      const place = at % meant.length;
      const [head, tail] = [meant.slice(0, place), meant.slice(place + 1)];
      const typed = [
        head + other + tail,
        head + tail,
        head + other + meant.slice(place),
        head + tail.slice(0, 1) + (meant[place] ?? '') + tail.slice(1),
      ][mistake];
      if (typed !== meant) expect([...nearCodes(typed ?? '').keys()]).toContain(meant);
    }),
    { seed: 21 },
  );
});

test('the difference leads from what was typed to what was meant', () => {
  fc.assert(
    fc.property(code, (typed) => {
      const near = nearCodes(typed);
      expect(near.size).toBeLessThan(600);
      expect(near.has(typed)).toBe(false);
      for (const [meant, { kind, at, typed: wrong, meant: right }] of near) {
        expect(readCode(meant)).toBe(meant);
        const rest = typed.slice(at - 1 + wrong.length);
        expect(typed.slice(0, at - 1) + right + rest, kind).toBe(meant);
      }
    }),
    { seed: 22, numRuns: 20 },
  );
});

test.each([
  ['CDFGBQRS', 'CDFG8QRS', { kind: 'substituted', at: 5, typed: 'B', meant: '8' }],
  ['свап9йкъ', 'CDFG9QRS', { kind: 'substituted', at: 8, typed: 'Ъ', meant: 'S' }],
  ['CDFG-9-QR1S', 'CDFG9QRS', { kind: 'extra', at: 8, typed: '1', meant: '' }],
  ['cdf g9q rsx', 'CDFG9QRS', { kind: 'extra', at: 9, typed: 'X', meant: '' }],
  ['CDGF9QRS', 'CDFG9QRS', { kind: 'swapped', at: 3, typed: 'GF', meant: 'FG' }],
  ['CDFG9QR', 'CDFG9QRS', { kind: 'missing', at: 8, typed: '', meant: 'S' }],
])('%s means %s', (typed, meant, difference) => {
  expect(nearCodes(typed).get(meant)).toEqual(difference);
});

test.each(['', 'C', 'BODY1', 'CDFG9QRSCDFG9QR', 'С'.repeat(10_000), 'BOCDFG9Q'])(
  'a text with more than one mistake, or of another length, is near to no code: %#',
  (text) => {
    expect(nearCodes(text).size).toBe(0);
  },
);
