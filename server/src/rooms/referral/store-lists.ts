import type { ProgramDefinition } from '@sarafan/contract';
import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { laneCount, type ProfileId, type ProgramId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
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
      select p.workspace_id, p.program_id, p.person_id, v.definition
      from referral_participants p
      cross join lateral (
        select definition from referral_versions
        where workspace_id = p.workspace_id and program_id = p.program_id order by version desc limit 1) v
      where p.lane = any($1::smallint[]) and p.code = $2
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
    text: `select code from referral_participants where lane = any($1::smallint[]) and code = any($2::text[])`,
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
      select person_id, code, joined_at from referral_participants
      where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3
        and joined_at <= $4 and (joined_at, person_id) < ($4, $5)
      order by joined_at desc, person_id desc limit $6`,
    values: [allLanes, workspace, program, ...before, limit],
  });
  return rows.map((row) => ({
    person: row.person_id as SubjectId,
    program,
    code: row.code,
    joinedAt: Number(row.joined_at),
  }));
}

export interface PairRow {
  readonly friend: SubjectId;
  readonly referrer: SubjectId | null;
  readonly channel: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly order: string | null;
  readonly touchedAt: number | null;
  readonly changedAt: number;
}

export interface PairFilter {
  readonly status?: string;
  /** All profiles of the referrer: a pair of before a join bears the profile it was made with. */
  readonly referrers?: readonly ProfileId[];
}

const pairsSql = (narrowed: '' | 'and referrer_id = any($8::text[])'): string => `
  select friend_id, referrer_id, channel, status, reason, order_id, touched_at, changed_at
  from referral_pairs
  where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3 ${narrowed}
    and ($4::text is null or status = $4) and (changed_at, friend_id) < ($5, $6)
  order by changed_at desc, friend_id desc limit $7`;

/** The pairs of a program, those that changed last first: one that changes meanwhile is seen at the beginning. */
export async function pagePairs(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  filter: PairFilter,
  before: readonly [number, string],
  limit: number,
): Promise<PairRow[]> {
  const { status = null, referrers } = filter;
  const values = [allLanes, workspace, program, status, ...before, limit];
  const { rows } = await db.query<{
    friend_id: string;
    referrer_id: string | null;
    channel: string | null;
    status: string;
    reason: string | null;
    order_id: string | null;
    touched_at: string | null;
    changed_at: string;
  }>(
    referrers === undefined
      ? { name: 'referral-page-pairs', text: pairsSql(''), values }
      : {
          name: 'referral-page-pairs-of',
          text: pairsSql('and referrer_id = any($8::text[])'),
          values: [...values, textArray(referrers)],
        },
  );
  return rows.map((row) => ({
    friend: row.friend_id as SubjectId,
    referrer: row.referrer_id === null ? null : (row.referrer_id as SubjectId),
    channel: row.channel,
    status: row.status,
    reason: row.reason,
    order: row.order_id,
    touchedAt: row.touched_at === null ? null : Number(row.touched_at),
    changedAt: Number(row.changed_at),
  }));
}

export interface VersionListRow {
  readonly version: number;
  readonly launchedAt: number;
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
    note: string;
    definition: ProgramDefinition;
  }>(
    `select version, launched_at, note, definition from referral_versions
     where workspace_id = $1 and program_id = $2 and ($3::int is null or version < $3)
     order by version desc limit $4`,
    [workspace, program, before ?? null, limit],
  );
  return rows.map(({ version, launched_at, note, definition }) => {
    return { version, launchedAt: Number(launched_at), note, definition };
  });
}
