import { textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import type { ProfileId, ProgramId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { Side } from './rules/grant.ts';

/** What stands of the rewards that a program granted for one friend's profile: nothing that was taken back. */
export interface StandingSum {
  readonly friend: ProfileId;
  readonly side: Side;
  readonly unit: string;
  readonly amountMinor: bigint;
}

/** Rewards that are pending or available, for many friends at once. */
export async function standingForFriends(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  friends: readonly ProfileId[],
): Promise<StandingSum[]> {
  const { rows } = await db.query<{ friend_id: string; side: string; unit: string; amount: string }>({
    name: 'rewards-standing-for-friends',
    text: `
      select friend_id, side, unit, sum(amount)::text as amount from rewards_grants
      where lane between 0 and 255 and workspace_id = $1 and friend_id = any($2::text[]) and program_id = $3
        and side <> 'bonus' and state <> 'clawed_back'
      group by friend_id, side, unit`,
    values: [workspace, textArray(friends), program],
  });
  return rows.map((row) => ({
    friend: row.friend_id as ProfileId,
    side: row.side as Side,
    unit: row.unit,
    amountMinor: BigInt(row.amount),
  }));
}

/** What stands of the bonuses that a program granted, by whom they were given to. */
export interface StandingBonus {
  readonly holder: SubjectId;
  readonly unit: string;
  readonly amountMinor: bigint;
}

export async function standingBonuses(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
): Promise<StandingBonus[]> {
  const { rows } = await db.query<{ holder_id: string; unit: string; amount: string }>({
    name: 'rewards-standing-bonuses',
    text: `
      select holder_id, unit, sum(amount)::text as amount from rewards_grants
      where lane between 0 and 255 and workspace_id = $1 and program_id = $2
        and side = 'bonus' and state <> 'clawed_back'
      group by holder_id, unit`,
    values: [workspace, program],
  });
  return rows.map(({ holder_id, unit, amount }) => {
    return { holder: holder_id as SubjectId, unit, amountMinor: BigInt(amount) };
  });
}
