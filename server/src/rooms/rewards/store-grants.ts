import type { FulfilWay } from '@sarafan/contract';
import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import {
  type GrantId,
  laneCount,
  type ProfileId,
  type ProgramId,
  type SubjectId,
  type WorkspaceId,
} from '../../kit/values/ids.ts';
import type { FulfilmentState } from './rules/fulfilment.ts';
import type { Side } from './rules/grant.ts';
import type { GrantReview, GrantState } from './rules/movement.ts';
import { fulfilmentColumns } from './store-fulfilments.ts';

export interface GrantRow {
  readonly grant: GrantId;
  readonly program: ProgramId;
  readonly version: number;
  readonly side: Side;
  readonly holder: SubjectId;
  /** The holder's profile that it was given to. */
  readonly profile: ProfileId;
  readonly friend: SubjectId;
  readonly order: string;
  readonly unit: string;
  readonly amountMinor: bigint;
  readonly state: GrantState;
  readonly reason: string | null;
  readonly review: GrantReview | null;
  readonly grantedAt: number;
  readonly availableAt: number;
  readonly expiresAt: number | null;
  /** From the moment at which it could be handed out. */
  readonly fulfilment: FulfilmentOfGrant | null;
}

export interface FulfilmentOfGrant {
  readonly by: FulfilWay;
  readonly state: FulfilmentState;
  readonly promotion: string | null;
  readonly code: string | null;
  readonly reference: string | null;
  readonly note: string | null;
  readonly since: number;
  readonly changedAt: number;
}

export interface StoredGrant {
  grant_id: string;
  holder_id: string;
  profile_id: string;
  friend_id: string;
  program_id: string;
  version: number;
  side: string;
  order_id: string;
  unit: string;
  amount: string;
  state: string;
  reason: string | null;
  review: string | null;
  granted_at: string;
  available_at: string;
  expires_at: string | null;
  fulfil_by: FulfilWay | null;
  fulfil_promotion: string | null;
  fulfil_state: FulfilmentState | null;
  fulfil_note: string | null;
  fulfil_reference: string | null;
  fulfil_code: string | null;
  fulfil_since: string | null;
  fulfil_at: string | null;
}

export const grantColumns = `g.grant_id, g.holder_id, g.profile_id, g.friend_id, g.program_id, g.version, g.side,
                      g.order_id, g.unit, g.amount, g.state, g.reason, g.review, g.granted_at, g.available_at,
                      g.expires_at, ${fulfilmentColumns}`;

export function grantOfRow(row: StoredGrant): GrantRow {
  return {
    grant: row.grant_id as GrantId,
    program: row.program_id as ProgramId,
    version: row.version,
    side: row.side as Side,
    holder: row.holder_id as SubjectId,
    profile: row.profile_id as ProfileId,
    friend: row.friend_id as SubjectId,
    order: row.order_id,
    unit: row.unit,
    amountMinor: BigInt(row.amount),
    state: row.state as GrantState,
    reason: row.reason,
    review: row.review === null ? null : (row.review as GrantReview),
    grantedAt: Number(row.granted_at),
    availableAt: Number(row.available_at),
    expiresAt: row.expires_at === null ? null : Number(row.expires_at),
    fulfilment: fulfilmentOfRow(row),
  };
}

function fulfilmentOfRow(row: StoredGrant): FulfilmentOfGrant | null {
  if (row.fulfil_by === null || row.fulfil_state === null) return null;
  return {
    by: row.fulfil_by,
    state: row.fulfil_state,
    promotion: row.fulfil_promotion,
    code: row.fulfil_code,
    reference: row.fulfil_reference === '' ? null : row.fulfil_reference,
    note: row.fulfil_note === '' ? null : row.fulfil_note,
    since: Number(row.fulfil_since),
    changedAt: Number(row.fulfil_at),
  };
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
      select ${grantColumns} from rewards_grants g
      where g.lane = any($1::smallint[]) and g.workspace_id = $2 and g.friend_id = any($3::text[])
        and g.program_id = $4
      order by g.granted_at, g.grant_id limit $5`,
    values: [allLanes, workspace, textArray(friends), program, limit],
  });
  return rows.map(grantOfRow);
}
