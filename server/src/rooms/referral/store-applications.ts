import type { ApplicationState } from '@sarafan/contract';
import type { AppliedEffect } from '../../engine/reactor.ts';
import { pageRowsAtMost } from '../../kit/api/paging.ts';
import { scalarArray, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import {
  laneOfSubject,
  type ProfileId,
  type ProgramId,
  type SubjectId,
  type WorkspaceId,
} from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import type { Answer } from './rules/application-form.ts';

interface Row {
  readonly effect: AppliedEffect;
  readonly profile: ProfileId;
  readonly row: JsonObject;
}

/** Writes what a batch's persons applied for, then what was decided about applications, in the order of decisions. */
export async function applyApplications(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const made = rowsOf(effects, 'application');
  if (made.length > 0) await insertApplications(tx, made);
  const decided = rowsOf(effects, 'decided');
  if (decided.length > 0) await settleApplications(tx, decided);
}

/** Of each application the last of its kind. */
function rowsOf(effects: readonly AppliedEffect[], name: 'application' | 'decided'): Row[] {
  const rows = new Map<string, Row>();
  for (const effect of effects) {
    const row = effect.effect[name];
    if (!isJsonObject(row)) continue;
    const profile = textIn(row, 'profile') as ProfileId;
    rows.set(`${profile} ${textIn(row, 'program')}`, { effect, profile, row });
  }
  return [...rows.values()];
}

async function insertApplications(tx: Transaction, rows: readonly Row[]): Promise<void> {
  await tx.query({
    name: 'referral-insert-applications',
    text: `
      insert into referral_applications
        (lane, person_id, workspace_id, program_id, state, answers, version, note, applied_at)
      select lane, person_id, workspace_id, program_id, state, answers::jsonb, version, '', applied_at
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::bigint[])
        as made(lane, person_id, workspace_id, program_id, state, answers, version, applied_at)
      on conflict (lane, person_id, program_id) do update
        set state = excluded.state, answers = excluded.answers, version = excluded.version, note = '',
            applied_at = excluded.applied_at, decided_at = null`,
    values: [
      scalarColumn(rows, ({ profile }) => laneOfSubject(profile)),
      textColumn(rows, ({ profile }) => profile),
      textColumn(rows, ({ effect }) => effect.fact.workspace),
      textColumn(rows, ({ row }) => textIn(row, 'program')),
      textColumn(rows, ({ row }) => textIn(row, 'state')),
      textColumn(rows, ({ row }) => JSON.stringify(row['answers'])),
      scalarColumn(rows, ({ row }) => Number(row['version'])),
      scalarColumn(rows, ({ effect }) => effect.now),
    ],
  });
}

async function settleApplications(tx: Transaction, rows: readonly Row[]): Promise<void> {
  await tx.query({
    name: 'referral-settle-applications',
    text: `
      update referral_applications a
      set state = d.state, note = d.note, decided_at = case when d.state = 'waiting' then null else d.decided_at end
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
        as d(lane, person_id, program_id, state, note, decided_at)
      where a.lane = d.lane and a.person_id = d.person_id and a.program_id = d.program_id`,
    values: [
      scalarColumn(rows, ({ profile }) => laneOfSubject(profile)),
      textColumn(rows, ({ profile }) => profile),
      textColumn(rows, ({ row }) => textIn(row, 'program')),
      textColumn(rows, ({ row }) => textIn(row, 'state')),
      textColumn(rows, ({ row }) => textIn(row, 'note')),
      scalarColumn(rows, ({ effect }) => effect.now),
    ],
  });
}

export interface ApplicationRow {
  readonly person: SubjectId;
  readonly state: ApplicationState;
  readonly answers: readonly Answer[];
  readonly version: number;
  readonly note: string;
  readonly appliedAt: number;
  readonly decidedAt: number | null;
}

interface StoredApplication {
  person_id: string;
  state: ApplicationState;
  answers: readonly Answer[];
  version: number;
  note: string;
  applied_at: string;
  decided_at: string | null;
}

function applicationOfRow(row: StoredApplication): ApplicationRow {
  return {
    person: row.person_id as SubjectId,
    state: row.state,
    answers: row.answers,
    version: row.version,
    note: row.note,
    appliedAt: Number(row.applied_at),
    decidedAt: row.decided_at === null ? null : Number(row.decided_at),
  };
}

const columns = 'person_id, state, answers, version, note, applied_at, decided_at';

/** The applications to a program, newest first. */
export async function pageApplications(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  state: ApplicationState | undefined,
  before: readonly [number, string],
  limit: number,
): Promise<ApplicationRow[]> {
  const { rows } = await db.query<StoredApplication>({
    name: state === undefined ? 'referral-page-applications' : 'referral-page-applications-in-state',
    text: `
      select * from (
        select ${columns} from referral_applications
        where lane between 0 and 255 and workspace_id = $1 and program_id = $2
          and applied_at <= $3 and (applied_at, person_id) < ($3, $4) ${state === undefined ? '' : 'and state = $6'}
        order by applied_at desc, person_id desc limit ${pageRowsAtMost}) page
      order by applied_at desc, person_id desc limit $5`,
    values: [workspace, program, ...before, limit, ...(state === undefined ? [] : [state])],
  });
  return rows.map(applicationOfRow);
}

/** What a person applied for by whichever of their profiles, the latest first. */
export async function findApplications(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  profiles: readonly ProfileId[],
): Promise<ApplicationRow[]> {
  const { rows } = await db.query<StoredApplication>({
    name: 'referral-find-applications',
    text: `
      select a.person_id, a.state, a.answers, a.version, a.note, a.applied_at, a.decided_at
      from unnest($1::smallint[], $2::text[]) as k(lane, person_id)
      join referral_applications a on a.lane = k.lane and a.person_id = k.person_id
      where a.workspace_id = $3 and a.program_id = $4 order by a.applied_at desc`,
    values: [scalarArray(profiles.map(laneOfSubject)), textArray(profiles), workspace, program],
  });
  return rows.map(applicationOfRow);
}
