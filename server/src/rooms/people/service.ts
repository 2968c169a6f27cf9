import { type Directory, keyText, type WorkspaceKey } from '../../engine/index.ts';
import type { Queryable } from '../../kit/db.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { identifiersOf } from './rules/identifiers.ts';
import { insertClaims, type OwnerRow, readOwners, redirectIdentifiers } from './store.ts';

/** The people room's answer to «whose fact is this?». */
export const peopleDirectory: Directory = {
  identifiersOf,
  async owners(db, keys) {
    const unique = [...new Map(keys.map((key) => [keyText(key), key])).values()];
    return new Map((await readOwners(db, unique)).map(({ key, owner }) => [keyText(key), owner]));
  },
  claim(tx, claims) {
    // Sorted, so that two batches that want the same identifiers wait for each other in one direction only.
    const keyed = claims.map((claim) => ({ claim, text: keyText(claim) }));
    keyed.sort((left, right) => (left.text < right.text ? -1 : 1));
    return insertClaims(
      tx,
      keyed.map(({ claim }) => claim),
    );
  },
  redirect: redirectIdentifiers,
};

/** Whom some identifiers lead to, in one look; those that nobody owns are absent. */
export function findOwners(db: Queryable, keys: readonly WorkspaceKey[]): Promise<readonly OwnerRow[]> {
  return readOwners(db, keys);
}

/** The person that an identifier leads to. */
export async function findPerson(db: Queryable, key: WorkspaceKey): Promise<SubjectId | undefined> {
  return (await readOwners(db, [key]))[0]?.owner.subject;
}

/** The person that a user id leads to. */
export function findPersonByUserId(
  db: Queryable,
  workspace: WorkspaceId,
  userId: string,
): Promise<SubjectId | undefined> {
  return findPerson(db, { workspace, kind: 'userId', value: userId });
}
