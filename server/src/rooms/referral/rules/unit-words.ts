import { formatAmount, parseAmount } from '../../../kit/values/amounts.ts';
import { currencyCalled, writtenNumber } from '../../../kit/values/number-words.ts';
import type { Language, Sentence } from '../../../kit/values/sentences.ts';
import type { Unit } from '../../ledger/index.ts';

export { currencySign, moneyWords, numberWords } from '../../../kit/values/number-words.ts';

/** A unit as far as sentences need it. */
export type NamedUnit = Pick<Unit, 'exponent' | 'name' | 'forms'>;

const plurals = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

/** How many decimals each unit has, as rules ask for them. */
export function exponentsOf(units: ReadonlyMap<string, NamedUnit>): ReadonlyMap<string, number> {
  return new Map([...units].map(([unit, { exponent }]) => [unit, exponent]));
}

/** An amount with its unit, as one reads it aloud: «2 урока», «1 500 ₽», «баллы: 300» for a unit without forms. */
export function unitAmount(minor: bigint, unit: NamedUnit): Sentence {
  return { ru: inLanguage(minor, unit, 'ru'), en: inLanguage(minor, unit, 'en') };
}

/** An amount of a definition with its unit. */
export function amountWords(amount: string, unit: NamedUnit): Sentence {
  const parsed = parseAmount(amount, unit.exponent);
  if (parsed.ok) return unitAmount(parsed.minor, unit);
  return { ru: `${amount} ${unit.name.ru}`, en: `${amount} ${unit.name.en}` };
}

/** What several amounts of a definition come to, least to greatest: «5–10 баллов»; one amount is no range. */
export function rangeWords(amounts: readonly string[], unit: NamedUnit): Sentence {
  const minors = amounts.flatMap((amount) => {
    const parsed = parseAmount(amount, unit.exponent);
    return parsed.ok ? [parsed.minor] : [];
  });
  const [least] = minors.toSorted((left, right) => Number(left - right));
  const greatest = minors.toSorted((left, right) => Number(right - left))[0];
  if (least === undefined || greatest === undefined) return amountWords(amounts[0] ?? '', unit);
  return { ru: inLanguage(greatest, unit, 'ru', least), en: inLanguage(greatest, unit, 'en', least) };
}

/** The currency that a unit is called by, its sign or its code; undefined for one that is no money. */
export function currencyOfUnit(unit: NamedUnit | undefined): string | undefined {
  return currencyCalled(unit?.name.ru ?? '');
}

/** The amount alone, with the thousands apart and no zeros at its end. */
export function amountText(minor: bigint, exponent: number, language: Language): string {
  return writtenNumber(formatAmount(minor, exponent), language, 'trimmed');
}

/** A sign such as ₽ or % follows its number; a noun that cannot be declined goes before it. */
function isSign(name: string): boolean {
  return !/\p{L}{2}/u.test(name);
}

function inLanguage(minor: bigint, unit: NamedUnit, language: Language, from = minor): string {
  const { exponent, name, forms } = unit;
  const decimals = forms === undefined && isSign(name[language]) ? 'money' : 'trimmed';
  const say = (each: bigint): string => writtenNumber(formatAmount(each, exponent), language, decimals);
  const amount = from === minor ? say(minor) : `${say(from)}–${say(minor)}`;
  const noun = forms === undefined ? undefined : nounFor(minor, exponent, forms, language);
  if (noun !== undefined) return `${amount}\u00a0${noun}`;
  return isSign(name[language]) ? `${amount}\u00a0${name[language]}` : `${name[language]}: ${amount}`;
}

function nounFor(minor: bigint, exponent: number, forms: NonNullable<NamedUnit['forms']>, language: Language): string {
  const number = Math.abs(Number(formatAmount(minor, exponent)));
  const form = plurals[language].select(number);
  if (language === 'en') return form === 'one' ? forms.en.one : forms.en.other;
  if (form === 'one') return forms.ru.one;
  // A fraction takes the form of two: «2,5 урока».
  return form === 'many' ? forms.ru.many : forms.ru.few;
}

/** A unit that the workspace does not have: its own name is all that can be said. */
export function unnamedUnit(unit: string): NamedUnit {
  return { exponent: 6, name: { ru: unit, en: unit } };
}
