import type { IdentifierKind } from '../../engine/fact.ts';
import { pageRowsAtMost } from '../../kit/api/paging.ts';
import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { laneOfSubject, type ProfileId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { Contacts, Standing } from './rules/listed.ts';

/** A person as lists show it. */
export interface PersonListRow {
  readonly person: SubjectId;
  readonly userId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  readonly standing: Standing;
  /** What nobody vouches for, of a person whom no server knows. */
  readonly said: Contacts | null;
  readonly createdAt: number;
}

export interface StoredPerson {
  person_id: string;
  user_id: string | null;
  email: string | null;
  phone: string | null;
  name: string | null;
  standing: string;
  said: Contacts | null;
  created_at: string;
}

export const personColumns = 'person_id, user_id, email, phone, name, standing, said, created_at';

export function personOfRow(row: StoredPerson): PersonListRow {
  return {
    person: row.person_id as SubjectId,
    userId: row.user_id,
    email: row.email,
    phone: row.phone,
    name: row.name,
    standing: row.standing as Standing,
    said: row.said,
    createdAt: Number(row.created_at),
  };
}

export async function findPersonRow(
  db: Queryable,
  workspace: WorkspaceId,
  person: SubjectId,
): Promise<PersonListRow | undefined> {
  const { rows } = await db.query<StoredPerson>({
    name: 'people-find-person',
    text: `select ${personColumns} from people_persons where lane = $1 and person_id = $2 and workspace_id = $3`,
    values: [laneOfSubject(person), person, workspace],
  });
  return rows[0] === undefined ? undefined : personOfRow(rows[0]);
}

/** The user ids of some persons, for sentences that name them. */
export async function readUserIds(
  db: Queryable,
  workspace: WorkspaceId,
  persons: readonly SubjectId[],
): Promise<ReadonlyMap<SubjectId, string | null>> {
  if (persons.length === 0) return new Map();
  const { rows } = await db.query<{ person_id: string; user_id: string | null }>({
    name: 'people-user-ids',
    text: `
      select p.person_id, p.user_id from unnest($1::smallint[], $2::text[]) as k(lane, person_id)
      join people_persons p on p.lane = k.lane and p.person_id = k.person_id
      where p.workspace_id = $3`,
    values: [scalarArray(persons.map(laneOfSubject)), textArray(persons), workspace],
  });
  return new Map(rows.map((row) => [row.person_id as SubjectId, row.user_id]));
}

interface AgePage {
  readonly workspace: WorkspaceId;
  /** Undefined: persons of all standings. */
  readonly standings: readonly Standing[] | undefined;
  readonly before: readonly [number, string];
  readonly limit: number;
}

/** The newest persons first; those who turned out to be another are not among them. */
export async function personsByAge(
  db: Queryable,
  { workspace, standings, before, limit }: AgePage,
): Promise<PersonListRow[]> {
  if (standings !== undefined) return personsByStanding(db, { workspace, standings, before, limit });
  const { rows } = await db.query<StoredPerson>({
    name: 'people-by-age',
    text: `
      select * from (
        select ${personColumns} from people_persons
        where lane between 0 and 255 and workspace_id = $1 and joined_into is null
          and (created_at, person_id) < ($2, $3)
        order by created_at desc, person_id desc limit ${pageRowsAtMost}) page
      order by created_at desc, person_id desc limit $4`,
    values: [workspace, ...before, limit],
  });
  return rows.map(personOfRow);
}

/**
 * A page is merged from one range of the index for each standing. The ranges and their order name the standing first,
 * so that no other index can serve them: where most have one standing, a page of a rare one would walk past all others.
 */
async function personsByStanding(
  db: Queryable,
  { workspace, standings, before, limit }: AgePage & { readonly standings: readonly Standing[] },
): Promise<PersonListRow[]> {
  const { rows } = await db.query<StoredPerson>({
    name: 'people-by-standing',
    text: `
      select p.* from unnest($1::text[]) as k(standing)
      cross join lateral (
        select ${personColumns} from people_persons
        where lane between 0 and 255 and workspace_id = $2 and joined_into is null
          and standing >= k.standing and (standing, created_at, person_id) < (k.standing, $3, $4)
        order by standing desc, created_at desc, person_id desc limit ${pageRowsAtMost}) p
      order by created_at desc, person_id desc limit $5`,
    values: [textArray(standings), workspace, ...before, limit],
  });
  return rows.map(personOfRow);
}

export interface NamedRow extends PersonListRow {
  /** The name as the order of this list reads it. */
  readonly folded: string;
}

/** Sorts after every character, so a prefix is a range. */
const highestCharacter = 0x10ffff;

/** Persons whose name begins with a text, whatever its case, in the order of their names. */
export async function personsByName(
  db: Queryable,
  workspace: WorkspaceId,
  prefix: string,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<NamedRow[]> {
  const { rows } = await db.query<StoredPerson & { folded: string }>({
    name: 'people-by-name',
    text: `
      select * from (
        select ${personColumns}, lower(name) collate "C" as folded from people_persons
        where lane between 0 and 255 and workspace_id = $1 and joined_into is null
          and (lower(name) collate "C") >= lower($2::text)
          and (lower(name) collate "C") < lower($2::text) || chr(${highestCharacter})
          and ((lower(name) collate "C"), person_id) > ($3, $4)
        order by (lower(name) collate "C"), person_id limit ${pageRowsAtMost}) page
      order by folded, person_id limit $5`,
    values: [workspace, prefix, after?.[0] ?? '', after?.[1] ?? '', limit],
  });
  return rows.map((row) => ({ ...personOfRow(row), folded: row.folded }));
}

export interface IdentifierRow {
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly profile: ProfileId;
  readonly detail: string | null;
}

/** What leads to these profiles, at most `limit`. */
export async function identifiersOfProfiles(
  db: Queryable,
  workspace: WorkspaceId,
  profiles: readonly ProfileId[],
  limit: number,
): Promise<IdentifierRow[]> {
  const { rows } = await db.query<{ kind: string; value: string; profile_id: string; detail: string | null }>({
    name: 'people-identifiers-of',
    text: `
      select kind, value, profile_id, detail from people_identifiers
      where workspace_id = $1 and profile_id = any($2::text[]) order by kind, value limit $3`,
    values: [workspace, textArray(profiles), limit],
  });
  return rows.map((row) => ({
    kind: row.kind as IdentifierKind,
    value: row.value,
    profile: row.profile_id as ProfileId,
    detail: row.detail,
  }));
}
