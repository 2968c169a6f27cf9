import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarColumn, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import { laneOfSubject, type ProgramId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject } from '../../kit/values/json.ts';

/** Writes the projections of a batch: new participants, and each pair's latest verdict. */
export async function applyReferral(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const participants = effects.filter((each) => isJsonObject(each.effect['participant']));
  if (participants.length > 0) await writeParticipants(tx, participants);
  const pairs = effects.filter((each) => isJsonObject(each.effect['pair']));
  if (pairs.length > 0) await writePairs(tx, pairs);
}

async function writeParticipants(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const rows = effects.map((each) => ({ each, row: each.effect['participant'] as JsonObject }));
  await tx.query({
    name: 'referral-write-participants',
    text: `
      insert into referral_participants (lane, person_id, workspace_id, program_id, code, joined_at)
      select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
      on conflict (lane, person_id, program_id) do nothing`,
    values: [
      scalarColumn(rows, ({ each }) => each.fact.lane),
      textColumn(rows, ({ each }) => each.fact.subject),
      textColumn(rows, ({ each }) => each.fact.workspace),
      textColumn(rows, ({ row }) => String(row['program'])),
      textColumn(rows, ({ row }) => String(row['code'])),
      scalarColumn(rows, ({ each }) => each.now),
    ],
  });
}

async function writePairs(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const last = new Map<string, { each: AppliedEffect; pair: JsonObject }>();
  for (const each of effects) {
    const pair = each.effect['pair'] as JsonObject;
    last.set(`${each.fact.subject} ${String(pair['program'])}`, { each, pair });
  }
  const rows = [...last.values()];
  const touchOf = (pair: JsonObject): JsonObject => (isJsonObject(pair['touch']) ? pair['touch'] : {});
  const orderOf = (pair: JsonObject): JsonObject => (isJsonObject(pair['order']) ? pair['order'] : {});
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  await tx.query({
    name: 'referral-write-pairs',
    text: `
      insert into referral_pairs (lane, friend_id, workspace_id, program_id, referrer_id, channel, status, reason,
                                  order_id, touched_at, changed_at)
      select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                           $8::text[], $9::text[], $10::bigint[], $11::bigint[])
      on conflict (lane, friend_id, program_id) do update
        set referrer_id = excluded.referrer_id, channel = excluded.channel, status = excluded.status,
            reason = excluded.reason, order_id = excluded.order_id, touched_at = excluded.touched_at,
            changed_at = excluded.changed_at`,
    values: [
      scalarColumn(rows, ({ each }) => each.fact.lane),
      textColumn(rows, ({ each }) => each.fact.subject),
      textColumn(rows, ({ each }) => each.fact.workspace),
      textColumn(rows, ({ pair }) => String(pair['program'])),
      textColumn(rows, ({ pair }) => text(touchOf(pair)['referrer'])),
      textColumn(rows, ({ pair }) => text(touchOf(pair)['channel'])),
      textColumn(rows, ({ pair }) => String(pair['status'])),
      textColumn(rows, ({ pair }) => text(pair['reason'])),
      textColumn(rows, ({ pair }) => text(orderOf(pair)['id'])),
      scalarColumn(rows, ({ pair }) => (typeof touchOf(pair)['at'] === 'number' ? Number(touchOf(pair)['at']) : null)),
      scalarColumn(rows, ({ each }) => each.now),
    ],
  });
}

export interface ParticipantRow {
  readonly person: SubjectId;
  readonly program: ProgramId;
  readonly code: string;
  readonly joinedAt: number;
}

export async function findParticipant(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  person: SubjectId,
): Promise<ParticipantRow | undefined> {
  const { rows } = await db.query<{ code: string; joined_at: string }>(
    `select code, joined_at from referral_participants
     where lane = $1 and workspace_id = $2 and program_id = $3 and person_id = $4`,
    [laneOfSubject(person), workspace, program, person],
  );
  const row = rows[0];
  return row === undefined ? undefined : { person, program, code: row.code, joinedAt: Number(row.joined_at) };
}

export interface PairRow {
  readonly friend: SubjectId;
  readonly program: ProgramId;
  readonly referrer: SubjectId | null;
  readonly channel: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly order: string | null;
  readonly touchedAt: number | null;
  readonly changedAt: number;
}

/** The pairs of a program, by friend; `after` is the last friend of the page before. */
export async function listPairs(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  after: string,
  limit: number,
): Promise<PairRow[]> {
  const { rows } = await db.query<{
    friend_id: string;
    referrer_id: string | null;
    channel: string | null;
    status: string;
    reason: string | null;
    order_id: string | null;
    touched_at: string | null;
    changed_at: string;
  }>(
    `select friend_id, referrer_id, channel, status, reason, order_id, touched_at, changed_at
     from referral_pairs where workspace_id = $1 and program_id = $2 and friend_id > $3
     order by friend_id limit $4`,
    [workspace, program, after, limit],
  );
  return rows.map((row) => ({
    friend: row.friend_id as SubjectId,
    program,
    referrer: row.referrer_id === null ? null : (row.referrer_id as SubjectId),
    channel: row.channel,
    status: row.status,
    reason: row.reason,
    order: row.order_id,
    touchedAt: row.touched_at === null ? null : Number(row.touched_at),
    changedAt: Number(row.changed_at),
  }));
}
