import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { laneOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { type PersonListRow, personColumns, personOfRow, type StoredPerson } from './store-persons.ts';

/** The rows of some persons with whom each of them turned out to be. */
export async function readSummaries(
  db: Queryable,
  workspace: WorkspaceId,
  persons: readonly SubjectId[],
): Promise<readonly { readonly row: PersonListRow; readonly joinedInto: SubjectId | undefined }[]> {
  if (persons.length === 0) return [];
  const { rows } = await db.query<StoredPerson & { joined_into: string | null }>({
    name: 'people-summaries',
    text: `
      select p.* from unnest($1::smallint[], $2::text[]) as k(lane, id)
      cross join lateral (
        select ${personColumns}, joined_into from people_persons
        where lane = k.lane and person_id = k.id and workspace_id = $3 limit 1) p`,
    values: [scalarArray(persons.map(laneOfSubject)), textArray(persons), workspace],
  });
  return rows.map((row) => ({
    row: personOfRow(row),
    joinedInto: row.joined_into === null ? undefined : (row.joined_into as SubjectId),
  }));
}
