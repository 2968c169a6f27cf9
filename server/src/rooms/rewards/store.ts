import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarColumn, textColumn } from '../../kit/arrays.ts';
import type { Transaction } from '../../kit/db.ts';
import { laneOfSubject, type SubjectId } from '../../kit/values/ids.ts';
import { isJsonObject, type Json, type JsonObject, textIn } from '../../kit/values/json.ts';
import { fulfilmentColumns } from './store-fulfilments.ts';

/** Writes the rows of the grants that a batch changed. Of several changes of one grant the last one stands. */
export async function writeGrants(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const rows = [...new Map(effects.map((each) => [grantJson(each)['id'], each])).values()];
  const column = (read: (grant: JsonObject, each: AppliedEffect) => Json | undefined): string =>
    textColumn(rows, (each) => shown(read(grantJson(each), each)));
  await tx.query({
    name: 'rewards-write-grants',
    text: `
      insert into rewards_grants (lane, grant_id, workspace_id, holder_id, profile_id, friend_id, program_id, version,
                                  side, order_id, unit, amount, state, reason, granted_at, available_at, expires_at,
                                  changed_at, decided_seq, task)
      select lane, grant_id, workspace_id, holder_id, profile_id, friend_id, program_id, version, side, order_id, unit,
             amount, state, nullif(reason, ''), changed_at, available_at, expires_at, changed_at, decided_seq,
             nullif(task, '')
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
                  $9::text[], $10::text[], $11::text[], $12::bigint[], $13::text[], $14::text[], $15::bigint[],
                  $16::bigint[], $17::bigint[], $18::bigint[], $19::text[])
           as g(lane, grant_id, workspace_id, holder_id, profile_id, friend_id, program_id, version, side, order_id,
                unit, amount, state, reason, available_at, changed_at, decided_seq, expires_at, task)
      on conflict (lane, grant_id) do update
        set state = excluded.state, reason = excluded.reason, changed_at = excluded.changed_at,
            expires_at = excluded.expires_at,
            review = case when excluded.state = 'clawed_back' then null else rewards_grants.review end`,
    values: [
      scalarColumn(rows, (each) => each.fact.lane),
      column((grant) => grant['id']),
      textColumn(rows, (each) => each.fact.workspace),
      column((grant) => grant['holder']),
      column((grant) => grant['profile']),
      column((grant) => grant['friend']),
      column((grant) => grant['program']),
      column((grant) => grant['version']),
      column((grant) => grant['side']),
      column((grant) => grant['order']),
      column((grant) => grant['unit']),
      column((grant) => grant['amountMinor']),
      column((_grant, each) => each.effect['state']),
      column((_grant, each) => each.effect['reason']),
      column((_grant, each) => each.effect['availableAt']),
      scalarColumn(rows, (each) => each.now),
      scalarColumn(rows, (each) => each.fact.seq),
      scalarColumn(rows, ({ effect }) => (typeof effect['expiresAt'] === 'number' ? effect['expiresAt'] : null)),
      column((grant) => grant['task']),
    ],
  });
}

/** The grants of profiles that came are this person's from now on, in this person's lane. */
export async function takeGrantsOver(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const rows = effects.flatMap(({ fact, effect }) => {
    const moved = isJsonObject(effect['moved']) ? effect['moved'] : {};
    const profiles = Array.isArray(moved['profiles']) ? moved['profiles'] : [];
    const from = textIn(moved, 'from') as SubjectId;
    const { workspace, subject: into } = fact;
    return profiles.map((profile) => ({ workspace, from, profile: shown(profile), into }));
  });
  await tx.query({
    name: 'rewards-take-grants-over',
    text: `
      with gone as (
        delete from rewards_grants g
        using unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::text[])
              as k(lane, workspace_id, holder_id, profile_id, to_lane, into_id)
        where g.lane = k.lane and g.workspace_id = k.workspace_id and g.holder_id = k.holder_id
          and g.profile_id = k.profile_id
        returning g.*, k.to_lane, k.into_id)
      insert into rewards_grants (lane, grant_id, workspace_id, holder_id, profile_id, friend_id, program_id, version,
                                  side, order_id, unit, amount, state, reason, granted_at, available_at, expires_at,
                                  changed_at, decided_seq, review, task, ${fulfilmentColumns})
      select to_lane, grant_id, workspace_id, into_id, profile_id, friend_id, program_id, version, side, order_id, unit,
             amount, state, reason, granted_at, available_at, expires_at, changed_at, decided_seq, review, task,
             ${fulfilmentColumns}
      from gone`,
    values: [
      scalarColumn(rows, (row) => laneOfSubject(row.from)),
      textColumn(rows, (row) => row.workspace),
      textColumn(rows, (row) => row.from),
      textColumn(rows, (row) => row.profile),
      scalarColumn(rows, (row) => laneOfSubject(row.into)),
      textColumn(rows, (row) => row.into),
    ],
  });
}

/** Which grants are in review or were approved. What was taken back meanwhile is neither. */
export async function writeReviews(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const rows = effects.map(({ fact, effect }) => {
    const { id, review } = effect['reviewed'] as JsonObject;
    return { lane: fact.lane, id: shown(id), review: typeof review === 'string' ? review : null };
  });
  const last = [...new Map(rows.map((row) => [row.id, row])).values()];
  await tx.query({
    name: 'rewards-write-reviews',
    text: `
      update rewards_grants g set review = k.review
      from unnest($1::smallint[], $2::text[], $3::text[]) as k(lane, grant_id, review)
      where g.lane = k.lane and g.grant_id = k.grant_id and g.state <> 'clawed_back'`,
    values: [
      scalarColumn(last, (row) => row.lane),
      textColumn(last, (row) => row.id),
      textColumn(last, (row) => row.review),
    ],
  });
}

/** Numbers go as their digits; what is absent goes as the empty text that the statement turns into null. */
function shown(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function grantJson(applied: AppliedEffect): JsonObject {
  const grant = applied.effect['grant'];
  return isJsonObject(grant) ? grant : {};
}
