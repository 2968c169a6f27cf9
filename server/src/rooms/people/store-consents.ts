import type { AppliedEffect } from '../../engine/reactor.ts';
import { jsonColumn, scalarArray, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import type { Lane, ProfileId, WorkspaceId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject } from '../../kit/values/json.ts';

/** The evidence of a consent in an effect; undefined for an effect of another kind. */
export function evidenceOf({ effect }: AppliedEffect): JsonObject | undefined {
  return isJsonObject(effect['evidence']) ? effect['evidence'] : undefined;
}

/** Keeps the evidence that facts brought, each under its fact, so a repeat adds none. */
export async function insertConsents(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  if (effects.length === 0) return;
  await tx.query({
    name: 'people-insert-consents',
    text: `
      insert into people_consents (lane, profile_id, message_id, workspace_id, given_at, evidence)
      select lane, profile_id, message_id, workspace_id, given_at, evidence::jsonb
      from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[])
        as t(lane, profile_id, message_id, workspace_id, given_at, evidence)
      on conflict do nothing`,
    values: [
      scalarColumn(effects, ({ fact }) => fact.lane),
      textColumn(effects, ({ fact }) => fact.profile),
      textColumn(effects, ({ fact }) => fact.messageId),
      textColumn(effects, ({ fact }) => fact.workspace),
      scalarColumn(effects, ({ fact }) => fact.timestamp),
      jsonColumn(effects, evidenceOf),
    ],
  });
}

/** A consent as its fact proves it. */
export interface ConsentRow {
  readonly profile: ProfileId;
  readonly messageId: string;
  readonly givenAt: number;
  readonly evidence: JsonObject;
}

export interface ConsentPage {
  readonly workspace: WorkspaceId;
  /** Where the facts of these profiles lie. */
  readonly lanes: readonly Lane[];
  readonly profiles: readonly ProfileId[];
  /** Imports that were taken back: what they said counts for nothing. */
  readonly withoutImports: readonly string[];
  readonly before: readonly [number, string];
  readonly limit: number;
}

/** Consents of a person, newest first. */
export async function pageConsents(db: Queryable, page: ConsentPage): Promise<ConsentRow[]> {
  const { workspace, lanes, profiles, withoutImports, before, limit } = page;
  const { rows } = await db.query<{ profile_id: string; message_id: string; given_at: string; evidence: JsonObject }>({
    name: 'people-consents',
    text: `
      select profile_id, message_id, given_at, evidence from people_consents
      where lane = any($1::smallint[]) and profile_id = any($2::text[]) and workspace_id = $3
        and (evidence ->> 'import' is null or evidence ->> 'import' <> all($4::text[]))
        and (given_at, message_id) < ($5, $6)
      order by given_at desc, message_id desc limit $7`,
    values: [scalarArray(lanes), textArray(profiles), workspace, textArray(withoutImports), ...before, limit],
  });
  return rows.map((row) => ({
    profile: row.profile_id as ProfileId,
    messageId: row.message_id,
    givenAt: Number(row.given_at),
    evidence: row.evidence,
  }));
}
