import type { Queryable } from '../../kit/db.ts';
import type { ProgramId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { knownPersons } from '../people/index.ts';
import { findParticipants } from './store.ts';

/** Under which code each of these persons takes part in a program; whoever does not is absent. */
export async function codesOfPersons(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  persons: readonly SubjectId[],
): Promise<Map<SubjectId, string>> {
  if (persons.length === 0) return new Map();
  const known = await knownPersons(db, workspace, persons);
  const profiles = [...known.values()].flatMap((each) => each.profiles);
  const rows = await findParticipants(db, workspace, program, profiles);
  const codes = new Map(rows.map(({ person, code }) => [person, code]));
  return new Map(
    [...known].flatMap(([person, each]) => {
      const code = each.profiles.map((profile) => codes.get(profile)).find((found) => found !== undefined);
      return code === undefined ? [] : [[person, code] as const];
    }),
  );
}
