import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { laneCount, laneOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { type PersonListRow, personColumns, personOfRow, type StoredPerson } from './store-persons.ts';

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

export interface PersonSearch {
  readonly workspace: WorkspaceId;
  /** A text-search query. */
  readonly query: string;
  /** Persons who are found whatever the query says of them. */
  readonly exact: readonly SubjectId[];
  readonly before: readonly [number, string];
  readonly limit: number;
}

/** So many persons are sorted; when more are found, they lie so close that walking back by age meets them soon. */
const sortedAtMost = 10_000;

/** The condition of the index; a query that does not repeat it cannot use it. */
const known = `joined_into is null and (name is not null or email is not null or phone is not null
                                        or user_id is not null)`;

/**
 * Persons whom a search finds, newest first. The statements bear no name: the plan for one text is wrong for another,
 * so each is planned for its own.
 */
export async function findPersons(db: Queryable, search: PersonSearch): Promise<PersonListRow[]> {
  return (await sortFound(db, search)) ?? walkBack(db, search);
}

/** Sorts what the index finds; undefined when that is too much. */
async function sortFound(
  db: Queryable,
  { workspace, query, exact, before, limit }: PersonSearch,
): Promise<PersonListRow[] | undefined> {
  const { rows } = await db.query<StoredPerson & { found: string }>({
    text: `
      with found as materialized (
        select ${personColumns} from people_persons
        where lane = any($1::smallint[]) and workspace_id = $2 and ${known} and search @@ $3::text::tsquery
        limit ${sortedAtMost + 1})
      select total.found, p.*
      from (select count(*) as found from found) total
      left join lateral (
        select * from (
          select ${personColumns} from found
          union
          select e.* from unnest($4::smallint[], $5::text[]) as k(lane, id)
          cross join lateral (
            select ${personColumns} from people_persons
            where lane = k.lane and person_id = k.id and workspace_id = $2 and joined_into is null limit 1) e) each
        where (created_at, person_id) < ($6, $7)
        order by created_at desc, person_id desc limit $8) p on true`,
    values: [
      ...[allLanes, workspace, query, scalarArray(exact.map(laneOfSubject)), textArray(exact)],
      ...[...before, limit],
    ],
  });
  if (Number(rows[0]?.found ?? 0) > sortedAtMost) return undefined;
  return rows.filter((row) => row.person_id !== null).map(personOfRow);
}

/** Walks back by age: the condition is put so that only this order can serve it. */
async function walkBack(
  db: Queryable,
  { workspace, query, exact, before, limit }: PersonSearch,
): Promise<PersonListRow[]> {
  const { rows } = await db.query<StoredPerson>({
    text: `
      select ${personColumns} from people_persons
      where lane = any($1::smallint[]) and workspace_id = $2 and joined_into is null
        and ((search @@ $3::text::tsquery) is true or person_id = any($4::text[]))
        and (created_at, person_id) < ($5, $6)
      order by created_at desc, person_id desc limit $7`,
    values: [allLanes, workspace, query, textArray(exact), ...before, limit],
  });
  return rows.map(personOfRow);
}
