import type { Queryable } from '../../kit/db.ts';
import { laneCount, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';

/** A person as lists and exports show them. */
export interface PersonRow {
  readonly person: SubjectId;
  readonly userId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  /** The person whom this one turned out to be. */
  readonly joinedInto: SubjectId | null;
  readonly createdAt: number;
}

const pageRows = 1_000;

/** Everybody in a workspace, lane after lane, in short statements. */
export async function* exportPersons(db: Queryable, workspace: WorkspaceId): AsyncGenerator<PersonRow> {
  for (let lane = 0; lane < laneCount; lane += 1) {
    for (let after = ''; ; ) {
      const { rows } = await db.query<{
        person_id: string;
        user_id: string | null;
        email: string | null;
        phone: string | null;
        name: string | null;
        joined_into: string | null;
        created_at: string;
      }>({
        name: 'people-export',
        text: `
          select person_id, user_id, email, phone, name, joined_into, created_at from people_persons
          where lane = $1 and person_id > $2 and workspace_id = $3 order by person_id limit $4`,
        values: [lane, after, workspace, pageRows],
      });
      for (const row of rows) {
        yield {
          person: row.person_id as SubjectId,
          userId: row.user_id,
          email: row.email,
          phone: row.phone,
          name: row.name,
          joinedInto: row.joined_into as SubjectId | null,
          createdAt: Number(row.created_at),
        };
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < pageRows) break;
      after = last.person_id;
    }
  }
}
