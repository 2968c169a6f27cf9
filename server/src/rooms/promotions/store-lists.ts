import type { promoAlarmKinds, promoCodeStates, promoUseStates } from '@sarafan/contract';
import { pageRowsAtMost } from '../../kit/api/paging.ts';
import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { allLanes, laneOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { PromotionId } from './rules/claim.ts';

/** What lists tell of a promotion besides its definition and its standing. */
export interface PromotionCounts {
  readonly codes: number;
  readonly firstCode: string | null;
  readonly openAlarms: number;
}

export async function countsOfPromotions(
  db: Queryable,
  workspace: WorkspaceId,
  promotions: readonly PromotionId[],
): Promise<ReadonlyMap<PromotionId, PromotionCounts>> {
  if (promotions.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; codes: number; first_code: string | null; open_alarms: number }>({
    name: 'promotions-counts',
    text: `
      select k.id, c.codes, c.first_code, a.open_alarms
      from unnest($1::smallint[], $2::text[]) as k(lane, id)
      cross join lateral (
        select count(*)::int as codes, min(code) as first_code from promotions_codes
        where lane = k.lane and workspace_id = $3 and promotion_id = k.id) c
      cross join lateral (
        select count(*)::int as open_alarms from promotions_alarms
        where lane = k.lane and workspace_id = $3 and promotion_id = k.id and closed_at is null) a`,
    values: [scalarArray(promotions.map(laneOfSubject)), textArray(promotions), workspace],
  });
  return new Map(
    rows.map(({ id, codes, first_code, open_alarms }) => {
      return [id as PromotionId, { codes, firstCode: first_code, openAlarms: open_alarms }];
    }),
  );
}

export interface CodeRow {
  readonly code: string;
  readonly state: (typeof promoCodeStates)[number];
  readonly batch: string | null;
  readonly holder: SubjectId | null;
  readonly order: string | null;
  readonly madeAt: number;
}

/** Codes of a promotion in the order of their texts, behind one of them. */
export async function pageCodes(
  db: Queryable,
  workspace: WorkspaceId,
  promotion: PromotionId,
  state: string | undefined,
  after: string,
  limit: number,
): Promise<CodeRow[]> {
  const { rows } = await db.query<{
    code: string;
    state: CodeRow['state'];
    batch_id: string | null;
    holder_id: string | null;
    order_id: string | null;
    made_at: string;
  }>({
    name: 'promotions-page-codes',
    text: `
      select * from (
        select code, state, batch_id, holder_id, order_id, made_at from promotions_codes
        where lane = $1 and workspace_id = $2 and promotion_id = $3 and code > $4
          and ($5::text is null or state = $5)
        order by code limit ${pageRowsAtMost}) c
      order by code limit $6`,
    values: [laneOfSubject(promotion), workspace, promotion, after, state ?? null, limit],
  });
  return rows.map((row) => ({
    code: row.code,
    state: row.state,
    batch: row.batch_id,
    holder: row.holder_id as SubjectId | null,
    order: row.order_id,
    madeAt: Number(row.made_at),
  }));
}

export interface UseRow {
  readonly claim: string;
  readonly code: string;
  readonly profile: SubjectId;
  readonly reservation: string;
  readonly order: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly state: (typeof promoUseStates)[number];
  readonly reservedAt: number;
}

/** Uses of a promotion, newest first. */
export async function pageUses(
  db: Queryable,
  workspace: WorkspaceId,
  promotion: PromotionId,
  before: readonly [number, string],
  limit: number,
): Promise<UseRow[]> {
  const { rows } = await db.query<{
    claim_id: string;
    code: string;
    profile_id: string;
    reservation_id: string;
    order_id: string;
    currency: string;
    amount: string;
    state: UseRow['state'];
    reserved_at: string;
  }>({
    name: 'promotions-page-uses',
    text: `
      select * from (
        select claim_id, code, profile_id, reservation_id, order_id, currency, amount, state, reserved_at
        from promotions_uses
        where lane = $1 and workspace_id = $2 and promotion_id = $3
          and (reserved_at, claim_id) < ($4::bigint, $5::text)
        order by reserved_at desc, claim_id desc limit ${pageRowsAtMost}) u
      order by reserved_at desc, claim_id desc limit $6`,
    values: [laneOfSubject(promotion), workspace, promotion, before[0], before[1], limit],
  });
  return rows.map((row) => ({
    claim: row.claim_id,
    code: row.code,
    profile: row.profile_id as SubjectId,
    reservation: row.reservation_id,
    order: row.order_id,
    currency: row.currency,
    amountMinor: BigInt(row.amount),
    state: row.state,
    reservedAt: Number(row.reserved_at),
  }));
}

export interface AlarmRow {
  readonly alarm: string;
  readonly promotion: PromotionId;
  readonly kind: (typeof promoAlarmKinds)[number];
  readonly code: string | null;
  readonly persons: number;
  readonly paused: boolean;
  readonly raisedAt: number;
  readonly lastAt: number;
  readonly closedAt: number | null;
  readonly note: string | null;
}

interface StoredAlarm {
  alarm_id: string;
  promotion_id: string;
  kind: AlarmRow['kind'];
  code: string | null;
  persons: number;
  paused: boolean;
  raised_at: string;
  last_at: string;
  closed_at: string | null;
  note: string | null;
}

const alarmColumns = 'alarm_id, promotion_id, kind, code, persons, paused, raised_at, last_at, closed_at, note';

function alarmOf(row: StoredAlarm): AlarmRow {
  return {
    alarm: row.alarm_id,
    promotion: row.promotion_id as PromotionId,
    kind: row.kind,
    code: row.code,
    persons: row.persons,
    paused: row.paused,
    raisedAt: Number(row.raised_at),
    lastAt: Number(row.last_at),
    closedAt: row.closed_at === null ? null : Number(row.closed_at),
    note: row.note,
  };
}

/** Alarms of a workspace, or of one promotion, newest first. */
export async function pageAlarms(
  db: Queryable,
  workspace: WorkspaceId,
  filter: { readonly promotion?: string; readonly open?: boolean },
  before: readonly [number, string],
  limit: number,
): Promise<AlarmRow[]> {
  const { rows } = await db.query<StoredAlarm>({
    name: 'promotions-page-alarms',
    text: `
      select * from (
        select ${alarmColumns} from promotions_alarms
        where lane = any($1::smallint[]) and workspace_id = $2 and (raised_at, alarm_id) < ($3::bigint, $4::text)
          and ($5::text is null or promotion_id = $5)
          and ($6::boolean is null or (closed_at is null) = $6)
        order by raised_at desc, alarm_id desc limit ${pageRowsAtMost}) a
      order by raised_at desc, alarm_id desc limit $7`,
    values: [allLanes, workspace, before[0], before[1], filter.promotion ?? null, filter.open ?? null, limit],
  });
  return rows.map(alarmOf);
}

export async function findAlarm(db: Queryable, workspace: WorkspaceId, alarm: string): Promise<AlarmRow | undefined> {
  const { rows } = await db.query<StoredAlarm>({
    name: 'promotions-find-alarm',
    text: `
      select ${alarmColumns} from promotions_alarms
      where lane = any($1::smallint[]) and workspace_id = $2 and alarm_id = $3`,
    values: [allLanes, workspace, alarm],
  });
  return rows[0] === undefined ? undefined : alarmOf(rows[0]);
}
