import { type ImportDelimiter, type ImportEncoding, type ImportHeading, importLimits } from '@sarafan/contract';
import { CsvError, type Parser, parse } from 'csv-parse';
import type { Queryable } from '../../kit/db.ts';
import type { ImportId } from '../../kit/values/imports.ts';
import { delimiterMarks } from './rules/encoding.ts';
import { shown } from './rules/line.ts';
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

const pieceCharacters = 16_384;

/**
 * All rows of a stored file from the first on, headings included. Throws `UnreadableFile`, after it has given every row
 * that came before: the parser is fed piece by piece and emptied behind each, since a stream that fails forgets what it
 * holds.
 */
async function* readRecords(
  db: Queryable,
  importId: ImportId,
  { encoding, delimiter }: Omit<Reading, 'headingRow'>,
): AsyncGenerator<FileRecord> {
  const parser = parse({
    delimiter: delimiterMarks[delimiter],
    relax_column_count: true,
    // Exports of old systems write quotes in the middle of a text without doubling them.
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: importLimits.recordCharacters,
  });
  let failure: Error | undefined;
  parser.on('error', (error) => {
    failure = error;
  });
  let row = 0;
  const taken = function* (): Generator<FileRecord> {
    for (let cells = nextOf(parser); cells !== undefined; cells = nextOf(parser)) {
      row += 1;
      yield { row, cells };
    }
  };
  try {
    for await (const text of texts(db, importId, encoding)) {
      for (let at = 0; at < text.length; at += pieceCharacters) {
        parser.write(text.slice(at, at + pieceCharacters));
        yield* taken();
        await nextTurn();
        yield* taken();
        if (failure !== undefined) throw asUnreadable(failure, row + 1);
      }
    }
    parser.end();
    while (!parser.readableEnded) {
      yield* taken();
      await nextTurn();
      if (failure !== undefined) throw asUnreadable(failure, row + 1);
    }
  } finally {
    parser.destroy();
  }
}

function nextOf(parser: Parser): readonly string[] | undefined {
  return (parser.read() as readonly string[] | null) ?? undefined;
}

/** Lets the parser tell of its end or its failure. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function asUnreadable(failure: Error, row: number): Error {
  return failure instanceof CsvError ? new UnreadableFile({ code: faultOf(failure.code), row }) : failure;
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
  const rows: (readonly string[])[] = [];
  try {
    for await (const { row, cells } of readRecords(db, importId, reading)) {
      if (row >= reading.headingRow) rows.push(cells);
      if (rows.length > samples) break;
    }
  } catch (error) {
    // What is wrong below the headings is told by the dry run.
    if (!(error instanceof UnreadableFile) || rows.length === 0) throw error;
  }
  const [headings, ...below] = rows;
  if (headings === undefined || headings.every((heading) => heading.trim() === '')) return undefined;
  return headings.map((heading, index) => ({
    column: index + 1,
    heading: shown(heading.trim()),
    samples: below.map((cells) => shown((cells[index] ?? '').trim())),
  }));
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
  let fault: UnreadableFile | undefined;
  const next = async (count: number): Promise<FileRecord[]> => {
    const taken: FileRecord[] = [];
    if (fault !== undefined) throw fault;
    try {
      while (taken.length < count) {
        const { done, value } = await records.next();
        if (done === true) break;
        taken.push(value);
      }
    } catch (error) {
      if (!(error instanceof UnreadableFile) || taken.length === 0) throw error;
      // The rows before it first; it is thrown when more are asked for.
      fault = error;
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
