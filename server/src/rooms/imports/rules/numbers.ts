/** Which mark begins the decimals of a number: told, or found out from the number itself. */
export type DecimalMark = 'auto' | 'comma' | 'point';

export type ReadNumber =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: 'not_a_number' | 'ambiguous_number' };

/** Spaces of every width that spreadsheets put between thousands, and the apostrophe of some countries. */
const grouping = /[\s\u00a0\u2007\u2009\u202f'’]/g;
const grouped = /^\d{1,3}(?:[\s\u00a0\u2007\u2009\u202f'’]\d{3})+(?:[.,]\d+)?$/;
const marks = { comma: ',', point: '.' } as const;

const notANumber = { ok: false, code: 'not_a_number' } as const;

/**
 * Reads a number as people and spreadsheets write it, `1 234,50`, `1,234.50`, `1234.5`, into the one form
 * `1234.50`. Never through a float. One mark with three digits behind it, `1,234`, may be either; it is refused unless
 * the file says which mark begins decimals.
 */
export function readNumber(text: string, decimal: DecimalMark): ReadNumber {
  const trimmed = text.trim().replace(/^[\u2212\u2013]/, '-');
  if (trimmed.length > 64) return notANumber;
  const [, sign = '', body = ''] = /^([-+]?)\s*(.*)$/s.exec(trimmed) ?? [];
  const plain = grouped.test(body) ? body.replace(grouping, '') : body;
  const read = digitsOf(plain, grouped.test(body) && decimal === 'auto' ? 'last' : decimal);
  if (!read.ok) return read;
  return { ok: true, text: `${sign === '-' ? '-' : ''}${read.text}` };
}

/** `last`: thousands are told apart by spaces already, so a single mark can only begin decimals. */
function digitsOf(plain: string, decimal: DecimalMark | 'last'): ReadNumber {
  if (/^\d+$/.test(plain)) return { ok: true, text: plain };
  if (!/^[\d.,]+$/.test(plain)) return notANumber;
  const commas = plain.split(',').length - 1;
  const points = plain.split('.').length - 1;
  if (commas > 0 && points > 0) {
    const last = plain.lastIndexOf(',') > plain.lastIndexOf('.') ? 'comma' : 'point';
    return decimal === 'auto' || decimal === 'last' || decimal === last ? splitAt(plain, last) : notANumber;
  }
  const mark = commas > 0 ? 'comma' : 'point';
  if (commas + points > 1) return decimal === mark ? notANumber : thousands(plain, mark);
  if (decimal === mark || decimal === 'last') return splitAt(plain, mark);
  if (decimal !== 'auto') return thousands(plain, mark);
  const isEither = /^[1-9]\d{0,2}[.,]\d{3}$/.test(plain);
  return isEither ? { ok: false, code: 'ambiguous_number' } : splitAt(plain, mark);
}

function splitAt(plain: string, mark: 'comma' | 'point'): ReadNumber {
  const at = plain.lastIndexOf(marks[mark]);
  const [before, after] = [plain.slice(0, at), plain.slice(at + 1)];
  if (!/^\d+$/.test(after) || before.includes(marks[mark])) return notANumber;
  if (/^\d+$/.test(before)) return { ok: true, text: `${before}.${after}` };
  const whole = thousands(before, mark === 'comma' ? 'point' : 'comma');
  return whole.ok ? { ok: true, text: `${whole.text}.${after}` } : whole;
}

function thousands(plain: string, mark: 'comma' | 'point'): ReadNumber {
  const groups = plain.split(marks[mark]);
  const [first = '', ...others] = groups;
  const fits = /^\d{1,3}$/.test(first) && others.length > 0 && others.every((group) => /^\d{3}$/.test(group));
  return fits ? { ok: true, text: groups.join('') } : notANumber;
}

/** Currencies as people write them behind or before an amount. */
const currencyWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '₽': 'RUB',
    р: 'RUB',
    'р.': 'RUB',
    руб: 'RUB',
    'руб.': 'RUB',
    рублей: 'RUB',
    rub: 'RUB',
    rur: 'RUB',
    $: 'USD',
    usd: 'USD',
    '€': 'EUR',
    eur: 'EUR',
    евро: 'EUR',
    '₸': 'KZT',
    kzt: 'KZT',
    тг: 'KZT',
    byn: 'BYN',
    uah: 'UAH',
    '₴': 'UAH',
    gbp: 'GBP',
    '£': 'GBP',
    cny: 'CNY',
    '¥': 'CNY',
  }),
);

/** A currency's code from a cell that holds nothing else; undefined for a word that names none. */
export function readCurrency(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  return currencyWords.get(word) ?? (/^[a-z]{3}$/.test(word) ? word.toUpperCase() : undefined);
}

/** An amount without the currency that stands beside it, and that currency. */
export function splitCurrency(text: string): { readonly number: string; readonly currency?: string } {
  const trimmed = text.trim();
  const [, before = '', number = '', after = ''] = /^([^\d+\-−–.,]*)(.*?\d)([^\d]*)$/s.exec(trimmed) ?? [];
  const currency = [before, after].map((word) => readCurrency(word)).find((code) => code !== undefined);
  const rest = [before, after].filter((word) => word.trim() !== '' && readCurrency(word) === undefined);
  // Words that name no currency belong to no number: the whole text is refused where it is read.
  if (number === '' || rest.length > 0) return { number: trimmed };
  return { number, ...(currency === undefined ? {} : { currency }) };
}
