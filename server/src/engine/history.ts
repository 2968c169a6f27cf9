import { scalarArray, textArray } from '../kit/arrays.ts';
import type { Queryable } from '../kit/db.ts';
import { laneOfSubject, type ProfileId, type SubjectId, type WorkspaceId } from '../kit/values/ids.ts';
import { positionOf } from '../kit/values/position.ts';
import type { Fact, FactBody } from './fact.ts';

/** Rules over history never ask what a fact may still cause. */
const noLineage = { root: '', depth: 0, budget: 0 };

/**
 * What servers told of some persons, each given by all profiles that make it, as facts in no particular order: what a
 * rule sees that looks at the past again. Facts never move, so they lie in the lanes of all profiles of their person.
 */
export async function readServerFacts(
  db: Queryable,
  workspace: WorkspaceId,
  persons: readonly (readonly ProfileId[])[],
): Promise<Fact[]> {
  const places = persons.flatMap((profiles) => {
    const lanes = [...new Set(profiles.map(laneOfSubject))];
    return profiles.flatMap((profile) => lanes.map((lane) => ({ lane, profile })));
  });
  const { rows } = await db.query<FactRow>({
    name: 'engine-server-facts',
    text: `
      select f.* from unnest($1::smallint[], $2::text[]) as k(lane, profile_id)
      cross join lateral (
        select ${columns} from engine_facts
        where lane = k.lane and profile_id = k.profile_id and workspace_id = $3 and trust = 1
          and type in ('track', 'identify', 'derived')
        order by seq) f`,
    values: [scalarArray(places.map(({ lane }) => lane)), textArray(places.map(({ profile }) => profile)), workspace],
  });
  return rows.map((row) => factOf(workspace, row));
}

/** What servers told at some places, each «lane.seq» as the lineage of a fact names its cause; by that place. */
export async function readServerFactsAt(
  db: Queryable,
  workspace: WorkspaceId,
  places: readonly string[],
): Promise<ReadonlyMap<string, Fact>> {
  const found = new Map<string, Fact>();
  if (places.length === 0) return found;
  const split = places.map((place) => place.split('.').map(Number));
  const { rows } = await db.query<FactRow>({
    name: 'engine-server-facts-at',
    text: `
      select f.* from unnest($1::smallint[], $2::bigint[]) as k(lane, seq)
      cross join lateral (
        select ${columns} from engine_facts
        where lane = k.lane and seq = k.seq and workspace_id = $3 and trust = 1) f`,
    values: [scalarArray(split.map(([lane = 0]) => lane)), scalarArray(split.map(([, seq = 0]) => seq)), workspace],
  });
  for (const row of rows) found.set(`${row.lane}.${row.seq}`, factOf(workspace, row));
  return found;
}

const columns = 'lane, seq, subject_id, profile_id, message_id, payload';

interface FactRow {
  readonly lane: number;
  readonly seq: string;
  readonly subject_id: string;
  readonly profile_id: string;
  readonly message_id: string;
  readonly payload: string;
}

function factOf(workspace: WorkspaceId, row: FactRow): Fact {
  const body = JSON.parse(row.payload) as FactBody;
  const { message_id: messageId } = row;
  return {
    ...body,
    workspace,
    trust: 'server',
    messageId,
    lane: row.lane,
    seq: Number(row.seq),
    subject: row.subject_id as SubjectId,
    profile: row.profile_id as ProfileId,
    lineage: body.lineage ?? noLineage,
    position: positionOf({ timestamp: body.timestamp, trust: 'server', messageId }),
  };
}
