import {
  fromTheNewest,
  type Page,
  type PageRequest,
  pageFrom,
  pageSize,
  readCursor,
  writeCursor,
} from '../../kit/api/paging.ts';
import type { Pool, Queryable } from '../../kit/db.ts';
import { normaliseEmail, normalisePhone } from '../../kit/values/identifiers.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { searchQuery } from './rules/search.ts';
import { readOwners } from './store.ts';
import type { PersonListRow } from './store-persons.ts';
import { findPersons } from './store-search.ts';

export interface SearchOptions {
  readonly pool: Pool;
  readonly codeOwners: (workspace: WorkspaceId, text: string) => Promise<readonly SubjectId[]>;
}

/**
 * Whom somebody means by what they typed, newest first: a name, an address, a phone, the customer's own id, each from
 * its beginning, or an invite code. Identifiers that lists do not show, for instance a second address, lead there when
 * they are whole.
 */
export async function searchPersons(
  { pool, codeOwners }: SearchOptions,
  workspace: WorkspaceId,
  text: string,
  request: PageRequest,
): Promise<Page<PersonListRow>> {
  const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
  const limit = pageSize(request);
  const named = await ownersOf(pool, workspace, text);
  const exact = [...new Set([...named, ...(await codeOwners(workspace, text))])];
  const query = searchQuery(workspace, text);
  const rows = await findPersons(pool, { workspace, query, exact, before, limit: limit + 1 });
  return pageFrom(
    rows,
    limit,
    (row) => row,
    (last) => writeCursor(last.createdAt, last.person),
  );
}

async function ownersOf(db: Queryable, workspace: WorkspaceId, text: string): Promise<SubjectId[]> {
  const email = normaliseEmail(text);
  const phone = normalisePhone(text);
  const owners = await readOwners(db, [
    { workspace, kind: 'userId', value: text.trim() },
    ...(email === undefined ? [] : [{ workspace, kind: 'email', value: email } as const]),
    ...(phone === undefined ? [] : [{ workspace, kind: 'phone', value: phone } as const]),
  ]);
  return owners.map(({ owner }) => owner.subject);
}
