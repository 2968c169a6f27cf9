import type { PersonSummary } from '@sarafan/contract';
import type { Queryable } from '../../kit/db.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { PersonListRow } from './store-persons.ts';
import { readSummaries } from './store-summaries.ts';

/** A person as the API tells of one. */
export function summaryOf(row: PersonListRow): PersonSummary {
  const { person, userId, email, phone, name, standing, said, createdAt } = row;
  const knownBy = standing === 'visitor' ? 'browser' : standing;
  return { person, userId, email, phone, name, knownBy, said, createdAt: isoMoment(createdAt) };
}

/** Somebody who joined one who joined another: more steps than lists ever meet at once. */
const stepsAtMost = 8;

/**
 * Who persons are, for lists of other rooms that know their ids only: under the id of somebody who turned out to be
 * another person stands that other person.
 */
export async function personSummaries(
  db: Queryable,
  workspace: WorkspaceId,
  persons: readonly (SubjectId | null)[],
): Promise<(person: SubjectId | null) => PersonSummary | null> {
  const rows = new Map<SubjectId, PersonListRow>();
  const joined = new Map<SubjectId, SubjectId>();
  let wanted = [...new Set(persons.filter((person) => person !== null))];
  for (let step = 0; step < stepsAtMost && wanted.length > 0; step += 1) {
    const read = await readSummaries(db, workspace, wanted);
    for (const { row, joinedInto } of read) {
      rows.set(row.person, row);
      if (joinedInto !== undefined) joined.set(row.person, joinedInto);
    }
    wanted = [...new Set(read.flatMap(({ joinedInto }) => joinedInto ?? []))].filter((person) => !rows.has(person));
  }
  return (person) => {
    let found = person === null ? undefined : rows.get(person);
    for (let step = 0; step < stepsAtMost; step += 1) {
      const next = found === undefined ? undefined : joined.get(found.person);
      found = (next === undefined ? undefined : rows.get(next)) ?? found;
    }
    return found === undefined ? null : summaryOf(found);
  };
}
