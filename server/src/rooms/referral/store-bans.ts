import type { BanReason, BanState } from '@sarafan/contract';
import { pageRowsAtMost } from '../../kit/api/paging.ts';
import { textArray } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import type { Id, ProfileId, ProgramId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { StandingBan } from './rules/bans.ts';

export type BanId = Id<'ban'>;

/** What became of the word of whoever is banned. */
export type AppealDecision = 'waiting' | 'lifted' | 'kept';

export interface BanRow {
  readonly ban: BanId;
  readonly program: ProgramId;
  readonly person: SubjectId;
  readonly profiles: readonly ProfileId[];
  readonly reason: BanReason;
  readonly note: string;
  readonly since: number;
  readonly bannedBy: string;
  readonly appeal: string | null;
  readonly appealedAt: number | null;
  readonly decision: AppealDecision | null;
  readonly decisionNote: string;
  readonly decidedAt: number | null;
  readonly liftedAt: number | null;
  readonly liftedBy: string | null;
  readonly liftNote: string;
  readonly isAtWork: boolean;
  readonly told: number;
}

interface StoredBan {
  ban_id: string;
  program_id: string;
  person_id: string;
  profiles: string[];
  reason: BanReason;
  note: string;
  since: string;
  banned_by: string;
  appeal: string | null;
  appealed_at: string | null;
  decision: AppealDecision | null;
  decision_note: string;
  decided_at: string | null;
  lifted_at: string | null;
  lifted_by: string | null;
  lift_note: string;
  is_at_work: boolean;
  told: string;
}

const columns = `ban_id, program_id, person_id, profiles, reason, note, since, banned_by, appeal, appealed_at, decision,
                 decision_note, decided_at, lifted_at, lifted_by, lift_note, told,
                 work_cursor is not null as is_at_work`;

function banOfRow(row: StoredBan): BanRow {
  const moment = (text: string | null): number | null => (text === null ? null : Number(text));
  return {
    ban: row.ban_id as BanId,
    program: row.program_id as ProgramId,
    person: row.person_id as SubjectId,
    profiles: row.profiles as ProfileId[],
    ...{ reason: row.reason, note: row.note, since: Number(row.since), bannedBy: row.banned_by },
    ...{ appeal: row.appeal, appealedAt: moment(row.appealed_at), decision: row.decision },
    ...{ decisionNote: row.decision_note, decidedAt: moment(row.decided_at) },
    ...{ liftedAt: moment(row.lifted_at), liftedBy: row.lifted_by, liftNote: row.lift_note },
    ...{ isAtWork: row.is_at_work, told: Number(row.told) },
  };
}

/** The bans that stand at a revision of a workspace's definitions. */
export async function bansUntil(db: Queryable, workspace: WorkspaceId, revision: number): Promise<StandingBan[]> {
  const { rows } = await db.query<{ program_id: string; profiles: string[]; since: string }>({
    name: 'referral-bans-until',
    text: `
      select program_id, profiles, since from referral_bans
      where workspace_id = $1 and revision <= $2 and (lifted_revision is null or lifted_revision > $2)
      order by since, ban_id`,
    values: [workspace, revision],
  });
  return rows.map((row) => {
    return { program: row.program_id, profiles: row.profiles as ProfileId[], since: Number(row.since) };
  });
}

/** How many bans of a workspace stand. */
export async function countStandingBans(db: Queryable, workspace: WorkspaceId): Promise<number> {
  const { rows } = await db.query<{ count: string }>(
    'select count(*) as count from referral_bans where workspace_id = $1 and lifted_at is null',
    [workspace],
  );
  return Number(rows[0]?.count ?? 0);
}

/** The latest ban of a person by any of these profiles; of those that stand. */
export async function findBanOf(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  profiles: readonly ProfileId[],
): Promise<BanRow | undefined> {
  return (await standingBansOf(db, workspace, program, profiles))[0];
}

/** What a person is told of bans: the one that stands, else the one lifted last, unless that was before `from`. */
export async function findToldBanOf(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  profiles: readonly ProfileId[],
  from: number,
): Promise<BanRow | undefined> {
  const { rows } = await db.query<StoredBan>({
    name: 'referral-told-ban-of',
    text: `
      select ${columns} from referral_bans
      where workspace_id = $1 and program_id = $2 and (lifted_at is null or lifted_at >= $4) and profiles && $3::text[]
      order by lifted_at desc nulls first, since desc, ban_id desc limit 1`,
    values: [workspace, program, textArray(profiles), from],
  });
  return rows[0] === undefined ? undefined : banOfRow(rows[0]);
}

/** The bans from a program that stand and name any of these profiles, the latest first. */
export async function standingBansOf(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  profiles: readonly ProfileId[],
): Promise<BanRow[]> {
  const { rows } = await db.query<StoredBan>({
    name: 'referral-standing-bans-of',
    text: `
      select ${columns} from referral_bans
      where workspace_id = $1 and program_id = $2 and lifted_at is null and profiles && $3::text[]
      order by since desc, ban_id desc`,
    values: [workspace, program, textArray(profiles)],
  });
  return rows.map(banOfRow);
}

/** A ban; for a change of it, with its row locked until the transaction ends. */
export async function findBan(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  ban: string,
  isToChange: boolean,
): Promise<BanRow | undefined> {
  const { rows } = await db.query<StoredBan>(
    `select ${columns} from referral_bans where workspace_id = $1 and program_id = $2 and ban_id = $3
     ${isToChange ? 'for update' : ''}`,
    [workspace, program, ban],
  );
  return rows[0] === undefined ? undefined : banOfRow(rows[0]);
}

const conditionOf = {
  standing: `lifted_at is null and decision is distinct from 'waiting'`,
  appealed: `lifted_at is null and decision = 'waiting'`,
  lifted: 'lifted_at is not null',
} as const satisfies Record<BanState, string>;

/** The bans of a program, newest first. */
export async function pageBans(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  { state, profiles }: { readonly state?: BanState; readonly profiles?: readonly ProfileId[] },
  before: readonly [number, string],
  limit: number,
): Promise<BanRow[]> {
  const { rows } = await db.query<StoredBan>({
    name: `referral-page-bans-${state ?? 'all'}-${profiles === undefined ? 'of-all' : 'of-person'}`,
    text: `
      select * from (
        select ${columns} from referral_bans
        where workspace_id = $1 and program_id = $2 and since <= $3 and (since, ban_id) < ($3, $4)
          ${state === undefined ? '' : `and ${conditionOf[state]}`}
          ${profiles === undefined ? '' : 'and profiles && $6::text[]'}
        order by since desc, ban_id desc limit ${pageRowsAtMost}) page
      order by since desc, ban_id desc limit $5`,
    values: [workspace, program, ...before, limit, ...(profiles === undefined ? [] : [textArray(profiles)])],
  });
  return rows.map(banOfRow);
}

export interface BanToInsert extends Pick<BanRow, 'ban' | 'program' | 'person' | 'profiles' | 'reason' | 'note'> {
  readonly workspace: WorkspaceId;
  readonly since: number;
  readonly bannedBy: string;
  readonly revision: number;
}

/** A ban begins, and with it the work of telling everybody whom it concerns. */
export async function insertBan(tx: Transaction, input: BanToInsert): Promise<void> {
  const { workspace, ban, program, person, profiles, reason, note, since, bannedBy, revision } = input;
  await tx.query(
    `insert into referral_bans
       (workspace_id, ban_id, program_id, person_id, profiles, reason, note, since, banned_by, revision, work_cursor)
     values ($1, $2, $3, $4, $5::text[], $6, $7, $8, $9, $10, '{}')`,
    [workspace, ban, program, person, textArray(profiles), reason, note, since, bannedBy, revision],
  );
}

/** A ban ends. Whoever was still to be told that it began is told that it ended. */
export async function setLifted(
  tx: Transaction,
  workspace: WorkspaceId,
  ban: BanId,
  lift: { readonly at: number; readonly by: string; readonly note: string; readonly revision: number },
): Promise<void> {
  const { at, by, note, revision } = lift;
  await tx.query(
    `update referral_bans
     set lifted_at = $3, lifted_by = $4, lift_note = $5, lifted_revision = $6, work_cursor = '{}', work_after = null,
         told = 0, decision = case when decision is null then null else 'lifted' end,
         decided_at = case when decision = 'waiting' then $3 else decided_at end,
         decision_note = case when decision is null then decision_note else $5 end
     where workspace_id = $1 and ban_id = $2`,
    [workspace, ban, at, by, note, revision],
  );
}

/** An appeal is turned down: the ban stays. */
export async function setKept(
  tx: Transaction,
  workspace: WorkspaceId,
  ban: BanId,
  { at, note }: { readonly at: number; readonly note: string },
): Promise<void> {
  await tx.query(
    `update referral_bans set decision = 'kept', decided_at = $3, decision_note = $4
     where workspace_id = $1 and ban_id = $2`,
    [workspace, ban, at, note],
  );
}

/** Keeps the word of whoever is banned; false when there is one already, or the ban was lifted. */
export async function insertAppeal(
  tx: Transaction,
  workspace: WorkspaceId,
  ban: BanId,
  { at, text }: { readonly at: number; readonly text: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update referral_bans set appeal = $3, appealed_at = $4, decision = 'waiting'
     where workspace_id = $1 and ban_id = $2 and appeal is null and lifted_at is null`,
    [workspace, ban, text, at],
  );
  return rowCount === 1;
}
