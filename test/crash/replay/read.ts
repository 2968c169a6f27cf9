import type { FactBody, IdentifierOwner, Trust } from '../../../server/src/engine/fact.ts';
import type { Queryable } from '../../../server/src/kit/db.ts';
import type { Lane, ProfileId, SubjectId, WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import type { JsonObject } from '../../../server/src/kit/values/json.ts';

/** A fact as the history has it: with its place, its owner, the `now` and the revision under which it was decided. */
export interface RecordedFact {
  readonly lane: Lane;
  readonly seq: number;
  readonly workspace: WorkspaceId;
  readonly subject: SubjectId;
  readonly profile: ProfileId;
  readonly trust: Trust;
  readonly messageId: string;
  readonly now: number;
  readonly revision: number;
  readonly body: FactBody;
}

/** A decision as it is stored, and as a replay makes it again. */
export interface ToldDecision {
  readonly lane: Lane;
  readonly seq: number;
  readonly position: number;
  readonly subject: SubjectId;
  readonly reactor: string;
  readonly about: string;
  readonly outcome: string;
  readonly detail: JsonObject;
  readonly revision: number;
  readonly now: number;
}

export async function readHistory(db: Queryable): Promise<RecordedFact[]> {
  const { rows } = await db.query<{
    lane: number;
    seq: string;
    workspace_id: string;
    subject_id: string;
    profile_id: string;
    trust: number;
    message_id: string;
    now_at: string;
    revision: string;
    payload: FactBody;
  }>(
    `select lane, seq, workspace_id, subject_id, profile_id, trust, message_id, now_at, revision, payload
     from engine_facts order by lane, seq`,
  );
  return rows.map((row) => ({
    lane: row.lane,
    seq: Number(row.seq),
    workspace: row.workspace_id as WorkspaceId,
    subject: row.subject_id as SubjectId,
    profile: row.profile_id as ProfileId,
    trust: row.trust === 1 ? 'server' : 'public',
    messageId: row.message_id,
    now: Number(row.now_at),
    revision: Number(row.revision),
    body: row.payload,
  }));
}

export async function readDecisions(db: Queryable): Promise<ToldDecision[]> {
  const { rows } = await db.query<{
    lane: number;
    seq: string;
    position: number;
    subject_id: string;
    reactor: string;
    about: string;
    outcome: string;
    detail: JsonObject;
    revision: string;
    now_at: string;
  }>(
    `select lane, seq, position, subject_id, reactor, about, outcome, detail, revision, now_at
     from engine_decisions order by lane, seq, position`,
  );
  return rows.map((row) => ({
    lane: row.lane,
    seq: Number(row.seq),
    position: row.position,
    subject: row.subject_id as SubjectId,
    reactor: row.reactor,
    about: row.about,
    outcome: row.outcome,
    detail: row.detail,
    revision: Number(row.revision),
    now: Number(row.now_at),
  }));
}

/** Who owns each identifier today, by workspace, kind and value; a history does not say who owned it then. */
export async function readOwners(db: Queryable): Promise<Map<string, IdentifierOwner>> {
  const { rows } = await db.query<{
    workspace_id: string;
    kind: string;
    value: string;
    subject_id: string;
    profile_id: string;
    detail: string | null;
  }>('select workspace_id, kind, value, subject_id, profile_id, detail from people_identifiers');
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
