import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarColumn, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import type { ProfileId, ProgramId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import type { BanId } from './store-bans.ts';
import { isToBeTold, setMark } from './store-telling.ts';

/** How far the friends of somebody banned have been told. */
export interface WorkCursor {
  /** Which of the lists is read. */
  readonly list: number;
  /** Behind which row of it; absent at its beginning. */
  readonly at?: number;
  readonly id?: string;
}

export interface BanAtWork {
  readonly workspace: WorkspaceId;
  readonly ban: BanId;
  readonly program: ProgramId;
  readonly person: SubjectId;
  readonly profiles: readonly ProfileId[];
  readonly reason: string;
  readonly isLifted: boolean;
  readonly liftNote: string;
  /** Absent before the first step. */
  readonly cursor: WorkCursor | undefined;
  /** Batches of before the ban may still be under way. */
  readonly isMarked: boolean;
}

/** The oldest ban of which somebody is still to be told, its row locked; undefined when there is none. */
export async function leaseBan(tx: Transaction): Promise<BanAtWork | undefined> {
  const { rows } = await tx.query<{
    workspace_id: string;
    ban_id: string;
    program_id: string;
    person_id: string;
    profiles: string[];
    reason: string;
    is_lifted: boolean;
    lift_note: string;
    work_cursor: JsonObject;
    is_marked: boolean;
  }>({
    name: 'referral-lease-ban',
    text: `
      select workspace_id, ban_id, program_id, person_id, profiles, reason, lifted_at is not null as is_lifted,
             lift_note, work_cursor, work_after is not null as is_marked
      from referral_bans
      where ${isToBeTold}
      order by since limit 1 for update skip locked`,
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  const { list, at, id } = row.work_cursor;
  return {
    workspace: row.workspace_id as WorkspaceId,
    ban: row.ban_id as BanId,
    program: row.program_id as ProgramId,
    person: row.person_id as SubjectId,
    profiles: row.profiles as ProfileId[],
    ...{ reason: row.reason, isLifted: row.is_lifted, liftNote: row.lift_note, isMarked: row.is_marked },
    cursor:
      typeof list === 'number'
        ? { list, ...(typeof at === 'number' ? { at } : {}), ...(typeof id === 'string' ? { id } : {}) }
        : undefined,
  };
}

export async function markBan(tx: Transaction, { workspace, ban }: BanAtWork): Promise<void> {
  await tx.query(`update referral_bans set ${setMark} where workspace_id = $1 and ban_id = $2`, [workspace, ban]);
}

/** Notes how far the telling has come; without a cursor it is done. */
export async function advanceBan(
  tx: Transaction,
  { workspace, ban }: BanAtWork,
  cursor: WorkCursor | undefined,
  told: number,
): Promise<void> {
  await tx.query(
    `update referral_bans set work_cursor = $3::jsonb, told = told + $4 where workspace_id = $1 and ban_id = $2`,
    [workspace, ban, cursor === undefined ? null : JSON.stringify(cursor), told],
  );
}

interface FriendPlaced {
  readonly friend: SubjectId;
  readonly at: number;
  readonly id: string;
}

/**
 * Friends whose pair names this inviter, those that changed last first: one that changes meanwhile was judged behind
 * the ban.
 */
export async function friendsOfReferrer(
  db: Queryable,
  { workspace, program }: BanAtWork,
  referrer: ProfileId,
  { at = Number.MAX_SAFE_INTEGER, id = '' }: Pick<WorkCursor, 'at' | 'id'>,
  limit: number,
): Promise<FriendPlaced[]> {
  const { rows } = await db.query<{ friend_id: string; changed_at: string }>({
    name: 'referral-friends-of-banned',
    text: `
      select friend_id, changed_at from referral_pairs
      where lane between 0 and 255 and workspace_id = $1 and program_id = $2 and referrer_id = $3
        and changed_at <= $4::bigint and (changed_at, friend_id) < ($4::bigint, $5::text)
      order by changed_at desc, friend_id desc limit $6`,
    values: [workspace, program, referrer, at, id, limit],
  });
  return rows.map((row) => ({ friend: row.friend_id as SubjectId, at: Number(row.changed_at), id: row.friend_id }));
}

/** Friends of other inviters whom this one invited, too, behind the ban. */
export async function friendsIgnored(
  db: Queryable,
  { workspace, program }: BanAtWork,
  inviter: ProfileId,
  { id = '' }: Pick<WorkCursor, 'id'>,
  limit: number,
): Promise<FriendPlaced[]> {
  const { rows } = await db.query<{ friend_id: string }>({
    name: 'referral-friends-ignored',
    text: `
      select friend_id from referral_ignored
      where lane between 0 and 255 and workspace_id = $1 and program_id = $2 and inviter_id = $3 and friend_id > $4
      order by friend_id limit $5`,
    values: [workspace, program, inviter, id, limit],
  });
  return rows.map((row) => ({ friend: row.friend_id as SubjectId, at: 0, id: row.friend_id }));
}

/** Writes which friends of a batch were invited behind a ban, besides whoever their pair names. */
export async function writeIgnored(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const ignored = effects.flatMap(({ fact, effect }) => {
    const row = effect['ignored'];
    return isJsonObject(row) ? [{ fact, row }] : [];
  });
  if (ignored.length === 0) return;
  await tx.query({
    name: 'referral-write-ignored',
    text: `
      insert into referral_ignored (lane, friend_id, workspace_id, program_id, inviter_id)
      select distinct * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[])
      on conflict (lane, friend_id, program_id, inviter_id) do nothing`,
    values: [
      scalarColumn(ignored, ({ fact }) => fact.lane),
      textColumn(ignored, ({ fact }) => fact.subject),
      textColumn(ignored, ({ fact }) => fact.workspace),
      textColumn(ignored, ({ row }) => textIn(row, 'program')),
      textColumn(ignored, ({ row }) => textIn(row, 'inviter')),
    ],
  });
}
