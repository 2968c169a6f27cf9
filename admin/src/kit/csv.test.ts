import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine, wordsIn } from './csv.ts';
import { languages } from './i18n.ts';

it.each([
  ['nothing', '', ''],
  ['a word', 'Анна', 'Анна'],
  ['a semicolon', 'a;b', '"a;b"'],
  ['a comma, also where semicolons separate', 'a,b', '"a,b"'],
  ['quotes', 'the "best"', '"the ""best"""'],
  ['lines', 'a\nb', '"a\nb"'],
  ['spaces around', ' a ', '" a "'],
  ['a formula', '=1+1', "'=1+1"],
  ['a formula with separators', '=HYPERLINK("http://evil";"x")', '"\'=HYPERLINK(""http://evil"";""x"")"'],
  ['a plus, as of a phone', '+79161234567', "'+79161234567"],
  ['a minus', '-2', "'-2"],
  ['an at sign', '@SUM(A1)', "'@SUM(A1)"],
  ['a tab', '\t=1', '"\'\t=1"'],
  ['a carriage return', '\r=1', '"\'\r=1"'],
  ['a wide equals sign', '＝1', "'＝1"],
  ['an equals sign inside', 'a=1', 'a=1'],
])('a cell with %s', (_what, text, cell) => {
  expect(csvLine([text], 'ru')).toBe(`${cell}\r\n`);
});

it('Russian spreadsheets expect semicolons, English ones commas', () => {
  expect(csvLine(['a', 'b'], 'ru')).toBe('a;b\r\n');
  expect(csvLine(['a', 'b'], 'en')).toBe('a,b\r\n');
});

it('a reader finds every cell again, whatever it holds, but for the apostrophe of what looks like a formula', () => {
  const sign = fc.constantFrom(...'ab \t\r\n"\';,=+-@＝');
  const text = fc.oneof(fc.string({ unit: sign, maxLength: 8 }), fc.string({ maxLength: 8 }));
  const lines = fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(lines, fc.constantFrom(...languages), (written, language) => {
      const file = written.map((cells) => csvLine(cells, language)).join('');
      const read = readCsv(file, language === 'ru' ? ';' : ',');
      expect(read.map((cells) => cells.map(withoutApostrophe))).toEqual(
        written.map((cells) => cells.map(withoutApostrophe)),
      );
      for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

function withoutApostrophe(text: string): string {
  return text.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/u, '');
}

/** Reads a file as RFC 4180 describes it, sign by sign. */
function readCsv(file: string, separator: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < file.length; at += 1) {
    const sign = file[at] ?? '';
    if (quoted && sign === '"' && file[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === separator) {
      line.push(cell);
      cell = '';
    } else if (!quoted && sign === '\r' && file[at + 1] === '\n') {
      lines.push([...line, cell]);
      line = [];
      cell = '';
      at += 1;
    } else cell += sign;
  }
  return lines;
}

it('moments stand by the clock of the workspace, numbers with the point of the language', () => {
  const russian = wordsIn('ru', 'Europe/Moscow');
  expect(russian.moment('2026-01-15T21:30:00.000Z')).toBe('2026-01-16 00:30');
  expect(russian.moment(null)).toBe('');
  expect(russian.number('1500.50')).toBe('1500,50');
  expect(wordsIn('en', 'UTC').number('1500.50')).toBe('1500.50');
});
