import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { listUnits } from '../ledger/index.ts';
import { loadPromotions } from '../promotions/index.ts';
import { loadKeptSums } from '../referral/index.ts';
import { asksBrought, type CheckoutDefinitions, definitionsOf } from './rules/definitions.ts';
import { limitsUntil } from './store-limits.ts';

/** Promotions and spending limits of a workspace, and the sums they ask for, as they stood at a revision. */
export async function loadCheckout(
  db: Queryable,
  workspace: WorkspaceId,
  revision: number,
): Promise<CheckoutDefinitions> {
  const promotions = await loadPromotions(db, workspace, revision);
  const limits = await limitsUntil(db, workspace, revision);
  const units = await listUnits(db, workspace);
  const sums = asksBrought(limits) ? await loadKeptSums(db, workspace, revision) : new Map();
  return definitionsOf(promotions, limits, new Map(units.map(({ unit, exponent }) => [unit, exponent])), sums);
}
