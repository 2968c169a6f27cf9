import type { Queryable } from '../../kit/db.ts';
import { type Lane, laneCount, type TransferId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { ledgerLimits } from './limits.ts';
import { type ExportCursor, pageSize, parseExportCursor, writeCursor } from './rules/cursor.ts';
import { type ExportedPosting, postingsAfter } from './store-export.ts';
import { type Page, type StoredAccount, storedAccountName } from './types.ts';

/** One side of a posting: what it took from an account (below zero) or brought to it. */
export interface Entry {
  readonly lane: Lane;
  readonly transferId: TransferId;
  readonly line: number;
  /** The account's name: `issuer`, `per_…:available`. */
  readonly account: string;
  readonly unit: string;
  readonly amount: bigint;
  readonly at: EpochMs;
}

/**
 * The workspace's entries, both sides of a posting together, lane after lane: at most `limit` postings a page, each a
 * short statement of its own. The pages together miss nothing that was posted before the first of them.
 */
export async function exportEntries(
  db: Queryable,
  workspace: WorkspaceId,
  afterCursor: string | null,
  limit: number,
): Promise<Page<Entry>> {
  const size = pageSize(limit, ledgerLimits.exportPage);
  const items: Entry[] = [];
  let cursor: ExportCursor | undefined = parseExportCursor(afterCursor);
  let wanted = size;
  while (cursor !== undefined && wanted > 0) {
    const postings = await postingsAfter(db, workspace, cursor, wanted);
    for (const posting of postings) items.push(...entriesOf(posting));
    const last = postings.at(-1);
    const full = postings.length === wanted && last !== undefined;
    cursor = full ? { lane: last.lane, transferId: last.transferId, line: last.line } : laneAfter(cursor.lane);
    wanted -= postings.length;
  }
  return { items, next: cursor === undefined ? null : writeCursor(cursor.lane, cursor.transferId, cursor.line) };
}

function laneAfter(lane: Lane): ExportCursor | undefined {
  return lane + 1 < laneCount ? { lane: lane + 1, transferId: '', line: 0 } : undefined;
}

function entriesOf({ lane, transferId, line, unit, amount, at, from, to }: ExportedPosting): [Entry, Entry] {
  const entry = (account: StoredAccount, signed: bigint): Entry => {
    return { lane, transferId, line, account: storedAccountName(account), unit, amount: signed, at };
  };
  return [entry(from, -amount), entry(to, amount)];
}
