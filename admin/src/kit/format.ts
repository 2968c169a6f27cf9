import type { Language } from './i18n.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** From the largest: how long a unit is, and from where on it is used. */
const units = [
  ['year', 365 * dayMs],
  ['month', 30 * dayMs],
  ['week', 7 * dayMs],
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
] as const;

/** «3 часа назад», “in 2 days”. Moments are ISO texts, as the API gives them. */
export function relativeTime(moment: string, nowMs: number, language: Language): string {
  const awayMs = Date.parse(moment) - nowMs;
  const found = units.find(([, length]) => Math.abs(awayMs) >= length);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (found === undefined) return words.format(0, 'second');
  const [unit, length] = found;
  return words.format(Math.round(awayMs / length), unit);
}

/** A moment in the workspace's zone: date and time. */
export function dateTime(moment: string, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    Date.parse(moment),
  );
}

/** The full form, to the second and with its zone, for whoever hovers. */
export function exactTime(moment: string, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long', timeZone }).format(
    Date.parse(moment),
  );
}

const decimalForm = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * A decimal text with the separators of the language. It is never read as a number, since an amount may be larger than
 * numbers are exact.
 */
export function decimal(text: string, language: Language): string {
  const match = decimalForm.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction] = match;
  const [space, point] = language === 'ru' ? ['\u00a0', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, space);
  return `${sign === '' ? '' : '−'}${grouped}${fraction === undefined ? '' : point + fraction}`;
}

/** Goods and points have no zeros at their end; money has no decimals where all are zero, and else two at least. */
function withDecimals(text: string, isMoney: boolean): string {
  const [, sign, whole = '', fraction = ''] = decimalForm.exec(text) ?? [];
  if (sign === undefined) return text;
  const trimmed = fraction.replace(/0+$/, '');
  return trimmed === '' ? `${sign}${whole}` : `${sign}${whole}.${isMoney ? trimmed.padEnd(2, '0') : trimmed}`;
}

/** To the nearest of so many decimals, away from zero in the middle. */
function rounded(text: string, decimals: number): string {
  const [, sign = '', whole = '', fraction = ''] = decimalForm.exec(text) ?? [];
  if (fraction.length <= decimals) return text;
  const digits = BigInt(whole + fraction.slice(0, decimals)) + (fraction.charAt(decimals) >= '5' ? 1n : 0n);
  return digits === 0n ? '0' : fromMinor(`${sign}${digits}`, decimals);
}

const signs: Readonly<Record<string, string>> = { RUB: '₽', USD: '$', EUR: '€' };

/** Money of a currency: «1 000 ₽», «1 000,50 ₽», and its code where its sign is not known to everybody. */
export function money(text: string, currency: string, language: Language): string {
  const amount = decimal(withDecimals(text, true), language);
  return currency === '' ? amount : `${amount}\u00a0${signs[currency] ?? currency}`;
}

/** A unit as the workspace named it; `forms` when its name can be counted. */
export interface NamedUnit {
  readonly name: Readonly<Record<Language, string>>;
  /** How many decimals it has, where that is known. */
  readonly exponent?: number;
  readonly forms?: {
    readonly ru: { readonly one: string; readonly few: string; readonly many: string };
    readonly en: { readonly one: string; readonly other: string };
  };
}

/** An amount as one reads it aloud: «2 урока», «1 500 ₽», and «баллы: 300» where the name has no forms. */
export function amountOf(text: string, unit: NamedUnit, language: Language): string {
  const name = plain(unit.name[language], 60);
  // A unit that is called by a sign such as ₽ is money, and no share of its smallest part is worth a word.
  const isMoney = unit.forms === undefined && !/\p{L}{2}/u.test(name);
  const shown = isMoney && unit.exponent !== undefined ? rounded(text, unit.exponent) : text;
  const number = decimal(withDecimals(shown, isMoney), language);
  const noun = unit.forms === undefined ? undefined : nounFor(Math.abs(Number(text)), unit.forms, language);
  if (noun !== undefined) return `${number}\u00a0${plain(noun, 60)}`;
  return isMoney ? `${number}\u00a0${name}` : `${name}: ${number}`;
}

function nounFor(number: number, forms: NonNullable<NamedUnit['forms']>, language: Language): string {
  const form = new Intl.PluralRules(language).select(number);
  if (language === 'en') return form === 'one' ? forms.en.one : forms.en.other;
  if (form === 'one') return forms.ru.one;
  // A fraction takes the form of two: «2,5 урока».
  return form === 'many' ? forms.ru.many : forms.ru.few;
}

/** Signs without a shape: controls, and those that turn the direction of writing. */
const shapeless = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** Joiners, but for those that join letters of scripts which need them, or the parts of one emoji. */
const joiner = /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Script=Arabic}])[\u200c\u200d]/gu;

const unseen = '\ufffd';

/** A text with its lines, in which nothing is hidden. */
export function visible(text: string): string {
  return text.replace(shapeless, (sign) => (sign === '\n' ? sign : unseen)).replace(joiner, unseen);
}

/** Minor units as a decimal text: `1050` with two decimals is `10.50`. */
export function fromMinor(minor: string, exponent: number): string {
  const [, sign = '', digits = '0'] = /^(-?)(\d+)$/.exec(minor) ?? [];
  const padded = digits.padStart(exponent + 1, '0');
  const whole = padded.slice(0, padded.length - exponent);
  return `${sign}${whole}${exponent === 0 ? '' : `.${padded.slice(-exponent)}`}`;
}

/** Texts of strangers may hold characters that hide or turn around what stands beside them: each is shown as a sign. */
export function plain(text: string, atMost = 300): string {
  const shown = text
    .slice(0, atMost * 2)
    .replace(/[\t\n\r]+/g, ' ')
    .replace(shapeless, unseen)
    .replace(joiner, unseen);
  const characters = [...shown];
  return characters.length > atMost || text.length > atMost * 2 ? `${characters.slice(0, atMost).join('')}…` : shown;
}

/** Two letters at most, for a round picture. */
export function initials(name: string): string {
  const words = plain(name)
    .split(/\s+/u)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  return words
    .slice(0, 2)
    .map((word) => [...word.replace(/^[^\p{L}\p{N}]+/u, '')][0] ?? '')
    .join('')
    .toUpperCase();
}
