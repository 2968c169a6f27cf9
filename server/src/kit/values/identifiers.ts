import { domainToASCII } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * One form for every identifier that leads to a person, so that two spellings never make two persons and a broken
 * template never makes one person of many.
 */

/** The longest address that SMTP carries (RFC 5321, erratum 1690), and its longest local part. */
const emailCharacters = 254;
const localCharacters = 64;
const phoneCharacters = 64;

const plainDomain = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const forbiddenInLocal = /[\s\p{Cc}\p{Surrogate}"(),:;<>@[\\\]]/u;

/**
 * The address trimmed, in lower case, in Unicode's NFC form, its domain in the ASCII form of DNS.
 * Undefined when the text is no address that mail can reach.
 */
export function normaliseEmail(text: string): string | undefined {
  if (text.length > emailCharacters * 4) return undefined;
  const folded = text.trim().normalize('NFC').toLowerCase().normalize('NFC');
  const at = folded.lastIndexOf('@');
  if (at < 1) return undefined;
  const local = folded.slice(0, at);
  if (local.length > localCharacters || forbiddenInLocal.test(local)) return undefined;
  const given = folded.slice(at + 1);
  const domain = plainDomain.test(given) ? given : domainToASCII(given);
  if (!plainDomain.test(domain)) return undefined;
  const email = `${local}@${domain}`;
  return email.length > emailCharacters ? undefined : email;
}

/**
 * The phone number in E.164 form; a number without a country code is read as Russian.
 * Undefined when the text is not one whole valid number.
 */
export function normalisePhone(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > phoneCharacters) return undefined;
  const phone = parsePhoneNumberFromString(trimmed, { defaultCountry: 'RU', extract: false });
  return phone?.isValid() === true ? phone.number : undefined;
}

/** What programs write where a value was missing. */
const unfilled: ReadonlySet<string> = new Set(['', 'null', '(null)', 'undefined', 'nan', '[object object]']);

/** What programs and people write where no one is signed in. */
const placeholders: ReadonlySet<string> = new Set([
  ...unfilled,
  'none',
  'nil',
  'n/a',
  '-1',
  'anonymous',
  'unknown',
  'guest',
  'true',
  'false',
]);

const longestPlaceholder = 15;
const zerosOnly = /^[0-]+$/;

/**
 * True for an id that stands for nobody: `null`, `guest`, `0`, a UUID of zeros, white space. Many persons would share
 * it.
 */
export function isPlaceholderId(id: string): boolean {
  const trimmed = id.trim();
  if (trimmed.length <= longestPlaceholder && placeholders.has(trimmed.toLowerCase())) return true;
  const first = trimmed.charCodeAt(0);
  return (first === 0x30 || first === 0x2d) && zerosOnly.test(trimmed);
}

/** True for a text that is a missing value written out. Unlike a placeholder, `0` and `none` are values here. */
export function isUnfilled(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length <= longestPlaceholder && unfilled.has(trimmed.toLowerCase());
}
