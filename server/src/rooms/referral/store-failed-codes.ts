import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarArray, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import { type Lane, laneCount, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { textIn } from '../../kit/values/json.ts';
import { failedCodeLimits } from './limits.ts';

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

/** Nobody is known yet who types a code on a landing. */
const nobody = '';

export interface FailedCode {
  readonly lane: Lane;
  readonly workspace: WorkspaceId;
  readonly person: SubjectId | typeof nobody;
  readonly typed: string;
  readonly at: number;
}

/** Writes down the codes of a batch that are nobody's. */
export async function applyFailedCodes(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const failed = effects.filter(({ effect }) => effect['failedCode'] !== undefined);
  if (failed.length === 0) return;
  await keepFailedCodes(
    tx,
    failed.map(({ fact, now, effect }) => {
      const { lane, workspace, subject } = fact;
      return { lane, workspace, person: subject, typed: textIn(effect, 'failedCode'), at: now };
    }),
  );
}

/** Counts codes that failed, and forgets those beyond the limits that were typed longest ago. */
export async function keepFailedCodes(db: Queryable, failed: readonly FailedCode[]): Promise<void> {
  const lanes = [...new Set(failed.map(({ lane }) => lane))];
  const workspaces = [...new Set(failed.map(({ workspace }) => workspace))];
  await db.query({
    name: 'referral-keep-failed-codes',
    text: `
      insert into referral_failed_codes as f (lane, workspace_id, person_id, typed, attempts, first_at, last_at)
      select lane, workspace_id, person_id, typed, count(*), min(at), max(at)
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::bigint[])
           as k(lane, workspace_id, person_id, typed, at)
      group by lane, workspace_id, person_id, typed
      on conflict (lane, workspace_id, person_id, typed) do update
        set attempts = f.attempts + excluded.attempts, last_at = greatest(f.last_at, excluded.last_at)`,
    values: [
      scalarColumn(failed, ({ lane }) => lane),
      textColumn(failed, ({ workspace }) => workspace),
      textColumn(failed, ({ person }) => person),
      textColumn(failed, ({ typed }) => typed),
      scalarColumn(failed, ({ at }) => at),
    ],
  });
  await db.query({
    name: 'referral-forget-failed-codes',
    text: `
      delete from referral_failed_codes f using (
        select lane, workspace_id, person_id, typed,
               row_number() over (partition by lane, workspace_id order by last_at desc, person_id, typed) as in_lane,
               row_number() over (partition by lane, workspace_id, person_id order by last_at desc, typed) as of_person
        from referral_failed_codes
        where lane = any($1::smallint[]) and workspace_id = any($2::text[])) k
      where f.lane = k.lane and f.workspace_id = k.workspace_id and f.person_id = k.person_id and f.typed = k.typed
        and f.lane = any($1::smallint[])
        and (k.in_lane > $3 or (k.of_person > $4 and k.person_id <> '${nobody}'))`,
    values: [scalarArray(lanes), textArray(workspaces), failedCodeLimits.ofLane, failedCodeLimits.ofPerson],
  });
}

export interface FailedCodeRow {
  readonly typed: string;
  readonly attempts: number;
  /** Persons who are known to have typed it, at most ten. */
  readonly persons: readonly SubjectId[];
  readonly firstAt: number;
  readonly lastAt: number;
}

/** What was typed and is nobody's code, the latest first. */
export async function pageFailedCodes(
  db: Queryable,
  workspace: WorkspaceId,
  before: readonly [number, string],
  limit: number,
): Promise<FailedCodeRow[]> {
  const { rows } = await db.query<{
    typed: string;
    attempts: string;
    persons: string[];
    first_at: string;
    last_at: string;
  }>({
    name: 'referral-page-failed-codes',
    text: `
      select typed, sum(attempts) as attempts, min(first_at) as first_at, max(last_at) as last_at,
             (array_agg(person_id order by last_at desc, person_id) filter (where person_id <> '${nobody}'))[1:10]
               as persons
      from referral_failed_codes
      where lane = any($1::smallint[]) and workspace_id = $2
      group by typed having (max(last_at), typed) < ($3::bigint, $4::text)
      order by max(last_at) desc, typed desc limit $5`,
    values: [allLanes, workspace, ...before, limit],
  });
  return rows.map((row) => ({
    typed: row.typed,
    attempts: Number(row.attempts),
    persons: (row.persons ?? []) as SubjectId[],
    firstAt: Number(row.first_at),
    lastAt: Number(row.last_at),
  }));
}

/** How many texts that are nobody's code were typed last in a period. */
export async function countFailedCodes(
  db: Queryable,
  workspace: WorkspaceId,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  const { rows } = await db.query<{ codes: string }>({
    name: 'referral-count-failed-codes',
    text: `
      select count(*) as codes from (
        select typed from referral_failed_codes where lane = any($1::smallint[]) and workspace_id = $2
        group by typed having max(last_at) >= $3 and max(last_at) < $4) typed`,
    values: [allLanes, workspace, from, to],
  });
  return Number(rows[0]?.codes ?? 0);
}
