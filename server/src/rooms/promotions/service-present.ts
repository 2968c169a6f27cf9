import type { Promotion as ApiPromotion } from '@sarafan/contract';
import { readSubjects } from '../../engine/index.ts';
import type { Queryable } from '../../kit/db.ts';
import { formatAmount } from '../../kit/values/amounts.ts';
import { currencyExponent } from '../../kit/values/currencies.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { isoMoment } from '../../kit/values/time.ts';
import { dayIn } from '../../kit/values/zones.ts';
import { workspaceBrand } from '../access/index.ts';
import { countWaitingForCodes } from '../rewards/index.ts';
import type { PromotionId } from './rules/claim.ts';
import { isPausedByAlarm, type Standing, untouched } from './rules/standing.ts';
import { summaryOf } from './service-summary.ts';
import { countsOfPromotions } from './store-lists.ts';
import type { PromotionRow } from './store-promotions.ts';

/** What all persons together have made of some promotions, as their lanes left it. */
export async function standingsOf(
  db: Queryable,
  workspace: WorkspaceId,
  promotions: readonly PromotionId[],
): Promise<(promotion: PromotionId) => Standing> {
  const stored = promotions.length === 0 ? [] : await readSubjects(db, workspace, promotions);
  // The reactor's own parts, as the engine kept them.
  const standings = new Map(
    stored.map((each) => [each.subject, each.partOf('promotions', each.subject) as Standing | undefined]),
  );
  return (promotion) => standings.get(promotion) ?? untouched;
}

export async function presentPromotions(
  db: Queryable,
  workspace: WorkspaceId,
  rows: readonly PromotionRow[],
): Promise<(row: PromotionRow) => ApiPromotion> {
  const ids = rows.map(({ id }) => id);
  const [standing, counts, brand, waiting] = [
    await standingsOf(db, workspace, ids),
    await countsOfPromotions(db, workspace, ids),
    await workspaceBrand(db, workspace),
    await countWaitingForCodes(db, workspace, ids),
  ];
  const dayOf = dayIn(brand?.timeZone ?? 'UTC');
  return (row) => {
    const { id, version, status, savedAt, definition } = row;
    const { taken, redeemed, takenMinor } = standing(id);
    const { codes = 0, firstCode = null, openAlarms = 0 } = counts.get(id) ?? {};
    const { currency } = definition;
    return {
      ...{ promotion: id, version, status, definition, codes, openAlarms, redeemed },
      pausedByAlarm: status === 'active' && isPausedByAlarm(row, standing(id)),
      waitingRewards: waiting.get(id) ?? 0,
      savedAt: isoMoment(savedAt),
      code: definition.kind === 'shared' ? firstCode : null,
      summary: summaryOf(definition, dayOf),
      used: taken,
      discounts: currency === undefined ? null : formatAmount(BigInt(takenMinor), currencyExponent(currency) ?? 2),
    };
  };
}
