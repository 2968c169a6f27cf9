import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { exponentsOf } from '../ledger/index.ts';
import { loadPromotions } from '../promotions/index.ts';
import { type CheckoutDefinitions, definitionsOf } from './rules/definitions.ts';
import { latestLimits } from './store-limits.ts';

/** Promotions and spending limits as they stand now. */
export async function readDefinitions(db: Queryable, workspace: WorkspaceId): Promise<CheckoutDefinitions> {
  const [promotions, limits, exponents] = await Promise.all([
    loadPromotions(db, workspace, Number.MAX_SAFE_INTEGER),
    latestLimits(db, workspace),
    exponentsOf(db, workspace),
  ]);
  return definitionsOf(promotions, limits, exponents);
}
