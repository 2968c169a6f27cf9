import { scalarArray, textArray } from '../kit/arrays.ts';
import type { Queryable } from '../kit/db.ts';
import { laneOfSubject, type ProfileId, type SubjectId, type WorkspaceId } from '../kit/values/ids.ts';
import type { EpochMs } from '../kit/values/time.ts';
import { partsIn, profilesIn } from './batch/memory.ts';

/** A subject as its lane left it, with its parts: what services compute answers from. */
export interface StoredSubject {
  readonly subject: SubjectId;
  readonly createdAt: EpochMs;
  /** All profiles that make this subject; its own is the first. */
  readonly profiles: readonly ProfileId[];
  /** The subject whom this one turned out to be. */
  readonly redirect: SubjectId | undefined;
  /** A reactor's parts, in the order of the profiles. */
  readonly partsOf: (reactor: string) => readonly unknown[];
  /** A reactor's part of one of the profiles; undefined when it has none. */
  readonly partOf: (reactor: string, profile: ProfileId) => unknown;
}

/** Reads a subject with its parts; undefined when the workspace has no such subject. */
export async function readSubject(
  db: Queryable,
  workspace: WorkspaceId,
  subject: SubjectId,
): Promise<StoredSubject | undefined> {
  return (await readSubjects(db, workspace, [subject]))[0];
}

interface SubjectRow {
  readonly subject_id: string;
  readonly created_at: string;
  readonly profiles: string;
  readonly redirect: string | null;
  readonly state: string;
}

/** Reads many subjects with their parts; those that the workspace does not know are absent. */
export async function readSubjects(
  db: Queryable,
  workspace: WorkspaceId,
  subjects: readonly SubjectId[],
): Promise<StoredSubject[]> {
  const { rows } = await db.query<SubjectRow>({
    name: 'engine-read-subjects',
    text: `
      select s.* from unnest($1::smallint[], $2::text[]) as k(lane, id)
      cross join lateral (
        select subject_id, created_at, profiles, redirect, state from engine_subjects
        where lane = k.lane and subject_id = k.id and workspace_id = $3 limit 1) s`,
    values: [scalarArray(subjects.map(laneOfSubject)), textArray(subjects), workspace],
  });
  return rows.map(storedSubject);
}

function storedSubject(row: SubjectRow): StoredSubject {
  const subject = row.subject_id as SubjectId;
  const profiles = profilesIn(row.profiles);
  const parts = partsIn(row.state);
  const partOf = (reactor: string, profile: ProfileId): unknown => parts.get(reactor)?.get(profile);
  const partsOf = (reactor: string): unknown[] =>
    profiles.flatMap((profile) => {
      const part = partOf(reactor, profile);
      return part === undefined ? [] : [part];
    });
  const redirect = row.redirect === null ? undefined : (row.redirect as SubjectId);
  return { subject, createdAt: Number(row.created_at), profiles, redirect, partsOf, partOf };
}

/** More joins in a row than a person can have had. */
const redirectsAtMost = 64;

/** The subject that this one turned out to be, or itself. */
export async function readSurvivor(
  db: Queryable,
  workspace: WorkspaceId,
  subject: SubjectId,
): Promise<StoredSubject | undefined> {
  return (await readSurvivors(db, workspace, [subject])).get(subject);
}

/** Who some subjects turned out to be, with their parts; those that the workspace does not know are absent. */
export function readSurvivors(
  db: Queryable,
  workspace: WorkspaceId,
  subjects: readonly SubjectId[],
): Promise<ReadonlyMap<SubjectId, StoredSubject>> {
  return survivorsOf(subjects, (wanted) => readSubjects(db, workspace, wanted));
}

/** A subject after joins were followed: who it is and all profiles that make it. */
export interface Survivor {
  readonly subject: SubjectId;
  readonly profiles: readonly ProfileId[];
}

/** Who some subjects turned out to be, without their states; those that the workspace does not know are absent. */
export function findSurvivors(
  db: Queryable,
  workspace: WorkspaceId,
  subjects: readonly SubjectId[],
): Promise<ReadonlyMap<SubjectId, Survivor>> {
  return survivorsOf(subjects, (wanted) => readRedirects(db, workspace, wanted));
}

/** Follows joins, a read for each step that any of the subjects is away from whom it turned out to be. */
async function survivorsOf<Found extends Redirected>(
  subjects: readonly SubjectId[],
  read: (wanted: readonly SubjectId[]) => Promise<readonly Found[]>,
): Promise<ReadonlyMap<SubjectId, Found>> {
  const known = new Map<SubjectId, Found>();
  let wanted = [...new Set(subjects)];
  for (let followed = 0; wanted.length > 0 && followed <= redirectsAtMost; followed += 1) {
    const found = await read(wanted);
    for (const each of found) known.set(each.subject, each);
    wanted = [...new Set(found.flatMap(({ redirect }) => redirect ?? []))].filter((subject) => !known.has(subject));
  }
  const survivors = new Map<SubjectId, Found>();
  for (const subject of subjects) {
    let found = known.get(subject);
    for (let step = 0; found?.redirect !== undefined && step < redirectsAtMost; step += 1) {
      found = known.get(found.redirect);
    }
    if (found !== undefined && found.redirect === undefined) survivors.set(subject, found);
  }
  return survivors;
}

interface Redirected {
  readonly subject: SubjectId;
  readonly redirect: SubjectId | undefined;
}

async function readRedirects(
  db: Queryable,
  workspace: WorkspaceId,
  subjects: readonly SubjectId[],
): Promise<(Survivor & Redirected)[]> {
  const { rows } = await db.query<{ subject_id: string; profiles: string; redirect: string | null }>({
    name: 'engine-read-redirects',
    text: `
      select s.subject_id, s.profiles, s.redirect from unnest($1::smallint[], $2::text[]) as k(lane, id)
      cross join lateral (
        select subject_id, profiles, redirect from engine_subjects
        where lane = k.lane and subject_id = k.id and workspace_id = $3 limit 1) s`,
    values: [scalarArray(subjects.map(laneOfSubject)), textArray(subjects), workspace],
  });
  return rows.map((row) => ({
    subject: row.subject_id as SubjectId,
    profiles: profilesIn(row.profiles),
    redirect: row.redirect === null ? undefined : (row.redirect as SubjectId),
  }));
}
