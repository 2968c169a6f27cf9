import { Readable } from 'node:stream';
import { type ImportDelimiter, type ImportEncoding, type ImportHeading, importLimits } from '@sarafan/contract';
import { CsvError, parse } from 'csv-parse';
import type { Queryable } from '../../kit/db.ts';
import type { ImportId } from '../../kit/values/imports.ts';
import { delimiterMarks } from './rules/encoding.ts';
import { shown } from './rules/rows.ts';
import { readChunk } from './store-files.ts';
import type { FileFault, ImportRow } from './types.ts';

/** How a file is read. */
export interface Reading {
  readonly encoding: ImportEncoding;
  readonly delimiter: ImportDelimiter;
  readonly headingRow: number;
}

/** One line of a file, numbered as a spreadsheet numbers it: line breaks inside quotes begin no row. */
export interface FileRecord {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Thrown when a file cannot be read any further. */
export class UnreadableFile extends Error {
  readonly fault: FileFault;

  constructor(fault: FileFault) {
    super(`The file cannot be read from row ${fault.row}: ${fault.code}`);
    this.fault = fault;
  }
}

/** As the mapping says, else as it was detected. */
export function readingOf({ settings, detected }: Pick<ImportRow, 'settings' | 'detected'>): Reading {
  const { encoding = detected.encoding, delimiter = detected.delimiter, headingRow = 1 } = settings ?? {};
  return { encoding, delimiter, headingRow };
}

async function* texts(db: Queryable, importId: ImportId, encoding: ImportEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for (let place = 0; ; place += 1) {
    const bytes = await readChunk(db, importId, place);
    const text = bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
    if (bytes === undefined) return;
  }
}

/** The first so many characters as they would be read, to find the delimiter. */
export function sampleOf(bytes: Uint8Array, encoding: ImportEncoding): string {
  return new TextDecoder(encoding).decode(bytes.subarray(0, 65_536));
}

/** All rows of a stored file from the first on, headings included, or those up to the `last`. Throws `UnreadableFile`. */
export async function* readRecords(
  db: Queryable,
  importId: ImportId,
  { encoding, delimiter }: Omit<Reading, 'headingRow'>,
  last?: number,
): AsyncGenerator<FileRecord> {
  const parser = parse({
    delimiter: delimiterMarks[delimiter],
    relax_column_count: true,
    // Exports of old systems write quotes in the middle of a text without doubling them.
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: importLimits.recordCharacters,
    ...(last === undefined ? {} : { to: last }),
  });
  const source = Readable.from(texts(db, importId, encoding), { highWaterMark: 2 });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      yield { row, cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableFile({ code: faultOf(error.code), row: row + 1 });
  } finally {
    source.destroy();
    parser.destroy();
  }
}

function faultOf(code: string): FileFault['code'] {
  if (code === 'CSV_MAX_RECORD_SIZE') return 'record_too_long';
  return code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote_not_closed' : 'unreadable';
}

const samples = 3;

/** The headings with the first values below them; undefined when the file has no such row. Throws `UnreadableFile`. */
export async function readHeadings(
  db: Queryable,
  importId: ImportId,
  reading: Reading,
): Promise<ImportHeading[] | undefined> {
  const [headings, ...below] = await firstRows(db, importId, reading);
  if (headings === undefined || headings.every((heading) => heading.trim() === '')) return undefined;
  return headings.map((heading, index) => ({
    column: index + 1,
    heading: shown(heading.trim()),
    samples: below.map((cells) => shown((cells[index] ?? '').trim())),
  }));
}

async function firstRows(db: Queryable, importId: ImportId, reading: Reading): Promise<(readonly string[])[]> {
  const upTo = async (last: number): Promise<(readonly string[])[]> => {
    const rows: (readonly string[])[] = [];
    for await (const { row, cells } of readRecords(db, importId, reading, last)) {
      if (row >= reading.headingRow) rows.push(cells);
      if (row >= last) break;
    }
    return rows;
  };
  try {
    return await upTo(reading.headingRow + samples);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    // What is wrong below the headings is told by the dry run.
    return upTo(reading.headingRow);
  }
}

/** An open file that is read on from row to row while an import is worked on. */
export interface OpenFile {
  /** The next rows below the headings; fewer than asked for at the end. Throws `UnreadableFile`. */
  next(count: number): Promise<readonly FileRecord[]>;
  close(): Promise<void>;
}

/** Opens a file behind so many rows below the headings. */
export async function openFile(db: Queryable, row: ImportRow, skipped: number): Promise<OpenFile> {
  const reading = readingOf(row);
  const records = readRecords(db, row.importId, reading);
  const next = async (count: number): Promise<FileRecord[]> => {
    const taken: FileRecord[] = [];
    while (taken.length < count) {
      const { done, value } = await records.next();
      if (done === true) break;
      taken.push(value);
    }
    return taken;
  };
  for (let left = reading.headingRow + skipped; left > 0; ) {
    const { length } = await next(Math.min(left, 10_000));
    if (length === 0) break;
    left -= length;
  }
  return {
    next,
    async close() {
      await records.return(undefined);
    },
  };
}
