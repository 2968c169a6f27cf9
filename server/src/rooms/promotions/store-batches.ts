import type { Queryable } from '../../kit/db.ts';
import { laneOfSubject, type WorkspaceId } from '../../kit/values/ids.ts';
import type { PromotionId } from './rules/claim.ts';

export interface BatchRow {
  readonly batch: string;
  readonly promotion: PromotionId;
  readonly wanted: number;
  readonly made: number;
  readonly startedAt: number;
}

/** Inserts a batch; a repeat of its request finds it there. */
export async function insertBatch(
  db: Queryable,
  row: Omit<BatchRow, 'made'> & { readonly workspace: WorkspaceId },
): Promise<void> {
  await db.query(
    `insert into promotions_batches (lane, batch_id, workspace_id, promotion_id, wanted, started_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [laneOfSubject(row.promotion), row.batch, row.workspace, row.promotion, row.wanted, row.startedAt],
  );
}

/** The batches of a promotion, newest first, each with how many codes there are by now. */
export async function listBatches(db: Queryable, workspace: WorkspaceId, promotion: PromotionId): Promise<BatchRow[]> {
  const { rows } = await db.query<{ batch_id: string; wanted: number; made: number; started_at: string }>({
    name: 'promotions-batches',
    text: `
      select b.batch_id, b.wanted, b.started_at, c.made from promotions_batches b
      cross join lateral (
        select count(*)::int as made from promotions_codes where lane = $1 and batch_id = b.batch_id) c
      where b.lane = $1 and b.workspace_id = $2 and b.promotion_id = $3
      order by b.started_at desc, b.batch_id`,
    values: [laneOfSubject(promotion), workspace, promotion],
  });
  return rows.map((row) => ({
    batch: row.batch_id,
    promotion,
    wanted: row.wanted,
    made: row.made,
    startedAt: Number(row.started_at),
  }));
}
