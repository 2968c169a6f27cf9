import { partsIn } from '../../../server/src/engine/batch/memory.ts';
import type { Seen } from '../../../server/src/engine/batch/writes.ts';
import type { FactBody, Trust } from '../../../server/src/engine/fact.ts';
import type { Queryable } from '../../../server/src/kit/db.ts';
import type { Lane, ProfileId, SubjectId, WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import { canonicalJson, type JsonObject } from '../../../server/src/kit/values/json.ts';

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
  /** What the decisions saw besides the fact and the state. */
  readonly seen: Seen;
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
    payload: string;
    seen: string | null;
  }>(
    `select lane, seq, workspace_id, subject_id, profile_id, trust, message_id, now_at, revision, payload, seen
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
    seen: row.seen === null ? {} : (JSON.parse(row.seen) as Seen),
    body: JSON.parse(row.payload) as FactBody,
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

/** The state of every part at the end of the history, by subject, reactor and profile. */
export async function readParts(db: Queryable): Promise<Map<string, string>> {
  const { rows } = await db.query<{ subject_id: string; state: string }>(
    'select subject_id, state from engine_subjects',
  );
  return new Map(
    rows.flatMap((row) =>
      [...partsIn(row.state)].flatMap(([reactor, profiles]) =>
        [...profiles].map(([profile, part]): [string, string] => [
          `${row.subject_id} ${reactor} ${profile}`,
          canonicalJson(part as JsonObject),
        ]),
      ),
    ),
  );
}
