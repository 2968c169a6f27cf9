import type { Queryable } from '../kit/db.ts';
import { laneOfSubject, type ProfileId, type SubjectId, type WorkspaceId } from '../kit/values/ids.ts';
import type { EpochMs } from '../kit/values/time.ts';

/** A subject as its lane left it, with the parts of one reactor: what services compute answers from. */
export interface StoredSubject {
  readonly subject: SubjectId;
  readonly createdAt: EpochMs;
  /** All profiles that make this subject; its own is the first. */
  readonly profiles: readonly ProfileId[];
  /** The subject whom this one turned out to be. */
  readonly redirect: SubjectId | undefined;
  /** The reactor's parts by profile, in the order of the profiles. */
  readonly parts: ReadonlyMap<ProfileId, unknown>;
}

/** Reads a subject and one reactor's parts in one statement; undefined when the workspace has no such subject. */
export async function readSubject(
  db: Queryable,
  workspace: WorkspaceId,
  subject: SubjectId,
  reactor: string,
): Promise<StoredSubject | undefined> {
  const { rows } = await db.query<{
    created_at: string;
    profiles: string[];
    redirect: string | null;
    profile_id: string | null;
    state: string | null;
  }>({
    name: 'engine-read-subject',
    text: `
      select s.created_at, s.profiles, s.redirect, p.profile_id, p.state
      from engine_subjects s
      left join engine_state p on p.lane = s.lane and p.subject_id = s.subject_id and p.reactor = $4
      where s.lane = $1 and s.subject_id = $2 and s.workspace_id = $3`,
    values: [laneOfSubject(subject), subject, workspace, reactor],
  });
  const [first] = rows;
  if (first === undefined) return undefined;
  const stored = new Map(rows.map((row) => [row.profile_id, row.state]));
  const profiles = first.profiles as ProfileId[];
  const parts = profiles.flatMap((profile): [ProfileId, unknown][] => {
    const state = stored.get(profile);
    return typeof state === 'string' ? [[profile, JSON.parse(state)]] : [];
  });
  return {
    subject,
    createdAt: Number(first.created_at),
    profiles,
    redirect: first.redirect === null ? undefined : (first.redirect as SubjectId),
    parts: new Map(parts),
  };
}

/** More joins in a row than a person can have had. */
const redirectsAtMost = 64;

/** The subject that this one turned out to be, or itself. */
export async function readSurvivor(
  db: Queryable,
  workspace: WorkspaceId,
  subject: SubjectId,
  reactor: string,
): Promise<StoredSubject | undefined> {
  let found = await readSubject(db, workspace, subject, reactor);
  for (let followed = 0; found?.redirect !== undefined && followed < redirectsAtMost; followed += 1) {
    found = await readSubject(db, workspace, found.redirect, reactor);
  }
  return found;
}
