import type { ImportConsent } from '@sarafan/contract';
import {
  fromTheNewest,
  type Page,
  type PageRequest,
  pageFrom,
  pageSize,
  readCursor,
  writeCursor,
} from '../../kit/api/paging.ts';
import type { Pool } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { type ConsentPage, type ConsentRow, pageConsents } from './store-consents.ts';

/** Reads what imports state of consent; the room of imports, which stands above this one, keeps it. */
export type ConsentStatements = (
  workspace: WorkspaceId,
  imports: readonly string[],
) => Promise<ReadonlyMap<string, ImportConsent>>;

export interface Consent extends ConsentRow {
  /** What the import states that brought this evidence. */
  readonly statement: ImportConsent | undefined;
}

interface ConsentOptions {
  readonly pool: Pool;
  readonly consentStatements: ConsentStatements;
}

/** The evidence that facts hold, newest first, with the statements that it points to. */
export async function listConsents(
  { pool, consentStatements }: ConsentOptions,
  whose: Omit<ConsentPage, 'before' | 'limit'>,
  request: PageRequest,
): Promise<Page<Consent>> {
  const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
  const limit = pageSize(request);
  const rows = await pageConsents(pool, { ...whose, before, limit: limit + 1 });
  const statements = await consentStatements(whose.workspace, [...new Set(rows.flatMap(importIdOf))]);
  return pageFrom(
    rows,
    limit,
    (row) => ({ ...row, statement: importIdOf(row).map((id) => statements.get(id))[0] }),
    (last) => writeCursor(last.givenAt, last.messageId),
  );
}

function importIdOf({ evidence }: ConsentRow): string[] {
  const id = evidence['import'];
  return typeof id === 'string' ? [id] : [];
}
