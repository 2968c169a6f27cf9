/**
 * Invite codes that survive dictation. Every letter of the alphabet keeps its reading in lower case, as its Cyrillic
 * look-alike, and typed in the Russian keyboard layout, and no two of them share a reading; digits that look like
 * letters are left out. So a code heard on the phone or typed in the wrong layout has one meaning only.
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

/** The code that a person meant, or undefined when a character belongs to no code. Spaces and dashes do not count. */
export function readCode(text: string): string | undefined {
  if (text.length > 64) return undefined;
  let code = '';
  for (const character of text.normalize('NFC').toUpperCase()) {
    if (/[\s\-–—_.·]/u.test(character)) continue;
    const read = readings.get(character);
    if (read === undefined) return undefined;
    code += read;
  }
  return code.length >= 6 && code.length <= 12 ? code : undefined;
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
