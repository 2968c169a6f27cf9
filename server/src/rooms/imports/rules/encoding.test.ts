import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectDelimiter, EncodingTally } from './encoding.ts';

const detect = (...chunks: readonly Uint8Array[]) => {
  const tally = new EncodingTally();
  for (const chunk of chunks) tally.add(chunk);
  return tally.detect();
};
const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding);
/** Letters of Windows-1251, which stand in the order of the alphabet. */
const cyrillic = (text: string): Uint8Array =>
  Uint8Array.from([...text], (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });

const table = 'Имя;Телефон\nАнна;8(916)123-45-67\nБорис;8(495)765-43-21\n';

describe('encodings (IMP-1)', () => {
  test.each([
    ['utf-8', bytes(table), 0.99],
    ['utf-8', bytes(`\ufeff${table}`), 1],
    ['utf-8', bytes('name;phone\nAnna;1'), 1],
    ['utf-16le', bytes(`\ufeff${table}`, 'utf16le'), 1],
    ['utf-16le', bytes(table, 'utf16le'), 0.9],
  ] as const)('%s', (encoding, file, confidence) => expect(detect(file)).toEqual({ encoding, confidence }));

  test('windows-1251, surely enough', () => {
    expect(detect(cyrillic(table))).toMatchObject({ encoding: 'windows-1251' });
    expect((detect(cyrillic(table)) as { confidence: number }).confidence).toBeGreaterThan(0.9);
  });

  test('two files put together are read as the larger part, without much confidence', () => {
    expect(detect(bytes(table.repeat(50)), cyrillic('Анна'))).toEqual({ encoding: 'utf-8', confidence: 0.6 });
  });

  test.each([
    ['spreadsheet', [0x50, 0x4b, 3, 4]],
    ['old_spreadsheet', [0xd0, 0xcf, 0x11, 0xe0]],
    ['archive', [0x1f, 0x8b, 8, 0]],
    ['not_text', [0x25, 0x50, 0x44, 0x46]],
    ['not_text', [1, 0, 0, 0, 7, 0, 0, 0]],
    ['empty_file', []],
  ])('%s is no text', (why, first) => expect(detect(Uint8Array.from(first))).toBe(why));

  test('what is detected reads back what was written, wherever the chunks are cut', () => {
    const words = fc.array(fc.stringMatching(/^[а-я]{3,12}$/), { minLength: 3, maxLength: 30 });
    const encodings = fc.constantFrom('utf-8', 'utf-16le', 'windows-1251');
    fc.assert(
      fc.property(words, encodings, fc.nat(), (list, encoding, cut) => {
        const text = `имя;город\n${list.join(';1\n')}`;
        const wide = bytes(`\ufeff${text}`, 'utf16le');
        const file = encoding === 'utf-8' ? bytes(text) : encoding === 'utf-16le' ? wide : cyrillic(text);
        const at = cut % file.length;
        const found = detect(file.subarray(0, at), file.subarray(at));
        expect(found).toMatchObject({ encoding });
        expect(new TextDecoder(encoding).decode(file)).toBe(text);
      }),
    );
  });
});

test.each([
  ['a;b;c\n1;2,5;3\n', 'semicolon'],
  ['a,b,c\n1,2,3\n', 'comma'],
  ['a\tb\n1\t2,5\n', 'tab'],
  ['"a,b";"c,d"\n"1,2";"3"\n', 'semicolon'],
  ['phone\n123\n', 'comma'],
  ['', 'comma'],
])('%j: %s', (sample, delimiter) => expect(detectDelimiter(sample)).toBe(delimiter));
