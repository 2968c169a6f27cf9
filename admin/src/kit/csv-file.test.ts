import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordsIn } from './csv.ts';
import { type FileOrder, writeFile } from './csv-file.ts';

/** A list of the numbers below `rows`, in pages of a size; a cursor is where the next one begins. */
function listOf(rows: number, pageSize: number): Pick<FileOrder<number>, 'read'> {
  return {
    read: (cursor) => {
      const from = Number(cursor ?? 0);
      const items = Array.from({ length: Math.min(pageSize, rows - from) }, (_, index) => from + index);
      const next = from + pageSize < rows ? String(from + pageSize) : null;
      return Promise.resolve({ items, next });
    },
  };
}

const order = {
  columns: [{ title: 'Number', text: (item: number) => String(item) }],
  words: wordsIn('en', 'UTC'),
  rowsAtMost: 100,
  cutNote: 'This is not all',
  onProgress: () => undefined,
  signal: new AbortController().signal,
};

it('all pages are one file below their titles, or as many rows as it holds and a line that says so', async () => {
  const numbers = fc.integer({ min: 0, max: 60 });
  const sizes = fc.integer({ min: 1, max: 20 });
  await fc.assert(
    fc.asyncProperty(numbers, sizes, sizes, async (rows, pageSize, rowsAtMost) => {
      const file = await writeFile({ ...order, rowsAtMost, ...listOf(rows, pageSize) });
      const held = Math.min(rows, rowsAtMost);
      const lines = ['\ufeffNumber', ...Array.from({ length: held }, (_, index) => String(index))];
      if (rows > rowsAtMost) lines.push('This is not all');
      expect(file.parts.join('')).toBe(lines.map((line) => `${line}\r\n`).join(''));
      expect(file.rows).toBe(held);
      expect(file.isWhole).toBe(rows <= rowsAtMost);
    }),
  );
});

it('tells how many rows there are after each page, and reads no further when it is stopped', async () => {
  const told: number[] = [];
  const stopping = new AbortController();
  const onProgress = (rows: number): void => {
    told.push(rows);
    if (rows === 20) stopping.abort();
  };
  const stopped = writeFile({ ...order, ...listOf(50, 10), onProgress, signal: stopping.signal });
  await expect(stopped).rejects.toThrow('aborted');
  expect(told).toEqual([10, 20]);
});

it('a page that cannot be read leaves no file', async () => {
  const { read } = listOf(50, 10);
  const failing = (cursor: string | undefined) => (cursor === '20' ? Promise.reject(new Error('gone')) : read(cursor));
  await expect(writeFile({ ...order, read: failing })).rejects.toThrow('gone');
});
