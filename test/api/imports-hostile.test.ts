import { afterAll, beforeAll, expect, test } from 'vitest';
import { createImporter, type Importer, windows1251 } from '../support/imports.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
let importer: Importer;
beforeAll(async () => {
  school = await createSchool();
  importer = createImporter(school);
});
afterAll(() => school.close());

const refusal = async (bytes: Uint8Array): Promise<unknown> => {
  const answer = await importer.send('people', 'x.csv', bytes);
  const { code, detail, detail_ru: ru } = answer.json<{ code: string; detail: string; detail_ru: string }>();
  expect([typeof detail, typeof ru]).toEqual(['string', 'string']);
  return [answer.statusCode, code];
};

test.each([
  ['an empty file', Buffer.alloc(0), 422, 'empty_file'],
  ['a workbook', Buffer.from('PK\u0003\u0004 and the rest'), 422, 'spreadsheet'],
  ['a packed bomb', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), 422, 'archive'],
  ['zeros', Buffer.alloc(5_000), 422, 'not_text'],
  ['empty lines', Buffer.from('\n\n\n'), 422, 'no_headings'],
  ['ten thousand columns', Buffer.from(`${'a;'.repeat(10_000)}\n1;2\n`), 422, 'too_many_columns'],
  ['one endless line', Buffer.alloc(2_000_000, 'x'), 422, 'no_headings'],
  ['quotes that never end', Buffer.from(`a;"${'b'.repeat(600_000)}`), 422, 'no_headings'],
  ['a line of more than the limit', Buffer.alloc(60 * 1024 * 1024, 'x'), 413, 'file_too_large'],
])('%s is refused with a sentence, and leaves nothing (IMP-9)', async (_name, bytes, status, code) => {
  expect(await refusal(bytes)).toEqual([status, code]);
  const { rows } = await school.database.pool.query('select from imports_chunks limit 1');
  expect(rows).toHaveLength(0);
});

test('headings alone are a file of no lines', async () => {
  const done = await importer.bring('people', Buffer.from('id;name'));
  expect(done).toMatchObject({ state: 'done', check: { rows: 0, ready: 0 }, progress: { facts: 0 } });
});

test('a file that breaks off in quotes is checked to there and not run (IMP-9)', async () => {
  const made = await importer.upload('people', 'q.csv', Buffer.from(`id;name\n1;A\n2;"B${'x'.repeat(300_000)}`));
  await importer.map(made.import, { columns: made.suggestion.columns });
  const checked = await importer.check(made.import);
  expect(checked).toMatchObject({ state: 'checked', fault: { code: 'record_too_long' } });
  const answer = await importer.ask('POST', `/imports/${made.import}/start`, { withoutConsent: true });
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([409, 'file_unreadable']);
});

test('two encodings in one file: the lines of the other one are refused (IMP-1)', async () => {
  const half = `id;name\n${Array.from({ length: 50 }, (_, at) => `${at + 1};Анна`).join('\n')}\n`;
  const made = await importer.upload('people', 'm.csv', Buffer.concat([Buffer.from(half), windows1251('x;Борис\n')]));
  expect(made.reading).toMatchObject({ encoding: 'utf-8', confidence: 0.6 });
  await importer.map(made.import, { columns: made.suggestion.columns });
  expect((await importer.check(made.import)).check).toMatchObject({ ready: 50, refused: 1 });
  const told = await importer.map(made.import, { columns: made.suggestion.columns, encoding: 'windows-1251' });
  expect(told.reading.encoding).toBe('windows-1251');
});

test('the report of refused lines holds no formula, and NULs are shown (IMP-10)', async () => {
  const file = 'id;phone\n1;=HYPERLINK("http://evil")\n2;@SUM(1)\n3;+1+1\n4;12\u0000\n5;"a""b;c"\n';
  const made = await importer.upload('people', 'f.csv', Buffer.from(file));
  await importer.map(made.import, { columns: made.suggestion.columns });
  expect((await importer.check(made.import)).check).toMatchObject({ refused: 5 });
  const report = await importer.ask('GET', `/imports/${made.import}/problems.csv?language=ru`);
  expect(report.headers['content-type']).toBe('text/csv; charset=utf-8');
  const [headings, ...lines] = report.body.trimEnd().split('\n');
  expect(headings).toBe('\ufeffСтрока;Столбец;Значение;Почему не подошло');
  expect(lines).toHaveLength(5);
  for (const line of lines) expect(line).not.toMatch(/(^|;)"?[=+\-@]/);
  expect(lines[3]).toContain('12\ufffd');
  expect(lines[0]).toContain('не один целый номер телефона');
});

test('at the wrong moment nothing moves, and a form is no file', async () => {
  const made = await importer.upload('people', 'f.csv', Buffer.from('id;phone\n1;'));
  for (const order of ['check', 'start', 'stop', 'undo']) {
    const answer = await importer.ask('POST', `/imports/${made.import}/${order}`, {});
    expect([409, 422], `${order}: ${answer.body}`).toContain(answer.statusCode);
  }
  const form = await school.http.inject({
    method: 'POST',
    url: '/api/v1/imports?kind=people&fileName=x.csv',
    headers: { authorization: `Bearer ${school.keys.apiKey}`, 'content-type': 'multipart/form-data; boundary=x' },
    payload: '--x--',
  });
  expect(form.statusCode).toBe(415);
});
