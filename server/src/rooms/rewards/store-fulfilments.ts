import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarColumn, textColumn } from '../../kit/arrays.ts';
import type { Transaction } from '../../kit/db.ts';
import { type JsonObject, textIn } from '../../kit/values/json.ts';

/** The columns of a grant's row that say how it is handed out and what became of that. */
export const fulfilmentColumns = `fulfil_by, fulfil_promotion, fulfil_state, fulfil_note, fulfil_reference, fulfil_code,
                      fulfil_since, fulfil_at`;

/**
 * Writes what became of grants that are handed out, behind their rows. In a batch several facts may change one: each
 * column keeps what was said of it last, and what nobody speaks of stays.
 */
export async function writeFulfilments(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const rows = new Map<string, { readonly each: AppliedEffect; readonly row: JsonObject }>();
  for (const each of effects) {
    const row = each.effect['fulfilment'] as JsonObject;
    const id = textIn(row, 'id');
    rows.set(id, { each, row: { ...rows.get(id)?.row, ...row } });
  }
  const all = [...rows.values()];
  const text = (name: string): string =>
    textColumn(all, ({ row }) => (typeof row[name] === 'string' ? row[name] : null));
  await tx.query({
    name: 'rewards-write-fulfilments',
    text: `
      update rewards_grants g
      set fulfil_by = coalesce(k.fulfil_by, g.fulfil_by),
          fulfil_promotion = coalesce(k.promotion, g.fulfil_promotion),
          fulfil_state = k.state,
          fulfil_note = coalesce(k.note, g.fulfil_note),
          fulfil_reference = coalesce(k.reference, g.fulfil_reference),
          fulfil_code = coalesce(k.code, g.fulfil_code),
          fulfil_since = coalesce(g.fulfil_since, k.at),
          fulfil_at = k.at
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                  $9::bigint[])
           as k(lane, grant_id, fulfil_by, promotion, state, note, reference, code, at)
      where g.lane = k.lane and g.grant_id = k.grant_id`,
    values: [
      scalarColumn(all, ({ each }) => each.fact.lane),
      text('id'),
      text('by'),
      text('promotion'),
      text('state'),
      text('note'),
      text('reference'),
      text('code'),
      scalarColumn(all, ({ each }) => each.now),
    ],
  });
}
