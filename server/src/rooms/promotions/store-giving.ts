import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarColumn, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import { laneOfSubject, type WorkspaceId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import type { PromotionId } from './rules/claim.ts';

/** Codes of a promotion that nobody has and that were given for nothing, in the order of their texts. */
export async function codesToGive(
  db: Queryable,
  workspace: WorkspaceId,
  promotion: PromotionId,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ code: string }>({
    name: 'promotions-codes-to-give',
    text: `
      select code from promotions_codes
      where lane = $1 and workspace_id = $2 and promotion_id = $3 and state = 'free' and given_for is null
      order by code limit $4`,
    values: [laneOfSubject(promotion), workspace, promotion, limit],
  });
  return rows.map(({ code }) => code);
}

/** Shows for what a code was given and to whom, or that it came back. Of several changes the last one stands. */
export async function writeCodesGiven(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const told = effects.map((each) => ({ each, json: awayIn(each) }));
  const rows = [...new Map(told.map((row) => [`${row.each.fact.subject} ${textIn(row.json, 'code')}`, row])).values()];
  const given = (name: string): string =>
    textColumn(rows, ({ json }) => (json['isGiven'] === true ? textIn(json, name) : null));
  await tx.query({
    name: 'promotions-write-codes-given',
    text: `
      update promotions_codes c
      set given_for = g.given_for, holder_id = g.holder_id,
          state = case when c.state in ('free', 'given') then case when g.given_for is null then 'free' else 'given' end
                       else c.state end
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
           as g(lane, workspace_id, promotion_id, code, given_for, holder_id)
      where c.lane = g.lane and c.workspace_id = g.workspace_id and c.promotion_id = g.promotion_id
        and c.code = g.code`,
    values: [
      scalarColumn(rows, ({ each }) => each.fact.lane),
      textColumn(rows, ({ each }) => each.fact.workspace),
      textColumn(rows, ({ each }) => each.fact.subject),
      textColumn(rows, ({ json }) => textIn(json, 'code')),
      given('grant'),
      given('profile'),
    ],
  });
}

function awayIn({ effect }: AppliedEffect): JsonObject {
  const json = effect['away'];
  return isJsonObject(json) ? json : {};
}
