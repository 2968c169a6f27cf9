import { textArray } from '../kit/arrays.ts';
import type { Queryable } from '../kit/db.ts';
import { laneOfSubject, type ProfileId, type SubjectId, type WorkspaceId } from '../kit/values/ids.ts';
import type { EpochMs } from '../kit/values/time.ts';

/** A subject as its lane left it, with the parts of some reactors: what services compute answers from. */
export interface StoredSubject {
  readonly subject: SubjectId;
  readonly createdAt: EpochMs;
  /** All profiles that make this subject; its own is the first. */
  readonly profiles: readonly ProfileId[];
  /** The subject whom this one turned out to be. */
  readonly redirect: SubjectId | undefined;
  /** A reactor's parts, in the order of the profiles. */
  readonly partsOf: (reactor: string) => readonly unknown[];
}

/** Reads a subject and its reactors' parts in one statement; undefined when the workspace has no such subject. */
export async function readSubject(
  db: Queryable,
  workspace: WorkspaceId,
  subject: SubjectId,
  reactors: readonly string[],
): Promise<StoredSubject | undefined> {
  const { rows } = await db.query<{
    created_at: string;
    profiles: string[];
    redirect: string | null;
    reactor: string | null;
    profile_id: string | null;
    state: string | null;
  }>({
    name: 'engine-read-subject',
    text: `
      select s.created_at, s.profiles, s.redirect, p.reactor, p.profile_id, p.state
      from engine_subjects s
      left join engine_state p on p.lane = s.lane and p.subject_id = s.subject_id and p.reactor = any($4::text[])
      where s.lane = $1 and s.subject_id = $2 and s.workspace_id = $3`,
    values: [laneOfSubject(subject), subject, workspace, textArray(reactors)],
  });
  const [first] = rows;
  if (first === undefined) return undefined;
  const profiles = first.profiles as ProfileId[];
  const partsOf = (reactor: string): unknown[] =>
    profiles.flatMap((profile) => {
      const state = rows.find((row) => row.reactor === reactor && row.profile_id === profile)?.state;
      return typeof state === 'string' ? [JSON.parse(state) as unknown] : [];
    });
  return {
    subject,
    createdAt: Number(first.created_at),
    profiles,
    redirect: first.redirect === null ? undefined : (first.redirect as SubjectId),
    partsOf,
  };
}

/** More joins in a row than a person can have had. */
const redirectsAtMost = 64;

/** The subject that this one turned out to be, or itself. */
export async function readSurvivor(
  db: Queryable,
  workspace: WorkspaceId,
  subject: SubjectId,
  reactors: readonly string[],
): Promise<StoredSubject | undefined> {
  let found = await readSubject(db, workspace, subject, reactors);
  for (let followed = 0; found?.redirect !== undefined && followed < redirectsAtMost; followed += 1) {
    found = await readSubject(db, workspace, found.redirect, reactors);
  }
  return found;
}
