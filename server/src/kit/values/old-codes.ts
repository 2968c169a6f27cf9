import { readCode } from './codes.ts';

/** So many characters a code of another system has at most, as it is typed. */
const oldCodeCharacters = 64;

/** Cyrillic letters that look like a Latin one: whoever copies a code from paper does not see which of them it was. */
const lookAlikes: Readonly<Record<string, string>> = {
  ...{ А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X' },
  ...{ Ѕ: 'S', І: 'I', Ј: 'J' },
};

/** What a code looks like: letters of any script and digits, without regard to case, spaces, dashes and dots. */
function byLook(text: string): string | undefined {
  if (text.length > oldCodeCharacters) return undefined;
  const seen = [...text.normalize('NFKC').toUpperCase()]
    .filter((typed) => !/[\s\-–—_.·]/u.test(typed))
    .map((typed) => lookAlikes[typed] ?? typed)
    .join('');
  return /^[\p{L}\p{N}@#$%&+*!=~]{1,64}$/u.test(seen) ? seen : undefined;
}

/**
 * The code that a person meant: one of ours, else one of the form that another system gave out. What can be read as one
 * of ours never is one of another form, so the two cannot collide.
 */
export function readAnyCode(text: string): string | undefined {
  return readCode(text) ?? byLook(text);
}

export type OldCode =
  | { readonly kind: 'code'; readonly code: string }
  /** By the keys it was typed with it is one code of ours, by its look another. */
  | { readonly kind: 'two_readings' }
  | { readonly kind: 'no_code' };

/** A code of another system that shall go on working: the one reading that it has, if it has one. */
export function readOldCode(text: string): OldCode {
  const looks = byLook(text);
  if (looks === undefined) return { kind: 'no_code' };
  const ours = readCode(text);
  return ours === undefined || ours === looks ? { kind: 'code', code: looks } : { kind: 'two_readings' };
}

/**
 * What names its owner in an old link: a parameter of the address if `parameter` says which, else the last part of its
 * path. What is no address stands for itself. Undefined: the link names nobody.
 */
export function codeOfLink(text: string, parameter: string | undefined): string | undefined {
  const hasHost = /^(?:https?:)?\/\//i.test(text);
  if (!hasHost && !/[/?]/.test(text)) return text;
  const base = 'https://old.invalid';
  if (!URL.canParse(text, base)) return undefined;
  const address = new URL(text, base);
  if (parameter !== undefined) return address.searchParams.get(parameter) || undefined;
  const last = address.pathname.split('/').findLast((each) => each !== '');
  if (last === undefined) return undefined;
  try {
    return decodeURIComponent(last);
  } catch {
    return undefined;
  }
}
