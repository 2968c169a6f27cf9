import { pageRowsAtMost } from '../../kit/api/paging.ts';
import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { type GrantId, laneCount, laneOfSubject, type ProfileId, type WorkspaceId } from '../../kit/values/ids.ts';
import { type GrantRow, grantColumns, grantOfRow, type StoredGrant } from './store-grants.ts';

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

export interface GrantFilter {
  /** Persons by all their profiles: rows of one who joins come later. */
  readonly holders?: readonly ProfileId[];
  readonly friends?: readonly ProfileId[];
  readonly program?: string;
  readonly state?: 'pending' | 'available' | 'review' | 'clawed_back';
  readonly unit?: string;
  readonly from?: number;
  readonly to?: number;
}

/** What every grant of a page is, whatever index finds it. One upper bound of the moment: the index begins there. */
const wanted = `
  g.lane between 0 and 255 and g.workspace_id = $1
  and ($2::text[] is null or g.holder_id = any($2)) and ($3::text[] is null or g.friend_id = any($3))
  and ($4::text is null or g.program_id = $4) and ($5::text is null or g.unit = $5)
  and g.granted_at >= $6 and g.granted_at <= $7 and (g.granted_at, g.grant_id) < ($8::bigint, $9::text)
  and (case when $11::text = 'review' then g.review in ('spent', 'window_closed') and g.state <> 'clawed_back'
            when $11::text is null then true
            else g.state = $11::text and (g.review is null or g.review = 'approved' or g.state = 'clawed_back') end)`;

const newest = 'order by g.granted_at desc, g.grant_id desc';

/** Rows that are in the order of the page already, as far as a page may go. */
const range = (lead: string): string => `
  select ${grantColumns} from rewards_grants g where ${wanted} and ${lead} ${newest} limit ${pageRowsAtMost}`;
const pageOf = (rows: string): string =>
  `select * from (select g.* from (${rows}) g ${newest} limit ${pageRowsAtMost}) g ${newest} limit $10`;

/** Where grants are looked for: the narrowest filter leads, the others are looked at row by row. */
const statements = {
  holders: pageOf(`
    select g.* from unnest($12::smallint[], $2::text[]) as k(lane, holder_id)
    cross join lateral (${range('g.lane = k.lane and g.holder_id = k.holder_id')}) g`),
  friends: pageOf(range('g.friend_id = any($3) and $12::smallint[] is null')),
  review: pageOf(range('g.review is not null and $12::smallint[] is null')),
  program: pageOf(range('g.program_id = $4 and $12::smallint[] is null')),
  unit: pageOf(range('g.unit = $5 and $12::smallint[] is null')),
  state: pageOf(`
    select g.* from unnest(case when $11::text is null then array['pending', 'available', 'clawed_back']
                                else array[$11::text] end) as s(state)
    cross join lateral (${range('g.state = s.state and $12::smallint[] is null')}) g`),
} as const;

function leadOf({ holders, friends, program, state, unit }: GrantFilter): keyof typeof statements {
  if (holders !== undefined) return 'holders';
  if (friends !== undefined) return 'friends';
  if (state === 'review') return 'review';
  if (program !== undefined) return 'program';
  return unit === undefined ? 'state' : 'unit';
}

/** Grants, newest first. */
export async function pageGrants(
  db: Queryable,
  workspace: WorkspaceId,
  filter: GrantFilter,
  before: readonly [number, string],
  limit: number,
): Promise<GrantRow[]> {
  const { holders, friends, program = null, state = null, unit = null, from, to } = filter;
  const lead = leadOf(filter);
  const { rows } = await db.query<StoredGrant>({
    name: `rewards-page-grants-${lead}`,
    text: statements[lead],
    values: [
      ...[workspace, holders === undefined ? null : textArray(holders)],
      ...[friends === undefined ? null : textArray(friends), program, unit],
      ...[from ?? 0, to === undefined ? before[0] : Math.min(to - 1, before[0]), ...before],
      ...[limit, state, holders === undefined ? null : scalarArray(holders.map(laneOfSubject))],
    ],
  });
  return rows.map(grantOfRow);
}

/** One grant, in whichever lane its holder lives. */
export async function findGrant(db: Queryable, workspace: WorkspaceId, grant: GrantId): Promise<GrantRow | undefined> {
  const { rows } = await db.query<StoredGrant>({
    name: 'rewards-find-grant',
    text: `
      select ${grantColumns} from rewards_grants g
      where g.lane = any($1::smallint[]) and g.grant_id = $2 and g.workspace_id = $3`,
    values: [allLanes, grant, workspace],
  });
  return rows[0] === undefined ? undefined : grantOfRow(rows[0]);
}
