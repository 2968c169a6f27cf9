import type { Queryable } from '../../../server/src/kit/db.ts';
import type { WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import type { SchoolEvent } from '../events.ts';

interface LaneRow {
  lane: number;
  next_seq: string;
  first: string;
  last: string;
  count: string;
}

/** What is wrong, in words that name the place. */
export type Fault = string;

/** A check that finds thousands of faults names the first few: they have one cause. */
const named = 5;

export function list(what: string, found: readonly string[]): Fault[] {
  if (found.length === 0) return [];
  const more = found.length > named ? ` and ${found.length - named} more` : '';
  return [`${what}: ${found.slice(0, named).join(', ')}${more}`];
}

/** What the first list has more often than the second. */
export function surplus(from: readonly string[], among: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const each of among) left.set(each, (left.get(each) ?? 0) + 1);
  return from.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  });
}

/** The history by message id: how often each one took effect. */
async function timesInHistory(db: Queryable, workspace: WorkspaceId): Promise<Map<string, number>> {
  const { rows } = await db.query<{ message_id: string; times: string }>(
    'select message_id, count(*) as times from engine_facts where workspace_id = $1 group by message_id',
    [workspace],
  );
  return new Map(rows.map((row) => [row.message_id, Number(row.times)]));
}

/** INV-1: what was acknowledged took effect, once; nothing at all took effect twice. */
export async function checkHistory(
  db: Queryable,
  workspace: WorkspaceId,
  acknowledged: ReadonlySet<string>,
): Promise<Fault[]> {
  const times = await timesInHistory(db, workspace);
  const doubled = [...times].filter(([, count]) => count > 1).map(([id, count]) => `${id} (${count} times)`);
  const lost = [...acknowledged].filter((id) => !times.has(id));
  return [...list('facts that took effect twice', doubled), ...list('acknowledged facts that are lost', lost)];
}

/** Those of the sent events that the engine has, acknowledged or not: a lost answer is no lost fact. */
export async function arrived(
  db: Queryable,
  workspace: WorkspaceId,
  sent: readonly SchoolEvent[],
): Promise<SchoolEvent[]> {
  const times = await timesInHistory(db, workspace);
  return sent.filter((event) => times.has(event.messageId));
}

/** Facts of the outside say what was sent: a name or an owner that changed on the way would be another fact. */
export async function checkContents(
  db: Queryable,
  workspace: WorkspaceId,
  sent: readonly SchoolEvent[],
): Promise<Fault[]> {
  const { rows } = await db.query<{ message_id: string; name: string; payload: Record<string, unknown> }>(
    `select message_id, name, payload::json as payload from engine_facts
     where workspace_id = $1 and type not in ('command', 'timer', 'derived')`,
    [workspace],
  );
  const events = new Map(sent.map((event) => [event.messageId, event]));
  const changed = rows.filter((row) => {
    const event = events.get(row.message_id);
    if (event === undefined) return true;
    const order = (row.payload['properties'] as Record<string, unknown> | undefined)?.['order_id'];
    return (
      row.name !== event.name || row.payload['userId'] !== event.userId || order !== event.properties?.['order_id']
    );
  });
  return list(
    'facts that nobody sent so',
    changed.map((row) => row.message_id),
  );
}

/** Nothing waits, and nothing was put aside. */
export async function checkDrained(db: Queryable): Promise<Fault[]> {
  const { rows: waiting } = await db.query<{ message_id: string }>('select message_id from engine_inbox');
  const { rows: aside } = await db.query<{ message_id: string; error: string }>(
    'select message_id, error from engine_quarantine',
  );
  return [
    ...list(
      'facts still in the inbox',
      waiting.map((row) => row.message_id),
    ),
    ...list(
      'facts in quarantine',
      aside.map((row) => `${row.message_id} (${row.error})`),
    ),
  ];
}

/** INV-2: the places of a lane are 1, 2, 3 … without a gap, and time in a subject's history never goes back. */
export async function checkPlaces(db: Queryable): Promise<Fault[]> {
  const { rows: lanes } = await db.query<LaneRow>(
    `select l.lane, l.next_seq, coalesce(min(f.seq), 1) as first, coalesce(max(f.seq), 0) as last, count(f.seq) as count
     from engine_lanes l left join engine_facts f on f.lane = l.lane group by l.lane, l.next_seq order by l.lane`,
  );
  const gaps = lanes.filter(
    (row) => row.first !== '1' || row.last !== row.count || Number(row.next_seq) !== Number(row.last) + 1,
  );
  const { rows: backwards } = await db.query<{ lane: number; seq: string }>(
    `select lane, seq from (
       select lane, seq, now_at, lag(now_at) over (partition by lane order by seq) as before
       from engine_facts) as history
     where before > now_at order by lane, seq`,
  );
  return [
    ...list(
      'lanes whose places have a gap',
      gaps.map((row) => `lane ${row.lane} has ${row.count} of ${row.first} to ${row.last}, next ${row.next_seq}`),
    ),
    ...list(
      'facts at which time goes back',
      backwards.map((row) => `${row.lane}.${row.seq}`),
    ),
  ];
}
