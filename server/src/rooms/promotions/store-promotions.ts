import type { PromotionDefinition, PromotionKind, PromotionStatus } from '@sarafan/contract';
import type { Queryable, Transaction } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { PromotionId } from './rules/claim.ts';
import type { Promotion } from './rules/definitions.ts';

export interface PromotionRow extends Promotion {
  readonly createdAt: number;
  readonly savedAt: number;
}

interface StoredPromotion {
  promotion_id: string;
  created_at: string;
  version: number;
  saved_at: string;
  status: PromotionStatus;
  definition: PromotionDefinition;
}

function promotionOf(row: StoredPromotion): PromotionRow {
  return {
    id: row.promotion_id as PromotionId,
    createdAt: Number(row.created_at),
    version: row.version,
    savedAt: Number(row.saved_at),
    status: row.status,
    definition: row.definition,
  };
}

/** Promotions of a workspace, each with its latest version that the revision $2 knows. */
const latest = `
  select p.promotion_id, p.created_at, v.version, v.saved_at, v.status, v.definition
  from promotions_promotions p
  cross join lateral (
    select version, saved_at, status, definition from promotions_versions
    where workspace_id = p.workspace_id and promotion_id = p.promotion_id and revision <= $2
    order by version desc limit 1) v
  where p.workspace_id = $1`;

/** Every promotion as it stood at a revision. */
export async function promotionsUntil(
  db: Queryable,
  workspace: WorkspaceId,
  revision: number,
): Promise<PromotionRow[]> {
  const { rows } = await db.query<StoredPromotion>({
    name: 'promotions-until',
    text: `${latest} order by p.created_at, p.promotion_id`,
    values: [workspace, revision],
  });
  return rows.map(promotionOf);
}

export async function findPromotion(
  db: Queryable,
  workspace: WorkspaceId,
  promotion: string,
): Promise<PromotionRow | undefined> {
  const { rows } = await db.query<StoredPromotion>({
    name: 'promotions-find',
    text: `${latest} and p.promotion_id = $3`,
    values: [workspace, Number.MAX_SAFE_INTEGER, promotion],
  });
  return rows[0] === undefined ? undefined : promotionOf(rows[0]);
}

export interface PromotionFilter {
  readonly status?: PromotionStatus;
  readonly kind?: PromotionKind;
}

/** Newest first, those before a place. */
export async function pagePromotions(
  db: Queryable,
  workspace: WorkspaceId,
  { status, kind }: PromotionFilter,
  before: readonly [number, string],
  pageRowsAtMost: number,
): Promise<PromotionRow[]> {
  const { rows } = await db.query<StoredPromotion>({
    name: 'promotions-page',
    text: `${latest} and (p.created_at, p.promotion_id) < ($3::bigint, $4::text)
             and ($5::text is null or v.status = $5) and ($6::text is null or v.definition ->> 'kind' = $6)
           order by p.created_at desc, p.promotion_id desc limit $7`,
    values: [workspace, Number.MAX_SAFE_INTEGER, before[0], before[1], status ?? null, kind ?? null, pageRowsAtMost],
  });
  return rows.map(promotionOf);
}

export async function countPromotions(db: Queryable, workspace: WorkspaceId): Promise<number> {
  const { rows } = await db.query<{ count: number }>({
    name: 'promotions-count',
    text: 'select count(*)::int as count from promotions_promotions where workspace_id = $1',
    values: [workspace],
  });
  return rows[0]?.count ?? 0;
}

export interface NewVersion {
  readonly workspace: WorkspaceId;
  readonly promotion: PromotionId;
  readonly version: number;
  readonly revision: number;
  readonly at: number;
  readonly status: PromotionStatus;
  readonly definition: PromotionDefinition;
}

/** Inserts a promotion with its first version; false when it is there already. */
export async function insertPromotion(tx: Transaction, row: NewVersion): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into promotions_promotions (workspace_id, promotion_id, created_at) values ($1, $2, $3)
     on conflict do nothing`,
    [row.workspace, row.promotion, row.at],
  );
  if (rowCount !== 1) return false;
  await insertVersion(tx, row);
  return true;
}

export async function insertVersion(tx: Transaction, row: NewVersion): Promise<void> {
  const { workspace, promotion, version, revision, at, status, definition } = row;
  await tx.query(
    `insert into promotions_versions (workspace_id, promotion_id, version, revision, saved_at, status, definition)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [workspace, promotion, version, revision, at, status, JSON.stringify(definition)],
  );
}

/** Takes away a promotion that never had a code, so nothing was ever decided by it. */
export async function removePromotion(tx: Transaction, workspace: WorkspaceId, promotion: PromotionId): Promise<void> {
  const values = [workspace, promotion];
  await tx.query('delete from promotions_versions where workspace_id = $1 and promotion_id = $2', values);
  await tx.query('delete from promotions_promotions where workspace_id = $1 and promotion_id = $2', values);
}
