import { readSurvivor, type StoredSubject } from '../../engine/index.ts';
import type { Queryable } from '../../kit/db.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { type PeoplePart, personOf } from '../people/index.ts';
import { serverTraits } from './rules/known-traits.ts';
import type { ReferralPart } from './rules/part.ts';

/** What is kept of a person, as far as programs look at it. */
export interface PersonParts {
  readonly parts: readonly ReferralPart[];
  /** What the company's own server says of them; a browser's word is no trait. */
  readonly traits: ReturnType<typeof serverTraits>;
}

/** Of somebody nobody knows, nothing is kept. */
export function personParts(stored: StoredSubject | undefined): PersonParts {
  // The rooms' own parts, as the engine kept them.
  const parts = (stored?.partsOf('referral') ?? []) as readonly ReferralPart[];
  const known = personOf((stored?.partsOf('people') ?? []) as readonly PeoplePart[]);
  return { parts, traits: serverTraits(known.traits) };
}

export async function readPersonParts(db: Queryable, workspace: WorkspaceId, person: SubjectId): Promise<PersonParts> {
  return personParts(await readSurvivor(db, workspace, person));
}
