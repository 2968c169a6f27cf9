import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarColumn, textColumn } from '../../kit/arrays.ts';
import type { Transaction } from '../../kit/db.ts';
import { type JsonObject, textIn } from '../../kit/values/json.ts';

/** Writes what persons have that expires, of each moment the last amount of the batch; nothing is no row. */
export async function writeLots(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const all = effects.map(({ fact, effect }) => {
    const lot = effect['lot'] as JsonObject;
    const { lane, workspace, subject: holder } = fact;
    return {
      lane,
      workspace,
      holder,
      unit: textIn(lot, 'unit'),
      at: Number(lot['at']),
      minor: textIn(lot, 'amountMinor'),
    };
  });
  const rows = [...new Map(all.map((row) => [`${row.holder} ${row.unit} ${row.at}`, row])).values()];
  await tx.query({
    name: 'rewards-write-lots',
    text: `
      with k as (
        select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
          as k(lane, workspace_id, holder_id, unit, expires_at, amount)),
      gone as (
        delete from rewards_lots l using k
        where k.amount = 0 and l.lane = k.lane and l.holder_id = k.holder_id and l.unit = k.unit
          and l.expires_at = k.expires_at)
      insert into rewards_lots (lane, workspace_id, holder_id, unit, expires_at, amount)
      select lane, workspace_id, holder_id, unit, expires_at, amount from k where amount > 0
      on conflict (lane, holder_id, unit, expires_at) do update set amount = excluded.amount`,
    values: [
      scalarColumn(rows, (row) => row.lane),
      textColumn(rows, (row) => row.workspace),
      textColumn(rows, (row) => row.holder),
      textColumn(rows, (row) => row.unit),
      scalarColumn(rows, (row) => row.at),
      textColumn(rows, (row) => row.minor),
    ],
  });
}
