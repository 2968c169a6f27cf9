import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { exponentsOf } from '../ledger/index.ts';
import { loadPromotions } from '../promotions/index.ts';
import { loadKeptSums } from '../referral/index.ts';
import { asksBrought, type CheckoutDefinitions, definitionsOf } from './rules/definitions.ts';
import { latestLimits } from './store-limits.ts';

/** Promotions and spending limits as they stand now. */
export async function readDefinitions(db: Queryable, workspace: WorkspaceId): Promise<CheckoutDefinitions> {
  const latest = Number.MAX_SAFE_INTEGER;
  const [promotions, limits, exponents] = await Promise.all([
    loadPromotions(db, workspace, latest),
    latestLimits(db, workspace),
    exponentsOf(db, workspace),
  ]);
  const sums = asksBrought(limits) ? await loadKeptSums(db, workspace, latest) : new Map();
  return definitionsOf(promotions, limits, exponents, sums);
}
