import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageFrom, pageSize, readCursor, writeCursor } from './paging.ts';
import { RequestProblem } from './problems.ts';

describe('a cursor', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.string({ maxLength: 100 }), (number, text) => {
        fc.pre(!text.includes('\u0000'));
        expect(readCursor(writeCursor(number, text), ['number', 'string'])).toEqual([number, text]);
      }),
    );
    expect(readCursor(undefined, ['number'])).toBeUndefined();
  });

  test('of another list, or of nobody’s making, is a problem of the request', () => {
    const foreign = [
      '',
      'x',
      '%%%',
      writeCursor(1),
      writeCursor('a', 1),
      writeCursor(1, 'a', 2),
      writeCursor(1.5, 'a'),
    ];
    const objects = [{}, null, 7, [[1], 'a'], [1, 'a\u0000']].map((value) =>
      Buffer.from(JSON.stringify(value)).toString('base64url'),
    );
    for (const text of [...foreign, ...objects]) {
      expect(() => readCursor(text, ['number', 'string']), text).toThrow(RequestProblem);
    }
  });
});

test('a page ends where the limit is, and only a full one has a next', () => {
  const rows = [1, 2, 3];
  expect(
    pageFrom(
      rows,
      2,
      (row) => row * 10,
      (last) => `c${last}`,
    ),
  ).toEqual({ items: [10, 20], next: 'c2' });
  expect(
    pageFrom(
      rows,
      3,
      (row) => row,
      () => 'c',
    ),
  ).toEqual({ items: rows, next: null });
  expect([pageSize({}), pageSize({ limit: 7 }), pageSize({ limit: 9_999 })]).toEqual([50, 7, 200]);
});
