import type { ProgramDefinition, VersionReach } from '@sarafan/contract';
import { pageRowsAtMost } from '../../kit/api/paging.ts';
import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { laneCount, type ProgramId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { ParticipantRow } from './store.ts';

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

/** A code that was given out, with where its link leads by the program's latest version. */
export interface GivenCode {
  readonly workspace: WorkspaceId;
  readonly program: ProgramId;
  readonly person: SubjectId;
  readonly definition: ProgramDefinition;
}

/** Whose code this is; of several workspaces that gave the same one out, the first. */
export async function findGivenCode(db: Queryable, code: string): Promise<GivenCode | undefined> {
  const { rows } = await db.query<{
    workspace_id: string;
    program_id: string;
    person_id: string;
    definition: ProgramDefinition;
  }>({
    name: 'referral-find-given-code',
    text: `
      with given as (
        select workspace_id, program_id, person_id, joined_at from referral_participants
        where lane = any($1::smallint[]) and code = $2
        union all
        select workspace_id, program_id, person_id, brought_at from referral_old_codes
        where lane = any($1::smallint[]) and code = $2)
      select p.workspace_id, p.program_id, p.person_id, v.definition
      from given p
      cross join lateral (
        select definition from referral_versions
        where workspace_id = p.workspace_id and program_id = p.program_id order by version desc limit 1) v
      order by p.joined_at, p.workspace_id, p.person_id limit 1`,
    values: [allLanes, code],
  });
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    workspace: row.workspace_id as WorkspaceId,
    program: row.program_id as ProgramId,
    person: row.person_id as SubjectId,
    definition: row.definition,
  };
}

/** Which of these codes some workspace has given out. */
export async function codesInUse(db: Queryable, codes: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ code: string }>({
    name: 'referral-codes-in-use',
    text: `
      select code from referral_participants where lane = any($1::smallint[]) and code = any($2::text[])
      union
      select code from referral_old_codes where lane = any($1::smallint[]) and code = any($2::text[])`,
    values: [allLanes, textArray(codes)],
  });
  return new Set(rows.map((row) => row.code));
}

/** The participants of a program, newest first. */
export async function pageParticipants(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  before: readonly [number, string],
  limit: number,
): Promise<ParticipantRow[]> {
  const { rows } = await db.query<{ person_id: string; code: string; joined_at: string }>({
    name: 'referral-page-participants',
    text: `
      select * from (
        select person_id, code, joined_at from referral_participants
        where lane between 0 and 255 and workspace_id = $1 and program_id = $2
          and joined_at <= $3 and (joined_at, person_id) < ($3, $4)
        order by joined_at desc, person_id desc limit ${pageRowsAtMost}) page
      order by joined_at desc, person_id desc limit $5`,
    values: [workspace, program, ...before, limit],
  });
  return rows.map((row) => ({
    person: row.person_id as SubjectId,
    program,
    code: row.code,
    joinedAt: Number(row.joined_at),
  }));
}

export interface VersionListRow {
  readonly version: number;
  readonly launchedAt: number;
  readonly appliesTo: VersionReach;
  /** How many friends of before were told to look again; all of them, once it is applied. */
  readonly told: number;
  readonly isApplied: boolean;
  readonly note: string;
  readonly definition: ProgramDefinition;
}

/** The versions of a program, newest first. */
export async function pageVersions(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  before: number | undefined,
  limit: number,
): Promise<VersionListRow[]> {
  const { rows } = await db.query<{
    version: number;
    launched_at: string;
    applies_to: VersionReach;
    told: string;
    is_applied: boolean;
    note: string;
    definition: ProgramDefinition;
  }>(
    `select version, launched_at, applies_to, told, work_cursor is null as is_applied, note, definition
     from referral_versions
     where workspace_id = $1 and program_id = $2 and ($3::bigint is null or version < $3)
     order by version desc limit $4`,
    [workspace, program, before ?? null, limit],
  );
  return rows.map(({ version, launched_at, applies_to, told, is_applied, note, definition }) => {
    const reach = { appliesTo: applies_to, told: Number(told), isApplied: is_applied };
    return { version, launchedAt: Number(launched_at), ...reach, note, definition };
  });
}
