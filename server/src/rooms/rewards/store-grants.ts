import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import {
  type GrantId,
  laneCount,
  laneOfSubject,
  type ProfileId,
  type ProgramId,
  type SubjectId,
  type WorkspaceId,
} from '../../kit/values/ids.ts';
import type { Side } from './rules/grant.ts';
import type { GrantState } from './rules/movement.ts';

export interface GrantRow {
  readonly grant: GrantId;
  readonly program: ProgramId;
  readonly version: number;
  readonly side: Side;
  readonly holder: SubjectId;
  readonly friend: SubjectId;
  readonly order: string;
  readonly unit: string;
  readonly amountMinor: bigint;
  readonly state: GrantState;
  readonly reason: string | null;
  readonly grantedAt: number;
  readonly availableAt: number;
}

interface StoredGrant {
  grant_id: string;
  holder_id: string;
  friend_id: string;
  program_id: string;
  version: number;
  side: string;
  order_id: string;
  unit: string;
  amount: string;
  state: string;
  reason: string | null;
  granted_at: string;
  available_at: string;
}

const columns = `g.grant_id, g.holder_id, g.friend_id, g.program_id, g.version, g.side, g.order_id, g.unit, g.amount,
                 g.state, g.reason, g.granted_at, g.available_at`;

function grantOfRow(row: StoredGrant): GrantRow {
  return {
    grant: row.grant_id as GrantId,
    program: row.program_id as ProgramId,
    version: row.version,
    side: row.side as Side,
    holder: row.holder_id as SubjectId,
    friend: row.friend_id as SubjectId,
    order: row.order_id,
    unit: row.unit,
    amountMinor: BigInt(row.amount),
    state: row.state as GrantState,
    reason: row.reason,
    grantedAt: Number(row.granted_at),
    availableAt: Number(row.available_at),
  };
}

/** The grants of a person, newest first. `profiles` are all that make the person: rows of one who joins come later. */
export async function grantsOfProfiles(
  db: Queryable,
  workspace: WorkspaceId,
  profiles: readonly ProfileId[],
  before: readonly [number, string],
  limit: number,
): Promise<GrantRow[]> {
  const { rows } = await db.query<StoredGrant>({
    name: 'rewards-grants-of-profiles',
    text: `
      select g.* from unnest($1::smallint[], $2::text[]) as k(lane, holder_id)
      cross join lateral (
        select ${columns} from rewards_grants g
        where g.lane = k.lane and g.workspace_id = $3 and g.holder_id = k.holder_id
          and g.granted_at <= $4 and (g.granted_at, g.grant_id) < ($4, $5)
        order by g.granted_at desc, g.grant_id desc limit $6) g
      order by g.granted_at desc, g.grant_id desc limit $6`,
    values: [scalarArray(profiles.map(laneOfSubject)), textArray(profiles), workspace, ...before, limit],
  });
  return rows.map(grantOfRow);
}

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

/** What a program granted to both sides for one friend, oldest first, at most `limit`. */
export async function grantsForFriend(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  friends: readonly ProfileId[],
  limit: number,
): Promise<GrantRow[]> {
  const { rows } = await db.query<StoredGrant>({
    name: 'rewards-grants-for-friend',
    text: `
      select ${columns} from rewards_grants g
      where g.lane = any($1::smallint[]) and g.workspace_id = $2 and g.friend_id = any($3::text[])
        and g.program_id = $4
      order by g.granted_at, g.grant_id limit $5`,
    values: [allLanes, workspace, textArray(friends), program, limit],
  });
  return rows.map(grantOfRow);
}
