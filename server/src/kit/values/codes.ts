/**
 * Invite codes and promo codes that survive dictation. Every letter of the alphabet keeps its reading in lower case, as
 * its Cyrillic look-alike, and typed in the Russian keyboard layout, and no two of them share a reading; digits that
 * look like letters are left out. So a code heard on the phone or typed in the wrong layout has one meaning only.
 */
export const codeAlphabet = 'CDFGJNQRSUVWXZ23456789';

/** The key that types this Latin letter types this letter in the Russian layout (ЙЦУКЕН on QWERTY). */
const russianLayout: Readonly<Record<string, string>> = {
  С: 'C',
  В: 'D',
  А: 'F',
  П: 'G',
  О: 'J',
  Т: 'N',
  Й: 'Q',
  К: 'R',
  Ы: 'S',
  Г: 'U',
  М: 'V',
  Ц: 'W',
  Ч: 'X',
  Я: 'Z',
};

/** Cyrillic letters that look like a character of the alphabet and have no place in it by layout. */
const lookAlikes: Readonly<Record<string, string>> = { Х: 'X', Ѕ: 'S', Ј: 'J', З: '3' };

const readings: ReadonlyMap<string, string> = new Map([
  ...[...codeAlphabet].map((character): [string, string] => [character, character]),
  ...Object.entries(russianLayout),
  ...Object.entries(lookAlikes),
]);

/** So many characters a code has. */
export const codeLengths = { least: 6, most: 12 } as const;

/** The characters of a code as a person typed it, with how each is read, if at all. Spaces and dashes do not count. */
export function charactersOf(text: string): readonly { readonly typed: string; readonly read: string | undefined }[] {
  if (text.length > 64) return [];
  return [...text.normalize('NFC').toUpperCase()]
    .filter((typed) => !/[\s\-–—_.·]/u.test(typed))
    .map((typed) => ({ typed, read: readings.get(typed) }));
}

/** The code that a person meant, or undefined when a character belongs to no code. */
export function readCode(text: string): string | undefined {
  const characters = charactersOf(text);
  if (characters.some(({ read }) => read === undefined)) return undefined;
  const code = characters.map(({ read }) => read).join('');
  return code.length >= codeLengths.least && code.length <= codeLengths.most ? code : undefined;
}

/** A code of `length` characters from random bytes; bytes that would make some characters likelier are passed over. */
export function codeFrom(bytes: Uint8Array, length: number): string | undefined {
  const fair = Math.floor(256 / codeAlphabet.length) * codeAlphabet.length;
  let code = '';
  for (const byte of bytes) {
    if (code.length === length) break;
    if (byte < fair) code += codeAlphabet[byte % codeAlphabet.length] ?? '';
  }
  return code.length === length ? code : undefined;
}
