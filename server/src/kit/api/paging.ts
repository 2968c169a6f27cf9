import { requestProblem } from './problems.ts';

/** What a list is asked for: where to go on, and how much. */
export interface PageRequest {
  readonly cursor?: string;
  readonly limit?: number;
}

export interface Page<Item> {
  readonly items: Item[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

const pageByDefault = 50;
const pageAtMost = 200;

/**
 * A page at its largest, and the row behind it. A statement that reads a page says so as a constant, within which the
 * limit that was asked for is a parameter: a planner that does not know the limit takes a page for a tenth of the
 * table, finds that dear, and plans the statement anew each time, which takes longer than to run it.
 */
export const pageRowsAtMost = pageAtMost + 1;

export function pageSize(request: PageRequest): number {
  return Math.min(request.limit ?? pageByDefault, pageAtMost);
}

type CursorPart = string | number;
type PartTypes = readonly ('string' | 'number')[];
type Parts<Types extends PartTypes> = {
  readonly [Index in keyof Types]: Types[Index] extends 'string' ? string : number;
};

/** A cursor is opaque to its reader: it is given back as it came. */
export function writeCursor(...parts: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts of a cursor of these types; undefined when there is none. Any other text is a problem of the request. */
export function readCursor<const Types extends PartTypes>(
  text: string | undefined,
  types: Types,
): Parts<Types> | undefined {
  if (text === undefined) return undefined;
  const parts = readParts(text);
  const fits = parts?.length === types.length && parts.every((part, index) => isPart(part, types[index]));
  if (!fits) throw requestProblem(400, 'bad_cursor');
  return parts as unknown as Parts<Types>;
}

function isPart(part: unknown, type: 'string' | 'number' | undefined): boolean {
  if (type === 'number') return typeof part === 'number' && Number.isSafeInteger(part);
  return typeof part === 'string' && part.length <= 1_000 && !part.includes('\u0000');
}

function readParts(text: string): readonly unknown[] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : undefined;
  } catch {
    return undefined;
  }
}

/** Where a list that is read from the newest back begins: after every moment and id. */
export const fromTheNewest: readonly [number, string] = [Number.MAX_SAFE_INTEGER, ''];

/** A page out of rows that were read one more than fit. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
  cursorOf: (last: Row) => string,
): Page<Item> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept.map(itemOf), next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
