import type { Queryable } from '../../kit/db.ts';
import type { ProgramId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';

/** How many persons were ever invited to a program. */
export async function countFriends(tx: Queryable, workspace: WorkspaceId, program: ProgramId): Promise<number> {
  const { rows } = await tx.query<{ friends: string }>(
    `select count(*) as friends from referral_pairs
     where lane between 0 and 255 and workspace_id = $1 and program_id = $2`,
    [workspace, program],
  );
  return Number(rows[0]?.friends ?? 0);
}

/** Begins to read them in the transaction: `nextFriends` gives them in parts, and `closeFriends` ends it. */
export async function openFriends(tx: Queryable, workspace: WorkspaceId, program: ProgramId): Promise<void> {
  await tx.query(
    `declare referral_replay no scroll cursor for
     select friend_id from referral_pairs
     where lane between 0 and 255 and workspace_id = $1 and program_id = $2 order by friend_id`,
    [workspace, program],
  );
}

export async function nextFriends(tx: Queryable, limit: number): Promise<SubjectId[]> {
  const { rows } = await tx.query<{ friend_id: string }>(`fetch ${Math.trunc(limit)} from referral_replay`);
  return rows.map((row) => row.friend_id as SubjectId);
}

export async function closeFriends(tx: Queryable): Promise<void> {
  await tx.query('close referral_replay');
}
