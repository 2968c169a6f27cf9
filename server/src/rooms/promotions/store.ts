import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarColumn, textColumn } from '../../kit/arrays.ts';
import type { Transaction } from '../../kit/db.ts';
import { derivedId } from '../../kit/values/ids.ts';
import { isJsonObject, type Json, type JsonObject, textIn } from '../../kit/values/json.ts';
import { writeCodesGiven } from './store-giving.ts';

/** An effect of one kind with what it says. */
interface Told {
  readonly each: AppliedEffect;
  readonly json: JsonObject;
}

/** Writes what a batch decided about promotions: a fixed number of statements. */
export async function applyPromotions(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const given = toldOf(effects, 'given');
  if (given.length > 0) await insertCodes(tx, given);
  const uses = toldOf(effects, 'use');
  if (uses.length > 0) {
    await writeUses(tx, uses);
    await markCodes(tx, uses);
  }
  const away = toldOf(effects, 'away');
  if (away.length > 0)
    await writeCodesGiven(
      tx,
      away.map(({ each }) => each),
    );
  const alarms = toldOf(effects, 'alarm');
  if (alarms.length > 0) await writeAlarms(tx, alarms);
  const closed = toldOf(effects, 'closed');
  if (closed.length > 0) await closeAlarms(tx, closed);
}

function toldOf(effects: readonly AppliedEffect[], kind: string): Told[] {
  return effects.flatMap((each) => {
    const json = each.effect[kind];
    return isJsonObject(json) ? [{ each, json }] : [];
  });
}

const shown = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

async function insertCodes(tx: Transaction, given: readonly Told[]): Promise<void> {
  const rows = given.flatMap((told) => {
    const codes = told.json['codes'];
    return Array.isArray(codes)
      ? codes.flatMap((code: Json) => (typeof code === 'string' ? [{ ...told, code }] : []))
      : [];
  });
  await tx.query({
    name: 'promotions-insert-codes',
    text: `
      insert into promotions_codes (lane, workspace_id, promotion_id, code, batch_id, holder_id, state, made_at)
      select lane, workspace_id, promotion_id, code, batch_id, holder_id, 'free', made_at
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
           as c(lane, workspace_id, promotion_id, code, batch_id, holder_id, made_at)
      on conflict do nothing`,
    values: [
      scalarColumn(rows, ({ each }) => each.fact.lane),
      textColumn(rows, ({ each }) => each.fact.workspace),
      textColumn(rows, ({ each }) => each.fact.subject),
      textColumn(rows, ({ code }) => code),
      textColumn(rows, ({ json }) => shown(json['batch'])),
      textColumn(rows, ({ json }) => shown(json['holder'])),
      scalarColumn(rows, ({ each }) => each.now),
    ],
  });
}

/** Of several changes of one use in a batch the last one stands. */
async function writeUses(tx: Transaction, uses: readonly Told[]): Promise<void> {
  const rows = [...new Map(uses.map((told) => [told.json['id'], told])).values()];
  const column = (name: string): string => textColumn(rows, ({ json }) => textIn(json, name));
  await tx.query({
    name: 'promotions-write-uses',
    text: `
      insert into promotions_uses (lane, claim_id, workspace_id, promotion_id, code, profile_id, reservation_id,
                                   order_id, currency, amount, state, reserved_at, changed_at)
      select lane, claim_id, workspace_id, promotion_id, code, profile_id, reservation_id, order_id, currency, amount,
             state, changed_at, changed_at
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                  $9::text[], $10::bigint[], $11::text[], $12::bigint[])
           as u(lane, claim_id, workspace_id, promotion_id, code, profile_id, reservation_id, order_id, currency,
                amount, state, changed_at)
      on conflict (lane, claim_id) do update set state = excluded.state, changed_at = excluded.changed_at`,
    values: [
      scalarColumn(rows, ({ each }) => each.fact.lane),
      column('id'),
      textColumn(rows, ({ each }) => each.fact.workspace),
      textColumn(rows, ({ each }) => each.fact.subject),
      column('code'),
      column('profile'),
      column('reservation'),
      column('order'),
      column('currency'),
      column('amountMinor'),
      column('state'),
      scalarColumn(rows, ({ each }) => each.now),
    ],
  });
}

