import type { AppliedEffect } from '../../engine/reactor.ts';
import { jsonColumn, scalarColumn, textColumn } from '../../kit/arrays.ts';
import type { Transaction } from '../../kit/db.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';

/**
 * Writes the reservations that a batch changed, for lists; of several changes of one the last stands. A row lies in the
 * lane of its person.
 */
export async function applyCheckout(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const told = effects.flatMap((each) => {
    const reservation = each.effect['reservation'];
    return isJsonObject(reservation) ? [{ each, reservation }] : [];
  });
  const rows = [...new Map(told.map((row) => [row.reservation['id'], row])).values()];
  if (rows.length === 0) return;
  const of = (name: string): string => textColumn(rows, ({ reservation }) => textIn(reservation, name));
  const number = (json: JsonObject, name: string): number => Number(json[name]);
  await tx.query({
    name: 'checkout-write-reservations',
    text: `
      insert into checkout_reservations (lane, reservation_id, workspace_id, person_id, order_id, state,
                                         reserved_at, changed_at, reservation)
      select lane, reservation_id, workspace_id, person_id, order_id, state, reserved_at, changed_at,
             reservation::jsonb
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[],
                  $8::bigint[], $9::text[])
           as r(lane, reservation_id, workspace_id, person_id, order_id, state, reserved_at, changed_at,
                reservation)
      on conflict (lane, reservation_id) do update
        set state = excluded.state, changed_at = excluded.changed_at,
            reservation = excluded.reservation`,
    values: [
      scalarColumn(rows, ({ each }) => each.fact.lane),
      of('id'),
      textColumn(rows, ({ each }) => each.fact.workspace),
      textColumn(rows, ({ each }) => each.fact.subject),
      of('order'),
      of('state'),
      scalarColumn(rows, ({ reservation }) => number(reservation, 'reservedAt')),
      scalarColumn(rows, ({ each }) => each.now),
      jsonColumn(rows, ({ reservation }) => reservation),
    ],
  });
}
