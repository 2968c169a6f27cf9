import type { Queryable, Transaction } from '../../kit/db.ts';
import type { ProgramId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { isToBeTold, setMark } from './store-telling.ts';

/** Behind which pair of a program the next ones are. */
interface PairPlace {
  readonly lane: number;
  readonly friend: string;
}

/** A version that applies to invitations of before, and how far their friends have been told. */
export interface VersionAtWork {
  readonly workspace: WorkspaceId;
  readonly program: ProgramId;
  readonly version: number;
  readonly behind: PairPlace;
  /** Batches of before the version may still be under way. */
  readonly isMarked: boolean;
}

/** The oldest version of which somebody is still to be told, its row locked; undefined when there is none. */
export async function leaseVersion(tx: Transaction): Promise<VersionAtWork | undefined> {
  const { rows } = await tx.query<{
    workspace_id: string;
    program_id: string;
    version: number;
    work_cursor: JsonObject;
    is_marked: boolean;
  }>({
    name: 'referral-lease-version',
    text: `
      select workspace_id, program_id, version, work_cursor, work_after is not null as is_marked
      from referral_versions
      where ${isToBeTold}
      order by launched_at limit 1 for update skip locked`,
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  const { lane, friend } = row.work_cursor;
  return {
    workspace: row.workspace_id as WorkspaceId,
    program: row.program_id as ProgramId,
    version: row.version,
    behind: { lane: typeof lane === 'number' ? lane : -1, friend: typeof friend === 'string' ? friend : '' },
    isMarked: row.is_marked,
  };
}

export async function markVersion(tx: Transaction, { workspace, program, version }: VersionAtWork): Promise<void> {
  await tx.query(
    `update referral_versions set ${setMark}
     where workspace_id = $1 and program_id = $2 and version = $3`,
    [workspace, program, version],
  );
}

/** The next friends of a program, in the order of lanes. */
export async function friendsBehind(
  db: Queryable,
  { workspace, program, behind }: VersionAtWork,
  limit: number,
): Promise<(PairPlace & { readonly friend: SubjectId })[]> {
  const { rows } = await db.query<{ lane: number; friend_id: string }>({
    name: 'referral-friends-behind',
    text: `
      select lane, friend_id from referral_pairs
      where lane between 0 and 255 and workspace_id = $1 and program_id = $2 and (lane, friend_id) > ($3::smallint, $4)
      order by lane, friend_id limit $5`,
    values: [workspace, program, behind.lane, behind.friend, limit],
  });
  return rows.map((row) => ({ lane: row.lane, friend: row.friend_id as SubjectId }));
}

/** Notes how far the telling has come; without a place it is done. */
export async function advanceVersion(
  tx: Transaction,
  { workspace, program, version }: VersionAtWork,
  place: PairPlace | undefined,
  told: number,
): Promise<void> {
  await tx.query(
    `update referral_versions set work_cursor = $4::jsonb, told = told + $5
     where workspace_id = $1 and program_id = $2 and version = $3`,
    [workspace, program, version, place === undefined ? null : JSON.stringify(place), told],
  );
}
