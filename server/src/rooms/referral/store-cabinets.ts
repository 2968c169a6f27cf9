import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { laneCount, type ProfileId, type ProgramId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

/** A cabinet that somebody opened, and until when it stays open. */
export interface OpenCabinet {
  readonly workspace: WorkspaceId;
  readonly program: ProgramId;
  readonly userId: string;
  readonly endsAt: number;
}

export interface NewCabinet extends OpenCabinet {
  readonly tokenHash: string;
  readonly sessionHash: string;
  readonly openedAt: number;
  /** After this the token is refused by its own end, so nobody has to remember that it was used. */
  readonly forgetAt: number;
}

/** Uses a token up; false when somebody was first. */
export async function insertCabinet(db: Queryable, cabinet: NewCabinet): Promise<boolean> {
  const { tokenHash, sessionHash, workspace, program, userId, openedAt, endsAt, forgetAt } = cabinet;
  const { rowCount } = await db.query({
    name: 'referral-insert-cabinet',
    text: `
      insert into referral_cabinets
        (token_hash, session_hash, workspace_id, program_id, user_id, opened_at, ends_at, forget_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    values: [tokenHash, sessionHash, workspace, program, userId, openedAt, endsAt, forgetAt],
  });
  return rowCount === 1;
}

export async function findCabinet(db: Queryable, sessionHash: string, now: number): Promise<OpenCabinet | undefined> {
  const { rows } = await db.query<{ workspace_id: string; program_id: string; user_id: string; ends_at: string }>({
    name: 'referral-find-cabinet',
    text: `
      select workspace_id, program_id, user_id, ends_at from referral_cabinets
      where session_hash = $1 and ends_at > $2`,
    values: [sessionHash, now],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    workspace: row.workspace_id as WorkspaceId,
    program: row.program_id as ProgramId,
    userId: row.user_id,
    endsAt: Number(row.ends_at),
  };
}

/** Ends a session; that its token was used is still remembered. */
export async function closeCabinet(db: Queryable, sessionHash: string, now: number): Promise<void> {
  await db.query('update referral_cabinets set ends_at = least(ends_at, $2) where session_hash = $1', [
    sessionHash,
    now,
  ]);
}

const forgottenAtOnce = 100;

/** Forgets some of those that are over; each that opens makes room for more than itself. */
export async function forgetCabinets(db: Queryable, now: number): Promise<void> {
  await db.query(
    `delete from referral_cabinets where token_hash in
       (select token_hash from referral_cabinets where forget_at < $1 limit $2)`,
    [now, forgottenAtOnce],
  );
}

/** A friend's pair as far as a cabinet needs it. */
export interface FriendRow {
  readonly friend: SubjectId;
  readonly touchedAt: number | null;
  readonly registeredAt: number | null;
  readonly changedAt: number;
}

/** Where a page of friends ended. */
export interface FriendPlace {
  readonly changedAt: number;
  readonly friend: string;
}

/** The friends of a referrer, by all profiles that make them; those that changed last first. */
export async function pageFriends(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  referrers: readonly ProfileId[],
  before: FriendPlace | undefined,
  limit: number,
): Promise<FriendRow[]> {
  const { rows } = await db.query<{
    friend_id: string;
    touched_at: string | null;
    registered_at: string | null;
    changed_at: string;
  }>({
    name: 'referral-page-friends',
    text: `
      select p.friend_id, p.touched_at, p.registered_at, p.changed_at
      from unnest($4::text[]) as k(referrer_id)
      cross join lateral (
        select friend_id, touched_at, registered_at, changed_at from referral_pairs
        where lane = any($1::smallint[]) and workspace_id = $2 and program_id = $3 and referrer_id = k.referrer_id
          and changed_at <= $5 and (changed_at, friend_id) < ($5, $6)
        order by changed_at desc, friend_id desc limit $7) p
      order by p.changed_at desc, p.friend_id desc limit $7`,
    values: [
      ...[allLanes, workspace, program, textArray(referrers)],
      ...[before?.changedAt ?? Number.MAX_SAFE_INTEGER, before?.friend ?? '', limit],
    ],
  });
  const moment = (text: string | null): number | null => (text === null ? null : Number(text));
  return rows.map((row) => ({
    friend: row.friend_id as SubjectId,
    touchedAt: moment(row.touched_at),
    registeredAt: moment(row.registered_at),
    changedAt: Number(row.changed_at),
  }));
}
