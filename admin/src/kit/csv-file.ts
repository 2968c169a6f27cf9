import type { Page } from './api.ts';
import { byteOrderMark, csvLine, type Words } from './csv.ts';

/** A column of a file. */
export interface FileColumn<Item> {
  readonly title: string;
  /** Pure: the same text for the same item and words. */
  readonly text: (item: Item, words: Words) => string;
}

export interface FileOrder<Item> {
  readonly columns: readonly FileColumn<Item>[];
  readonly words: Words;
  /** Reads the page that a cursor leads to; without one the first. */
  readonly read: (cursor: string | undefined) => Promise<Page<Item>>;
  /** So many rows at most. */
  readonly rowsAtMost: number;
  /** What the last line says when there are more rows than that. */
  readonly cutNote: string;
  /** Told after each page how many rows there are. */
  readonly onProgress: (rows: number) => void;
  readonly signal: AbortSignal;
}

export interface WrittenFile {
  /** The file is these texts one after another. */
  readonly parts: readonly string[];
  readonly rows: number;
  /** False: there are more rows than a file holds, and its last line says so. */
  readonly isWhole: boolean;
}

/** Walks the pages of a list to its end and writes its rows. Rejects when it is stopped, and when a page does. */
export async function writeFile<Item>(order: FileOrder<Item>): Promise<WrittenFile> {
  const { columns, words, read, rowsAtMost, cutNote, onProgress, signal } = order;
  const lineOf = (item: Item): string => {
    const cells = columns.map(({ text }) => text(item, words));
    return csvLine(cells, words.language);
  };
  const titles = columns.map(({ title }) => title);
  const parts = [byteOrderMark + csvLine(titles, words.language)];
  let rows = 0;
  let cursor: string | undefined;
  for (;;) {
    signal.throwIfAborted();
    const { items, next } = await read(cursor);
    const taken = items.slice(0, rowsAtMost - rows);
    parts.push(taken.map(lineOf).join(''));
    rows += taken.length;
    onProgress(rows);
    const isCut = taken.length < items.length || (rows === rowsAtMost && next !== null);
    if (isCut) return { parts: [...parts, csvLine([cutNote], words.language)], rows, isWhole: false };
    if (next === null) return { parts, rows, isWhole: true };
    cursor = next;
  }
}
