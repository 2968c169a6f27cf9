import type { Queryable } from '../../kit/db.ts';
import type { Lane, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { ledgerLimits } from './limits.ts';
import { pageSize, parseStatementCursor, writeCursor } from './rules/cursor.ts';
import { type Movement, movementsBefore } from './store-statement.ts';
import type { Page } from './types.ts';

/** A holder's movements, newest first. A cursor that did not come from here throws a RangeError. */
export async function statement(
  db: Queryable,
  lane: Lane,
  workspace: WorkspaceId,
  holder: SubjectId,
  cursor: string | null,
  limit: number,
): Promise<Page<Movement>> {
  const size = pageSize(limit, ledgerLimits.statementPage);
  const found = await movementsBefore(db, lane, workspace, holder, parseStatementCursor(cursor), size + 1);
  const items = found.slice(0, size);
  const last = items.at(-1);
  const more = found.length > size && last !== undefined;
  return { items, next: more ? writeCursor(last.at, last.transferId, last.line) : null };
}
