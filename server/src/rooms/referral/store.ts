import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarArray, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import {
  laneOfSubject,
  type ProfileId,
  type ProgramId,
  type SubjectId,
  type WorkspaceId,
} from '../../kit/values/ids.ts';
import { isJsonObject, type Json, type JsonObject, textIn } from '../../kit/values/json.ts';
import { applyApplications } from './store-applications.ts';
import { writeIgnored } from './store-ban-work.ts';
import { type CountedClick, countClicks, countingPairs } from './store-counts.ts';
import { applyFailedCodes } from './store-failed-codes.ts';
import { namePlacements } from './store-placements.ts';

import { applyTasks } from './store-tasks.ts';

/** Writes the projections of a batch: new participants, and each pair's latest verdict. */
export async function applyReferral(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const participants = effects.filter((each) => isJsonObject(each.effect['participant']));
  if (participants.length > 0) await writeParticipants(tx, participants);
  await applyApplications(tx, effects);
  await namePlacements(tx, effects);
  await applyFailedCodes(tx, effects);
  await applyTasks(tx, effects);
  await writeIgnored(tx, effects);
  const clicks = effects.filter(({ effect }) => effect['click'] !== undefined || effect['share'] !== undefined);
  if (clicks.length > 0) await countClicks(tx, clicks.map(clickOf));
  const gone = effects.filter((each) => each.effect['gone'] !== undefined);
  if (gone.length > 0) await deletePairs(tx, gone);
  const pairs = effects.filter((each, index) => {
    if (!isJsonObject(each.effect['pair'])) return false;
    const later = effects.slice(index + 1);
    return gone.length === 0 || !later.some((next) => next.effect['gone'] === each.fact.subject);
  });
  if (pairs.length > 0) await writePairs(tx, pairs);
}

function clickOf({ fact, effect }: AppliedEffect): CountedClick {
  const { lane, subject, workspace, timestamp } = fact;
  const isShare = effect['share'] !== undefined;
  const program = textIn(effect, isShare ? 'share' : 'click');
  return { lane, person: subject, workspace, program, placement: textIn(effect, 'placement'), isShare, at: timestamp };
}

/** The pairs of friends who turned out to be another person. */
async function deletePairs(tx: Transaction, gone: readonly AppliedEffect[]): Promise<void> {
  await tx.query(
    `with gone as (
       delete from referral_pairs p using unnest($1::smallint[], $2::text[]) as g(lane, friend_id)
       where p.lane = g.lane and p.friend_id = g.friend_id returning p.*)
     ${countingPairs('gone', '(select * from gone where false) none')}`,
    [scalarColumn(gone, (each) => each.fact.lane), textColumn(gone, (each) => each.fact.subject)],
  );
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
      textColumn(rows, ({ row }) => textIn(row, 'program')),
      textColumn(rows, ({ row }) => textIn(row, 'code')),
      scalarColumn(rows, ({ each }) => each.now),
    ],
  });
}

async function writePairs(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const last = new Map<string, { each: AppliedEffect; pair: JsonObject }>();
  for (const each of effects) {
    const pair = each.effect['pair'] as JsonObject;
    last.set(`${each.fact.subject} ${textIn(pair, 'program')}`, { each, pair });
  }
  const rows = [...last.values()];
  const touchOf = (pair: JsonObject): JsonObject => (isJsonObject(pair['touch']) ? pair['touch'] : {});
  const orderOf = (pair: JsonObject): JsonObject => (isJsonObject(pair['order']) ? pair['order'] : {});
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  await tx.query({
    name: 'referral-write-pairs',
    text: `
      with after as (
        select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                             $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[],
                             $14::text[])
          as k(lane, friend_id, workspace_id, program_id, referrer_id, channel, status, reason,
               order_id, touched_at, registered_at, paid_at, changed_at, placement)),
      before as (
        select p.* from after a join referral_pairs p
          on p.lane = a.lane and p.friend_id = a.friend_id and p.program_id = a.program_id),
      written as (
        insert into referral_pairs (lane, friend_id, workspace_id, program_id, referrer_id, channel, status, reason,
                                    order_id, touched_at, registered_at, paid_at, changed_at, placement)
        select * from after
        on conflict (lane, friend_id, program_id) do update
          set referrer_id = excluded.referrer_id, channel = excluded.channel, status = excluded.status,
              reason = excluded.reason, order_id = excluded.order_id, touched_at = excluded.touched_at,
              registered_at = excluded.registered_at, paid_at = excluded.paid_at, changed_at = excluded.changed_at,
              placement = excluded.placement)
      ${countingPairs('before', 'after')}`,
    values: [
      scalarColumn(rows, ({ each }) => each.fact.lane),
      textColumn(rows, ({ each }) => each.fact.subject),
      textColumn(rows, ({ each }) => each.fact.workspace),
      textColumn(rows, ({ pair }) => textIn(pair, 'program')),
      textColumn(rows, ({ pair }) => text(touchOf(pair)['referrer'])),
      textColumn(rows, ({ pair }) => text(touchOf(pair)['channel'])),
      textColumn(rows, ({ pair }) => textIn(pair, 'status')),
      textColumn(rows, ({ pair }) => text(pair['reason'])),
      textColumn(rows, ({ pair }) => text(orderOf(pair)['id'])),
      scalarColumn(rows, ({ pair }) => numberOf(touchOf(pair)['at'])),
      scalarColumn(rows, ({ each }) => numberOf(each.effect['registeredAt'])),
      scalarColumn(rows, ({ pair }) => numberOf(orderOf(pair)['at'])),
      scalarColumn(rows, ({ each }) => each.now),
      textColumn(rows, ({ pair }) => text(touchOf(pair)['placement'])),
    ],
  });
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

export interface ParticipantRow {
  readonly person: SubjectId;
  readonly program: ProgramId;
  readonly code: string;
  readonly joinedAt: number;
}

/** Under which codes a person takes part, in the order of the profiles that make the person. */
export async function findParticipants(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  profiles: readonly ProfileId[],
): Promise<ParticipantRow[]> {
  const { rows } = await db.query<{ person_id: string; code: string; joined_at: string }>({
    name: 'referral-find-participants',
    text: `
      select p.person_id, p.code, p.joined_at
      from unnest($1::smallint[], $2::text[]) with ordinality as k(lane, person_id, place)
      join referral_participants p on p.lane = k.lane and p.person_id = k.person_id
      where p.workspace_id = $3 and p.program_id = $4 order by k.place`,
    values: [scalarArray(profiles.map(laneOfSubject)), textArray(profiles), workspace, program],
  });
  return rows.map((row) => ({
    person: row.person_id as SubjectId,
    program,
    code: row.code,
    joinedAt: Number(row.joined_at),
  }));
}
