import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { jsonLines, type LineListener } from './lines.ts';

const wide = 'x'.repeat(1_000);
const count = 500;

async function tellMany({ tell }: LineListener<object>): Promise<void> {
  for (let line = 0; line < count; line += 1) await tell({ line, wide });
}

test('a slow reader is waited for again and again, and hears every line in its order', async () => {
  const lines = jsonLines(tellMany);
  await new Promise(setImmediate);
  expect(lines.readableLength).toBeLessThan(count * wide.length);
  const listening = lines.listenerCount('close');
  const read = (await text(lines)).trimEnd().split('\n');
  expect(read.map((each) => (JSON.parse(each) as { line: number }).line)).toEqual([...Array(count).keys()]);
  expect(lines.listenerCount('close')).toBeLessThanOrEqual(listening);
});

test('whoever stops reading cancels the rest, also in the middle of a wait', async () => {
  let told = 0;
  let failure: unknown;
  const lines = jsonLines<object>(async ({ tell, signal }) => {
    try {
      for (; told < count; told += 1) await tell({ told, wide });
    } catch (error) {
      failure = signal.aborted ? error : undefined;
      throw error;
    }
  });
  await new Promise(setImmediate);
  lines.destroy();
  await expect.poll(() => failure).toMatchObject({ name: 'AbortError' });
  expect(told).toBeLessThan(count);
});

test('whoever neither reads nor goes away is waited for no longer than patience lasts', async () => {
  const lines = jsonLines(tellMany, 20);
  await new Promise((closed) => lines.once('error', closed));
  expect(lines.destroyed).toBe(true);
});

test('what breaks the lines off breaks the answer off', async () => {
  const lines = jsonLines<object>(async ({ tell }) => {
    await tell({ line: 1 });
    throw new Error('The database is gone');
  });
  await expect(text(lines)).rejects.toThrow('The database is gone');
});
