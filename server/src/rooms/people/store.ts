import type { Claim, Directory, Redirection, WorkspaceKey } from '../../engine/directory.ts';
import { keyText } from '../../engine/directory.ts';
import type { IdentifierOwner } from '../../engine/fact.ts';
import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import type { ProfileId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { Json } from '../../kit/values/json.ts';
import { identifiersOf } from './rules/identifiers.ts';

/** The people room's answer to «whose fact is this?». */
export const peopleDirectory: Directory = { identifiersOf, owners, claim, redirect };

async function owners(db: Queryable, keys: readonly WorkspaceKey[]): Promise<Map<string, IdentifierOwner>> {
  if (keys.length === 0) return new Map();
  const unique = [...new Map(keys.map((key) => [keyText(key), key])).values()];
  const { rows } = await db.query<{
    workspace_id: string;
    kind: string;
    value: string;
    subject_id: string;
    profile_id: string;
    detail: string | null;
  }>({
    name: 'people-owners',
    text: `
      select i.workspace_id, i.kind, i.value, i.subject_id, i.profile_id, i.detail
      from unnest($1::text[], $2::text[], $3::text[]) as k(workspace_id, kind, value)
      join people_identifiers i on i.workspace_id = k.workspace_id and i.kind = k.kind and i.value = k.value`,
    values: [
      textArray(unique.map((key) => key.workspace)),
      textArray(unique.map((key) => key.kind)),
      textArray(unique.map((key) => key.value)),
    ],
  });
  return new Map(
    rows.map((row) => [
      `${row.workspace_id}\u0000${row.kind}\u0000${row.value}`,
      {
        subject: row.subject_id as SubjectId,
        profile: row.profile_id as ProfileId,
        ...(row.detail === null ? {} : { detail: row.detail }),
      },
    ]),
  );
}

/** Sorted, so that two batches that want the same identifiers wait for each other in one direction only. */
async function claim(tx: Transaction, claims: readonly Claim[]): Promise<boolean> {
  const sorted = [...claims].sort((left, right) => (keyText(left) < keyText(right) ? -1 : 1));
  const { rowCount } = await tx.query({
    name: 'people-claim',
    text: `
      insert into people_identifiers (workspace_id, kind, value, subject_id, profile_id, detail)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
      on conflict do nothing`,
    values: [
      textArray(sorted.map((each) => each.workspace)),
      textArray(sorted.map((each) => each.kind)),
      textArray(sorted.map((each) => each.value)),
      textArray(sorted.map((each) => each.owner.subject)),
      textArray(sorted.map((each) => each.owner.profile)),
      textArray(sorted.map((each) => each.owner.detail ?? null)),
    ],
  });
  return rowCount === sorted.length;
}

async function redirect(tx: Transaction, moves: readonly Redirection[]): Promise<void> {
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
  const last = [...new Map(effects.map((each) => [each.fact.subject, each])).values()];
  const texts = (name: string): string => textArray(last.map((each) => textOrNull(each.effect[name])));
  await tx.query({
    name: 'people-write-persons',
    text: `
      insert into people_persons (lane, person_id, workspace_id, user_id, email, phone, name, joined_into,
                                  created_at, updated_at)
      select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                           $8::text[], $9::bigint[], $10::bigint[])
      on conflict (lane, person_id) do update
        set user_id = excluded.user_id, email = excluded.email, phone = excluded.phone, name = excluded.name,
            joined_into = excluded.joined_into, updated_at = excluded.updated_at`,
    values: [
      scalarArray(last.map((each) => each.fact.lane)),
      textArray(last.map((each) => each.fact.subject)),
      textArray(last.map((each) => each.fact.workspace)),
      texts('userId'),
      texts('email'),
      texts('phone'),
      texts('name'),
      texts('joinedInto'),
      scalarArray(last.map((each) => Number(each.effect['createdAt']))),
      scalarArray(last.map((each) => each.now)),
    ],
  });
}

function textOrNull(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** The person that a user id leads to. */
export async function findPersonByUserId(
  db: Queryable,
  workspace: WorkspaceId,
  userId: string,
): Promise<SubjectId | undefined> {
  return (await owners(db, [{ workspace, kind: 'userId', value: userId }])).values().next().value?.subject;
}
