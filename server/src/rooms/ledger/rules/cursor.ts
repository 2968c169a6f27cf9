import type { Lane } from '../../../kit/values/ids.ts';
import { laneCount } from '../../../kit/values/ids.ts';
import { type EpochMs, latestMoment } from '../../../kit/values/time.ts';

/** A place in a holder's statement, which is read from the newest movement back. */
export interface StatementCursor {
  readonly at: EpochMs;
  readonly transferId: string;
  readonly line: number;
}

/** A place in an export, which is read lane after lane. */
export interface ExportCursor {
  readonly lane: Lane;
  readonly transferId: string;
  readonly line: number;
}

/** Cursors are opaque to their readers: `number.transferId.line`. */
export function writeCursor(first: number, transferId: string, line: number): string {
  return `${first}.${transferId}.${line}`;
}

/** The start is after the latest moment there can be. */
export function parseStatementCursor(text: string | null): StatementCursor {
  if (text === null) return { at: latestMoment + 1, transferId: '', line: 0 };
  const { first, transferId, line } = parse(text, latestMoment);
  return { at: first, transferId, line };
}

export function parseExportCursor(text: string | null): ExportCursor {
  if (text === null) return { lane: 0, transferId: '', line: 0 };
  const { first, transferId, line } = parse(text, laneCount - 1);
  return { lane: first, transferId, line };
}

const cursorForm = /^(\d{1,15})\.((?:trf_[0-9a-hjkmnp-tv-z]{16})?)\.(\d{1,4})$/;

function parse(text: string, most: number): { first: number; transferId: string; line: number } {
  const match = cursorForm.exec(text);
  const [, first = '', transferId = '', line = ''] = match ?? [];
  if (match === null || Number(first) > most) throw new RangeError('Not a cursor of the ledger');
  return { first: Number(first), transferId, line: Number(line) };
}

/** A page is never larger than its limit; a size that is no count is a fault of the caller. */
export function pageSize(limit: number, most: number): number {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`Not a page size: ${limit}`);
  return Math.min(limit, most);
}
