import type { Queryable } from '../../kit/db.ts';
import { laneOfSubject, type ProgramId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';

/** A friend for whom somebody was given something, with the place of the grant in their list. */
export interface FriendOfGrant {
  readonly friend: SubjectId;
  readonly at: number;
  readonly id: string;
}

/** For whom a program granted something to a holder, the latest grant first; each friend once for each grant. */
export async function friendsOfHolder(
  db: Queryable,
  asked: { readonly workspace: WorkspaceId; readonly program: ProgramId; readonly holder: SubjectId },
  before: { readonly at: number; readonly id: string },
  limit: number,
): Promise<FriendOfGrant[]> {
  const { workspace, program, holder } = asked;
  const { rows } = await db.query<{ friend_id: string; granted_at: string; grant_id: string }>({
    name: 'rewards-friends-of-holder',
    text: `
      select friend_id, granted_at, grant_id from rewards_grants
      where lane = $1 and workspace_id = $2 and holder_id = $3 and granted_at <= $5::bigint
        and (granted_at, grant_id) < ($5::bigint, $6::text) and program_id = $4
      order by granted_at desc, grant_id desc limit $7`,
    values: [laneOfSubject(holder), workspace, holder, program, before.at, before.id, limit],
  });
  return rows.map((row) => ({
    friend: row.friend_id as SubjectId,
    at: Number(row.granted_at),
    id: row.grant_id,
  }));
}
