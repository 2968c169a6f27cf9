import type { SpendingLimit } from '@sarafan/contract';
import type { Queryable, Transaction } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { LimitOfUnit } from './rules/definitions.ts';

export interface LimitRow extends LimitOfUnit {
  readonly savedAt: number;
}

/** The limit of each unit as it stood at a revision. */
export async function limitsUntil(db: Queryable, workspace: WorkspaceId, revision: number): Promise<LimitRow[]> {
  const { rows } = await db.query<{ unit: string; version: number; saved_at: string; definition: SpendingLimit }>({
    name: 'checkout-limits-until',
    text: `
      select distinct on (unit) unit, version, saved_at, definition from checkout_limits
      where workspace_id = $1 and revision <= $2
      order by unit, version desc`,
    values: [workspace, revision],
  });
  return rows.map(({ unit, version, saved_at, definition }) => {
    return { unit, version, savedAt: Number(saved_at), limit: definition };
  });
}

/** The latest limit of each unit. */
export function latestLimits(db: Queryable, workspace: WorkspaceId): Promise<LimitRow[]> {
  return limitsUntil(db, workspace, Number.MAX_SAFE_INTEGER);
}

export async function insertLimit(
  tx: Transaction,
  row: LimitOfUnit & { readonly workspace: WorkspaceId; readonly revision: number; readonly at: number },
): Promise<void> {
  const { workspace, unit, version, revision, at, limit } = row;
  await tx.query(
    `insert into checkout_limits (workspace_id, unit, version, revision, saved_at, definition)
     values ($1, $2, $3, $4, $5, $6)`,
    [workspace, unit, version, revision, at, JSON.stringify(limit)],
  );
}
