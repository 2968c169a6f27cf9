import type { Queryable } from '../kit/db.ts';
import { type Lane, laneCount, type SubjectId, type WorkspaceId } from '../kit/values/ids.ts';
import type { JsonObject } from '../kit/values/json.ts';
import type { EpochMs } from '../kit/values/time.ts';
import type { Trust } from './fact.ts';
import { trustOf } from './trust.ts';

/** A fact of the history, as exports and timelines show it. */
export interface StoredFact {
  readonly lane: Lane;
  readonly seq: number;
  readonly messageId: string;
  readonly subject: SubjectId;
  readonly profile: SubjectId;
  readonly trust: Trust;
  readonly type: string;
  readonly name: string;
  readonly timestamp: EpochMs;
  readonly now: EpochMs;
  readonly revision: number;
  readonly body: JsonObject;
}

export interface StoredDecision {
  readonly lane: Lane;
  readonly seq: number;
  readonly position: number;
  readonly subject: SubjectId;
  readonly reactor: string;
  readonly about: string;
  readonly outcome: string;
  readonly detail: JsonObject;
  readonly revision: number;
  readonly now: EpochMs;
}

const pageRows = 1_000;

/** The whole history of a workspace, lane after lane in lane order, in short statements. */
export async function* exportFacts(db: Queryable, workspace: WorkspaceId): AsyncGenerator<StoredFact> {
  for (let lane = 0; lane < laneCount; lane += 1) {
    for (let after = 0; ; ) {
      const page = await readFacts(db, workspace, lane, after);
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < pageRows) break;
      after = last.seq;
    }
  }
}

async function readFacts(db: Queryable, workspace: WorkspaceId, lane: Lane, after: number): Promise<StoredFact[]> {
  const { rows } = await db.query<{
    seq: string;
    message_id: string;
    subject_id: string;
    profile_id: string;
    trust: number;
    type: string;
    name: string;
    happened_at: string;
    now_at: string;
    revision: string;
    payload: string;
  }>({
    name: 'engine-export-facts',
    text: `
      select seq, message_id, subject_id, profile_id, trust, type, name, happened_at, now_at, revision, payload
      from engine_facts where lane = $1 and seq > $2 and workspace_id = $3 order by seq limit $4`,
    values: [lane, after, workspace, pageRows],
  });
  return rows.map((row) => ({
    lane,
    seq: Number(row.seq),
    messageId: row.message_id,
    subject: row.subject_id as SubjectId,
    profile: row.profile_id as SubjectId,
    trust: trustOf(row.trust),
    type: row.type,
    name: row.name,
    timestamp: Number(row.happened_at),
    now: Number(row.now_at),
    revision: Number(row.revision),
    body: JSON.parse(row.payload) as JsonObject,
  }));
}

/** All recorded decisions of a workspace, lane after lane in the order in which they were made. */
export async function* exportDecisions(db: Queryable, workspace: WorkspaceId): AsyncGenerator<StoredDecision> {
  for (let lane = 0; lane < laneCount; lane += 1) {
    for (let after = { seq: 0, position: -1 }; ; ) {
      const page = await readDecisions(db, workspace, lane, after);
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < pageRows) break;
      after = { seq: last.seq, position: last.position };
    }
  }
}

async function readDecisions(
  db: Queryable,
  workspace: WorkspaceId,
  lane: Lane,
  after: { readonly seq: number; readonly position: number },
): Promise<StoredDecision[]> {
  const { rows } = await db.query<{
    seq: string;
    position: number;
    subject_id: string;
    reactor: string;
    about: string;
    outcome: string;
    detail: JsonObject;
    revision: string;
    now_at: string;
  }>({
    name: 'engine-export-decisions',
    text: `
      select seq, position, subject_id, reactor, about, outcome, detail, revision, now_at from engine_decisions
      where lane = $1 and (seq, position) > ($2, $3) and workspace_id = $4 order by seq, position limit $5`,
    values: [lane, after.seq, after.position, workspace, pageRows],
  });
  return rows.map((row) => ({
    lane,
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
