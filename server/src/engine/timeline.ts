import { scalarArray, textArray } from '../kit/arrays.ts';
import type { Queryable } from '../kit/db.ts';
import type { Lane, ProfileId, SubjectId, WorkspaceId } from '../kit/values/ids.ts';
import type { JsonObject } from '../kit/values/json.ts';
import type { EpochMs } from '../kit/values/time.ts';
import { type FactOfHistory, factColumns, factOf, type StoredFactRow } from './history-row.ts';

/** A place in a lane's history: facts have position −1, so a fact's decisions come after it. */
export interface TimelinePlace {
  readonly lane: Lane;
  readonly seq: number;
  readonly position: number;
}

export interface TimelineFactRow extends TimelinePlace, FactOfHistory {
  readonly kind: 'fact';
  readonly profile: ProfileId;
}

export interface TimelineDecisionRow extends TimelinePlace {
  readonly kind: 'decision';
  readonly at: EpochMs;
  readonly reactor: string;
  readonly about: string;
  readonly outcome: string;
  readonly detail: JsonObject;
  readonly revision: number;
}

export type TimelineRow = TimelineFactRow | TimelineDecisionRow;

/** Where the reading of each lane goes on: before this place. A lane that is absent begins at its end. */
export type TimelineCursor = ReadonlyMap<Lane, { readonly seq: number; readonly position: number }>;

const beyond = { seq: Number.MAX_SAFE_INTEGER, position: 0 };

/**
 * What happened to a set of profiles and what was decided about them, newest first. Facts never move, so a person's
 * history lies in the lanes of all its profiles; each lane is read back from its place, and the lanes are merged by
 * time.
 */
export async function readTimeline(
  db: Queryable,
  workspace: WorkspaceId,
  lanes: readonly Lane[],
  profiles: readonly ProfileId[],
  cursor: TimelineCursor,
  limit: number,
): Promise<{ readonly rows: TimelineRow[]; readonly next: TimelineCursor | undefined }> {
  const places = lanes.map((lane) => ({ lane, ...(cursor.get(lane) ?? beyond) }));
  const [facts, decisions] = await Promise.all([
    readFacts(db, workspace, places, profiles, limit + 1),
    readDecisions(db, workspace, places, profiles, limit + 1),
  ]);
  const queues = places.map(({ lane }) => {
    const here = (row: TimelineRow): boolean => row.lane === lane;
    return [...facts.filter(here), ...decisions.filter(here)].sort(newerInLane);
  });
  const rows: TimelineRow[] = [];
  while (rows.length < limit) {
    const head = newestHead(queues);
    if (head === undefined) break;
    rows.push(head);
  }
  const next = new Map(cursor);
  for (const { lane, seq, position } of rows) next.set(lane, { seq, position });
  return { rows, next: queues.some((queue) => queue.length > 0) ? next : undefined };
}

function newerInLane(left: TimelineRow, right: TimelineRow): number {
  return right.seq - left.seq || right.position - left.position;
}

/** Takes the newest of the lanes' newest rows off its lane. */
function newestHead(queues: TimelineRow[][]): TimelineRow | undefined {
  let newest: TimelineRow[] | undefined;
  for (const queue of queues) {
    const head = queue[0];
    if (head !== undefined && (newest?.[0] === undefined || head.at > newest[0].at)) newest = queue;
  }
  return newest?.shift();
}

async function readFacts(
  db: Queryable,
  workspace: WorkspaceId,
  places: readonly TimelinePlace[],
  profiles: readonly ProfileId[],
  limit: number,
): Promise<TimelineFactRow[]> {
  // One index range for each profile of each lane, so a giant's page costs what a beginner's does.
  const pairs = places.flatMap((place) => profiles.map((profile) => ({ place, profile })));
  const { rows } = await db.query<StoredFactRow & { readonly profile_id: string }>({
    name: 'engine-timeline-facts',
    text: `
      select f.* from unnest($1::smallint[], $2::bigint[], $3::smallint[], $4::text[])
                      as k(lane, seq, position, profile_id)
      cross join lateral (
        select ${factColumns}, profile_id
        from engine_facts
        where lane = k.lane and profile_id = k.profile_id and workspace_id = $5
          and (seq < k.seq or (seq = k.seq and k.position > -1))
        order by seq desc limit $6) f`,
    values: [
      scalarArray(pairs.map(({ place }) => place.lane)),
      scalarArray(pairs.map(({ place }) => place.seq)),
      scalarArray(pairs.map(({ place }) => place.position)),
      textArray(pairs.map(({ profile }) => profile)),
      workspace,
      limit,
    ],
  });
  return rows.map((row) => ({
    kind: 'fact',
    ...factOf(row),
    position: -1,
    profile: row.profile_id as ProfileId,
  }));
}

async function readDecisions(
  db: Queryable,
  workspace: WorkspaceId,
  places: readonly TimelinePlace[],
  subjects: readonly SubjectId[],
  limit: number,
): Promise<TimelineDecisionRow[]> {
  const pairs = places.flatMap((place) => subjects.map((subject) => ({ place, subject })));
  const { rows } = await db.query<{
    lane: number;
    seq: string;
    position: number;
    now_at: string;
    reactor: string;
    about: string;
    outcome: string;
    detail: JsonObject;
    revision: string;
  }>({
    name: 'engine-timeline-decisions',
    text: `
      select d.* from unnest($1::smallint[], $2::bigint[], $3::smallint[], $4::text[])
                      as k(lane, seq, position, subject_id)
      cross join lateral (
        select lane, seq, position, now_at, reactor, about, outcome, detail, revision
        from engine_decisions
        where lane = k.lane and workspace_id = $5 and subject_id = k.subject_id
          and (seq, position) < (k.seq, k.position)
        order by seq desc, position desc limit $6) d`,
    values: [
      scalarArray(pairs.map(({ place }) => place.lane)),
      scalarArray(pairs.map(({ place }) => place.seq)),
      scalarArray(pairs.map(({ place }) => place.position)),
      textArray(pairs.map(({ subject }) => subject)),
      workspace,
      limit,
    ],
  });
  return rows.map((row) => ({
    kind: 'decision',
    lane: row.lane,
    seq: Number(row.seq),
    position: row.position,
    at: Number(row.now_at),
    reactor: row.reactor,
    about: row.about,
    outcome: row.outcome,
    detail: row.detail,
    revision: Number(row.revision),
  }));
}

/** The decisions of one reactor about one thing for these subjects, newest first. */
export async function decisionsAbout(
  db: Queryable,
  workspace: WorkspaceId,
  subjects: readonly SubjectId[],
  lanes: readonly Lane[],
  about: { readonly reactor: string; readonly about: string },
  limit: number,
): Promise<TimelineDecisionRow[]> {
  const { rows } = await db.query<{
    lane: number;
    seq: string;
    position: number;
    now_at: string;
    outcome: string;
    detail: JsonObject;
    revision: string;
  }>({
    name: 'engine-decisions-about',
    text: `
      select lane, seq, position, now_at, outcome, detail, revision
      from engine_decisions
      where lane = any($1::smallint[]) and workspace_id = $2 and subject_id = any($3::text[])
        and reactor = $4 and about = $5
      order by now_at desc, lane, seq desc, position desc limit $6`,
    values: [scalarArray(lanes), workspace, textArray(subjects), about.reactor, about.about, limit],
  });
  return rows.map((row) => ({
    kind: 'decision',
    lane: row.lane,
    seq: Number(row.seq),
    position: row.position,
    at: Number(row.now_at),
    ...about,
    outcome: row.outcome,
    detail: row.detail,
    revision: Number(row.revision),
  }));
}
