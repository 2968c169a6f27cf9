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
import { assertedContacts } from './rules/asserted.ts';
import type { Standing } from './rules/listed.ts';
import { mayFindMany, searchQuery } from './rules/search.ts';
import { readOwners } from './store.ts';
import type { PersonListRow } from './store-persons.ts';
import { findPersons } from './store-search.ts';
import { readSummaries } from './store-summaries.ts';

export interface SearchOptions {
  readonly pool: Pool;
  readonly codeOwners: (workspace: WorkspaceId, text: string) => Promise<readonly SubjectId[]>;
}

/**
 * Whom somebody means by what they typed, newest first: a name, an address, a phone, the customer's own id, each from
 * its beginning, or an invite code. Identifiers that lists do not show, for instance a second address, lead there when
 * they are whole, and so do those that somebody left in a form.
 */
export async function searchPersons(
  { pool, codeOwners }: SearchOptions,
  workspace: WorkspaceId,
  { q, standings }: { readonly q: string; readonly standings?: readonly Standing[] | undefined },
  request: PageRequest,
): Promise<Page<PersonListRow>> {
  const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
  const limit = pageSize(request);
  const query = searchQuery(workspace, q);
  const [found, named, coded] = await Promise.all([
    findPersons(pool, { workspace, query, standings, mayBeMany: mayFindMany(q), before, limit: limit + 1 }),
    ownersOf(pool, workspace, q),
    codeOwners(workspace, q),
  ]);
  const seen = new Set(found.map(({ person }) => person));
  const others = [...new Set([...named, ...coded])].filter((person) => !seen.has(person));
  const exact = (await personsBefore(pool, workspace, others, before)).filter(
    ({ standing }) => standings === undefined || standings.includes(standing),
  );
  const rows = [...found, ...exact].sort(newerFirst);
  return pageFrom(
    rows.slice(0, limit + 1),
    limit,
    (row) => row,
    (last) => writeCursor(last.createdAt, last.person),
  );
}

/** The rows of these persons as far as they are on this page or behind it; who turned out to be another has none. */
async function personsBefore(
  db: Queryable,
  workspace: WorkspaceId,
  persons: readonly SubjectId[],
  [createdAt, person]: readonly [number, string],
): Promise<PersonListRow[]> {
  const read = await readSummaries(db, workspace, persons);
  return read.flatMap(({ row, joinedInto }) => {
    const isBefore = row.createdAt < createdAt || (row.createdAt === createdAt && row.person < person);
    return joinedInto === undefined && isBefore ? [row] : [];
  });
}

function newerFirst(left: PersonListRow, right: PersonListRow): number {
  return right.createdAt - left.createdAt || (left.person < right.person ? 1 : -1);
}

async function ownersOf(db: Queryable, workspace: WorkspaceId, text: string): Promise<SubjectId[]> {
  const email = normaliseEmail(text);
  const phone = normalisePhone(text);
  const owners = await readOwners(db, [
    { workspace, kind: 'userId', value: text.trim() },
    ...(email === undefined ? [] : [{ workspace, kind: 'email', value: email } as const]),
    ...(phone === undefined ? [] : [{ workspace, kind: 'phone', value: phone } as const]),
    ...assertedContacts({ ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) }).map(
      (claim) => ({ workspace, ...claim }),
    ),
  ]);
  return owners.map(({ owner }) => owner.subject);
}
