import type { AppliedEffect } from '../../engine/reactor.ts';
import type { Transaction } from '../../kit/db.ts';
import { releaseCodes } from '../people/index.ts';
import { applyReferral } from './store.ts';
import { applyOldCodes } from './store-old-codes.ts';

/** Writes the projections of a batch; codes that went with an import may be given to anybody from then on. */
export async function applyEffects(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  await applyReferral(tx, effects);
  const freed = await applyOldCodes(tx, effects);
  for (const { workspace, codes } of freed) if (codes.length > 0) await releaseCodes(tx, workspace, codes);
}
