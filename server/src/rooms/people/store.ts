import type { Claim, Redirection, WorkspaceKey } from '../../engine/directory.ts';
import type { IdentifierOwner } from '../../engine/fact.ts';
import type { AppliedEffect } from '../../engine/reactor.ts';
import { jsonColumn, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import type { ProfileId, SubjectId } from '../../kit/values/ids.ts';
import { isJsonObject, type Json } from '../../kit/values/json.ts';

export interface OwnerRow {
  readonly key: WorkspaceKey;
  readonly owner: IdentifierOwner;
}

/** Who owns these identifiers; those that nobody owns are absent. */
export async function readOwners(db: Queryable, unique: readonly WorkspaceKey[]): Promise<OwnerRow[]> {
  if (unique.length === 0) return [];
  const { rows } = await db.query<{
    position: string;
    subject_id: string;
    profile_id: string;
    detail: string | null;
  }>({
    name: 'people-owners',
    text: `
      select k.position, i.subject_id, i.profile_id, i.detail
      from unnest($1::text[], $2::text[], $3::text[]) with ordinality as k(workspace_id, kind, value, position)
      join people_identifiers i on i.workspace_id = k.workspace_id and i.kind = k.kind and i.value = k.value`,
    values: [
      textColumn(unique, (key) => key.workspace),
      textColumn(unique, (key) => key.kind),
      textColumn(unique, (key) => key.value),
    ],
  });
  return rows.flatMap((row) => {
    const key = unique[Number(row.position) - 1];
    if (key === undefined) return [];
    const owner = { subject: row.subject_id as SubjectId, profile: row.profile_id as ProfileId };
    return [{ key, owner: row.detail === null ? owner : { ...owner, detail: row.detail } }];
  });
}

/** Inserts claims in the order given; false when one of them was taken. */
export async function insertClaims(tx: Transaction, sorted: readonly Claim[]): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'people-claim',
    text: `
      insert into people_identifiers (workspace_id, kind, value, subject_id, profile_id, detail)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
      on conflict do nothing`,
    values: [
      textColumn(sorted, (each) => each.workspace),
      textColumn(sorted, (each) => each.kind),
      textColumn(sorted, (each) => each.value),
      textColumn(sorted, (each) => each.owner.subject),
      textColumn(sorted, (each) => each.owner.profile),
      textColumn(sorted, (each) => each.owner.detail ?? null),
    ],
  });
  return rowCount === sorted.length;
}

/** Codes that are nobody's any more. */
export async function releaseCodes(tx: Transaction, workspace: string, codes: readonly string[]): Promise<void> {
  await tx.query(
    `delete from people_identifiers where workspace_id = $1 and kind = 'code' and value = any($2::text[])`,
    [workspace, textArray(codes)],
  );
}

/** All identifiers of these profiles lead to another person from now on. */
export async function redirectIdentifiers(tx: Transaction, moves: readonly Redirection[]): Promise<void> {
  for (const move of moves) {
    await tx.query(
      `update people_identifiers set subject_id = $3
       where workspace_id = $1 and profile_id = any($2::text[])`,
      [move.workspace, textArray(move.profiles), move.subject],
    );
  }
}

/** Writes the projection: of several changes of one person in a batch, the last. */
export async function applyPersons(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  if (effects.length === 0) return;
  const last = [...new Map(effects.map((each) => [each.fact.subject, each])).values()];
  const texts = (name: string): string => textColumn(last, (each) => textOrNull(each.effect[name]));
  await tx.query({
    name: 'people-write-persons',
    text: `
      insert into people_persons (lane, person_id, workspace_id, user_id, email, phone, name, joined_into,
                                  standing, created_at, updated_at, said)
      select lane, person_id, workspace_id, user_id, email, phone, name, joined_into, standing, created_at, updated_at,
             said::jsonb
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                  $9::text[], $10::bigint[], $11::bigint[], $12::text[])
        as t(lane, person_id, workspace_id, user_id, email, phone, name, joined_into, standing, created_at, updated_at,
             said)
      on conflict (lane, person_id) do update
        set user_id = excluded.user_id, email = excluded.email, phone = excluded.phone, name = excluded.name,
            joined_into = excluded.joined_into, standing = excluded.standing, said = excluded.said,
            updated_at = excluded.updated_at`,
    values: [
      scalarColumn(last, (each) => each.fact.lane),
      textColumn(last, (each) => each.fact.subject),
      textColumn(last, (each) => each.fact.workspace),
      texts('userId'),
      texts('email'),
      texts('phone'),
      texts('name'),
      texts('joinedInto'),
      texts('standing'),
      scalarColumn(last, (each) => Number(each.effect['createdAt'])),
      scalarColumn(last, (each) => each.now),
      jsonColumn(last, ({ effect }) => (isJsonObject(effect['said']) ? effect['said'] : undefined)),
    ],
  });
}

function textOrNull(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
