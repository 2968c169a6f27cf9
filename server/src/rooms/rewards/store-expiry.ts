import { textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { laneOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';

/** What will expire in a month of a zone, if nothing of it is spent. */
export interface ExpirySum {
  readonly unit: string;
  /** Such as 2026-01. */
  readonly month: string;
  readonly availableMinor: bigint;
  /** Of what is not available yet. */
  readonly pendingMinor: bigint;
}

/** What all persons of a workspace have that expires, by unit and month (docs/statistics.md). */
export async function expiringByMonth(
  db: Queryable,
  workspace: WorkspaceId,
  units: readonly string[],
  zone: string,
): Promise<ExpirySum[]> {
  const { rows } = await db.query<{ unit: string; month: string; available: string; pending: string }>({
    name: 'rewards-expiring-by-month',
    text: `
      select unit, to_char(to_timestamp((expires_at - 1) / 1000) at time zone $3, 'YYYY-MM') as month,
             sum(available)::text as available, sum(pending)::text as pending
      from (
        select unit, expires_at, amount as available, 0 as pending from rewards_lots
        where lane between 0 and 255 and workspace_id = $1 and unit = any($2::text[])
        union all
        select unit, expires_at, 0, amount from rewards_grants
        where lane between 0 and 255 and workspace_id = $1 and unit = any($2::text[]) and state = 'pending'
          and expires_at is not null) expiring
      group by 1, 2 order by 1, 2`,
    values: [workspace, textArray(units), zone],
  });
  return rows.map(({ unit, month, available, pending }) => {
    return { unit, month, availableMinor: BigInt(available), pendingMinor: BigInt(pending) };
  });
}

/** What somebody has that expires, and when. */
export interface NextExpiry {
  readonly unit: string;
  readonly amountMinor: bigint;
  readonly expiresAt: number;
}

/** What expires of a person next, the earliest first. */
export async function nextExpiries(
  db: Queryable,
  workspace: WorkspaceId,
  person: SubjectId,
  limit: number,
): Promise<NextExpiry[]> {
  const { rows } = await db.query<{ unit: string; amount: string; expires_at: string }>({
    name: 'rewards-next-expiries',
    text: `
      select unit, amount, expires_at from rewards_lots
      where lane = $1 and holder_id = $2 and workspace_id = $3
      order by expires_at, unit limit $4`,
    values: [laneOfSubject(person), person, workspace, limit],
  });
  return rows.map(({ unit, amount, expires_at }) => {
    return { unit, amountMinor: BigInt(amount), expiresAt: Number(expires_at) };
  });
}
