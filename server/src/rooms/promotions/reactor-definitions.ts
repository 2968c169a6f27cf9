import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { definitionsOf, type PromotionDefinitions } from './rules/definitions.ts';
import { promotionsUntil } from './store-promotions.ts';

/** All promotions of a workspace as they stood at a revision of its definitions. */
export async function loadPromotions(
  db: Queryable,
  workspace: WorkspaceId,
  revision: number,
): Promise<PromotionDefinitions> {
  return definitionsOf(await promotionsUntil(db, workspace, revision));
}