/** A code that is used once shows what became of it. */
async function markCodes(tx: Transaction, uses: readonly Told[]): Promise<void> {
  const single = uses.filter(({ json }) => typeof json['single'] === 'string');
  const rows = [
    ...new Map(single.map((told) => [`${told.each.fact.subject} ${textIn(told.json, 'code')}`, told])).values(),
  ];
  if (rows.length === 0) return;
  const isFree = ({ json }: Told): boolean => json['state'] === 'released';
  await tx.query({
    name: 'promotions-mark-codes',
    text: `
      update promotions_codes c
      set state = case when m.state = 'free' and c.given_for is not null then 'given' else m.state end,
          order_id = m.order_id
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
           as m(lane, workspace_id, promotion_id, code, state, order_id)
      where c.lane = m.lane and c.workspace_id = m.workspace_id and c.promotion_id = m.promotion_id
        and c.code = m.code`,
    values: [
      scalarColumn(rows, ({ each }) => each.fact.lane),
      textColumn(rows, ({ each }) => each.fact.workspace),
      textColumn(rows, ({ each }) => each.fact.subject),
      textColumn(rows, ({ json }) => textIn(json, 'code')),
      textColumn(rows, (told) => (isFree(told) ? 'free' : textIn(told.json, 'state'))),
      textColumn(rows, (told) => (isFree(told) ? null : textIn(told.json, 'order'))),
    ],
  });
}

/** An alarm about many persons is one each time it is raised; one about a code counts on until somebody closes it. */
async function writeAlarms(tx: Transaction, alarms: readonly Told[]): Promise<void> {
  const idOf = ({ each, json }: Told): string =>
    derivedId('alm', each.fact.subject, shown(json['code']) ?? `${each.fact.lane}.${each.fact.seq}`);
  const rows = [...new Map(alarms.map((told) => [idOf(told), told]))];
  await tx.query({
    name: 'promotions-write-alarms',
    text: `
      insert into promotions_alarms (lane, alarm_id, workspace_id, promotion_id, kind, code, persons, paused, raised_at,
                                     last_at)
      select lane, alarm_id, workspace_id, promotion_id, kind, code, persons, paused, at, at
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::boolean[],
                  $9::bigint[])
           as a(lane, alarm_id, workspace_id, promotion_id, kind, code, persons, paused, at)
      on conflict (lane, alarm_id) do update set persons = excluded.persons, last_at = excluded.last_at`,
    values: [
      scalarColumn(rows, ([, { each }]) => each.fact.lane),
      textColumn(rows, ([id]) => id),
      textColumn(rows, ([, { each }]) => each.fact.workspace),
      textColumn(rows, ([, { each }]) => each.fact.subject),
      textColumn(rows, ([, { json }]) => textIn(json, 'kind')),
      textColumn(rows, ([, { json }]) => shown(json['code'])),
      scalarColumn(rows, ([, { json }]) => numberOf(json['persons'])),
      scalarColumn(rows, ([, { json }]) => json['paused'] === true),
      scalarColumn(rows, ([, { each }]) => each.now),
    ],
  });
}

async function closeAlarms(tx: Transaction, closed: readonly Told[]): Promise<void> {
  await tx.query({
    name: 'promotions-close-alarms',
    text: `
      update promotions_alarms a set closed_at = c.at, note = c.note
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::bigint[])
           as c(lane, workspace_id, alarm_id, note, at)
      where a.lane = c.lane and a.alarm_id = c.alarm_id and a.workspace_id = c.workspace_id and a.closed_at is null`,
    values: [
      scalarColumn(closed, ({ each }) => each.fact.lane),
      textColumn(closed, ({ each }) => each.fact.workspace),
      textColumn(closed, ({ json }) => textIn(json, 'alarm')),
      textColumn(closed, ({ json }) => textIn(json, 'note')),
      scalarColumn(closed, ({ each }) => each.now),
    ],
  });
}
