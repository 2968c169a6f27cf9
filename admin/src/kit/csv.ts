import { wallClocks } from './days.ts';
import type { Language } from './i18n.ts';

/** Tells a spreadsheet that the file is UTF-8. */
export const byteOrderMark = '\ufeff';

/** What a spreadsheet of the language takes for the end of a cell when it opens a file by a click. */
const separators = { ru: ';', en: ',' } as const satisfies Record<Language, string>;

/** Signs after which a spreadsheet computes what it was given, by OWASP's list for CSV injection. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;

/** Both separators count in both languages, because nobody knows by which one the file will be taken apart. */
const needsQuotes = /[",;\t\r\n]|^\s|\s$/u;

/** A line of a file. No cell of it is computed: one that begins like a formula is made a text by an apostrophe. */
export function csvLine(cells: readonly string[], language: Language): string {
  return `${cells.map(csvCell).join(separators[language])}\r\n`;
}

function csvCell(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  return needsQuotes.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** How cells of a file say what stands in no text by itself. */
export interface Words {
  readonly language: Language;
  /** `2026-01-15 12:30` by the clock of the workspace, which spreadsheets take for a date; empty for no moment. */
  readonly moment: (at: string | null) => string;
  /** A decimal text as spreadsheets of the language take for a number: `1500,50`. */
  readonly number: (decimal: string) => string;
}

export function wordsIn(language: Language, timeZone: string): Words {
  const clock = wallClocks(timeZone);
  return {
    language,
    moment: (at) => (at === null ? '' : clock(at).replace('T', ' ')),
    number: (decimal) => (language === 'ru' ? decimal.replace('.', ',') : decimal),
  };
}
