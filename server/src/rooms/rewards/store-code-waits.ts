import { textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import type { GrantId, ProfileId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';

/** A promotion for whose codes rewards wait. */
export interface PromotionWaiting {
  readonly workspace: WorkspaceId;
  readonly promotion: SubjectId;
}

/** The next promotion for whose codes rewards wait, behind one of them: a look-up, however many wait. */
export async function nextPromotionWaiting(
  db: Queryable,
  after: PromotionWaiting | undefined,
): Promise<PromotionWaiting | undefined> {
  const { rows } = await db.query<{ workspace_id: string; fulfil_promotion: string }>({
    name: 'rewards-next-promotion-waiting',
    text: `
      select workspace_id, fulfil_promotion from rewards_grants
      where lane between 0 and 255 and fulfil_state = 'waiting' and fulfil_promotion is not null
        and (workspace_id, fulfil_promotion) > ($1::text, $2::text)
      order by workspace_id, fulfil_promotion limit 1`,
    values: [after?.workspace ?? '', after?.promotion ?? ''],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  return { workspace: row.workspace_id as WorkspaceId, promotion: row.fulfil_promotion as SubjectId };
}

/** The rewards that have waited longest for a code of a promotion. */
export async function waitingForCodes(
  db: Queryable,
  { workspace, promotion }: PromotionWaiting,
  limit: number,
): Promise<{ readonly grant: GrantId; readonly profile: ProfileId }[]> {
  const { rows } = await db.query<{ grant_id: string; profile_id: string }>({
    name: 'rewards-waiting-for-codes',
    text: `
      select grant_id, profile_id from rewards_grants
      where lane between 0 and 255 and workspace_id = $1 and fulfil_promotion = $2 and fulfil_state = 'waiting'
      order by fulfil_since, grant_id limit $3`,
    values: [workspace, promotion, limit],
  });
  return rows.map(({ grant_id, profile_id }) => ({ grant: grant_id as GrantId, profile: profile_id as ProfileId }));
}

/** How many rewards wait for codes of some promotions; one for which none does is absent. */
export async function countWaitingForCodes(
  db: Queryable,
  workspace: WorkspaceId,
  promotions: readonly SubjectId[],
): Promise<ReadonlyMap<SubjectId, number>> {
  const { rows } = await db.query<{ promotion: string; waiting: number }>({
    name: 'rewards-count-waiting-for-codes',
    text: `
      select fulfil_promotion as promotion, count(*)::int as waiting from rewards_grants
      where lane between 0 and 255 and workspace_id = $1 and fulfil_promotion = any($2::text[])
        and fulfil_state = 'waiting'
      group by fulfil_promotion`,
    values: [workspace, textArray(promotions)],
  });
  return new Map(rows.map(({ promotion, waiting }) => [promotion as SubjectId, waiting]));
}
