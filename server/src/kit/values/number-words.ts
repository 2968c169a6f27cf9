import { currencyExponent } from './currencies.ts';
import type { Language, Sentence } from './sentences.ts';

/** What stands behind the point: no zeros at the end, or those that there are, or two digits at least, as of money. */
type Decimals = 'trimmed' | 'kept' | 'money';

const decimalForm = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * A decimal text as a language writes it: thousands apart, and no decimals where all of them are zero. It is never read
 * as a number, since an amount may be larger than numbers are exact; what is no decimal stays as it is.
 */
export function writtenNumber(text: string, language: Language, decimals: Decimals = 'kept'): string {
  const [, sign, whole = '', fraction = ''] = decimalForm.exec(text) ?? [];
  if (sign === undefined) return text;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'ru' ? '\u00a0' : ',');
  const trimmed = fraction.replace(/0+$/, '');
  const shown = trimmed === '' ? '' : { trimmed, kept: fraction, money: trimmed.padEnd(2, '0') }[decimals];
  return `${sign}${grouped}${shown === '' ? '' : `${language === 'ru' ? ',' : '.'}${shown}`}`;
}

/** A number of a definition in both languages; what is none stays as it was typed. */
export function numberWords(text: string): Sentence {
  return { ru: writtenNumber(text, 'ru', 'trimmed'), en: writtenNumber(text, 'en', 'trimmed') };
}

const signs: Readonly<Record<string, string>> = { RUB: '₽', USD: '$', EUR: '€' };

/** How a currency is written behind an amount: by its sign where that is known to everybody, else by its code. */
export function currencySign(currency: string): string {
  return signs[currency] ?? currency;
}

/** The currency that a sign or a code stands for; undefined for any other text. */
export function currencyCalled(name: string): string | undefined {
  const isCode = /^[A-Z]{3}$/.test(name) && currencyExponent(name) !== undefined;
  return isCode ? name : Object.keys(signs).find((code) => signs[code] === name);
}

/** Money: «150 000 ₽», «2 500,50 ₽», “150,000 ₽”. */
export function moneyWords(text: string, currency: string): Sentence {
  const sign = currencySign(currency);
  const say = (language: Language): string => `${writtenNumber(text, language, 'money')}\u00a0${sign}`;
  return { ru: say('ru'), en: say('en') };
}

/** Money as decisions keep it, «1250.50 RUB», in words; any other text stays as it is. */
export function keptMoneyWords(text: string): Sentence | string {
  const [, amount, currency] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text) ?? [];
  return amount === undefined || currency === undefined ? text : moneyWords(amount, currency);
}
