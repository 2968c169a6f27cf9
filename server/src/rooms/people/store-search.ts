import { textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { Standing } from './rules/listed.ts';
import { type PersonListRow, personColumns, personOfRow, type StoredPerson } from './store-persons.ts';

export interface PersonSearch {
  readonly workspace: WorkspaceId;
  /** A text-search query. */
  readonly query: string;
  /** Whether so many may be found that a page of them is among the newest persons. */
  readonly mayBeMany: boolean;
  /** Undefined: persons of all standings. */
  readonly standings: readonly Standing[] | undefined;
  readonly before: readonly [number, string];
  readonly limit: number;
}

function wantedOf(standings: readonly Standing[] | undefined): string | null {
  return standings === undefined ? null : textArray(standings);
}

/** Of what may be many, a page is looked for among so many of the newest persons before the index is asked. */
const newestAtFirst = 2_000;
/** So many whom the index finds are sorted then; of more, a page is looked for among more of the newest. */
const sortedAtMost = 10_000;
const newestAtLast = 20_000;

/** The condition of the index; a query that does not repeat it cannot use it. */
const known = `joined_into is null and (name is not null or email is not null or phone is not null
                                        or user_id is not null)`;

/**
 * Persons whom a search finds, newest first. Few are found by the index and sorted. Many are met soon by walking back
 * by age, unless all of them are old: then even many are sorted. Each statement is put so that one plan alone can serve
 * it, because a planner that knew the text would guess wrong how many it finds.
 */
export async function findPersons(db: Queryable, search: PersonSearch): Promise<PersonListRow[]> {
  const { mayBeMany, limit } = search;
  if (!mayBeMany) return (await sortFound(db, search, undefined)) ?? [];
  const first = await walkBack(db, search, newestAtFirst);
  if (first.length === limit) return first;
  const few = await sortFound(db, search, sortedAtMost);
  if (few !== undefined) return few;
  const last = await walkBack(db, search, newestAtLast);
  return last.length === limit ? last : ((await sortFound(db, search, undefined)) ?? []);
}

/** Sorts what the index finds; undefined when that is more than the most. */
async function sortFound(
  db: Queryable,
  { workspace, query, standings, before, limit }: PersonSearch,
  most: number | undefined,
): Promise<PersonListRow[] | undefined> {
  const { rows } = await db.query<StoredPerson & { found: string }>({
    name: 'people-search-sorted',
    text: `
      with found as materialized (
        select ${personColumns} from people_persons
        where lane between 0 and 255 and workspace_id = $1 and ${known} and search @@ $2::text::tsquery
        limit $3)
      select total.found, p.*
      from (select count(*) as found from found) total
      left join lateral (
        select * from found
        where (created_at, person_id) < ($4, $5) and ($7::text[] is null or standing = any($7))
        order by created_at desc, person_id desc limit $6) p on true`,
    values: [workspace, query, most === undefined ? null : most + 1, ...before, limit, wantedOf(standings)],
  });
  if (most !== undefined && Number(rows[0]?.found ?? 0) > most) return undefined;
  return rows.filter((row) => row.person_id !== null).map(personOfRow);
}

/** Looks at so many of the newest persons, one after the other. */
async function walkBack(
  db: Queryable,
  { workspace, query, standings, before, limit }: PersonSearch,
  most: typeof newestAtFirst | typeof newestAtLast,
): Promise<PersonListRow[]> {
  const { rows } = await db.query<StoredPerson>({
    name: `people-search-newest-${most}`,
    text: `
      select ${personColumns}
      from (
        select ${personColumns}, search from people_persons
        where lane between 0 and 255 and workspace_id = $1 and joined_into is null
          and (created_at, person_id) < ($2, $3)
        order by created_at desc, person_id desc limit ${most}) newest
      where search @@ $4::text::tsquery and ($6::text[] is null or standing = any($6))
      order by created_at desc, person_id desc limit $5`,
    values: [workspace, ...before, query, limit, wantedOf(standings)],
  });
  return rows.map(personOfRow);
}
