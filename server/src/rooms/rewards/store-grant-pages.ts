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
  readonly state?: 'pending' | 'waiting' | 'available' | 'fulfilled' | 'review' | 'accrual' | 'clawed_back';
  readonly unit?: string;
  readonly from?: number;
  readonly to?: number;
}

/**
 * What each filter asks of a row. A filter that is absent is not in the statement: a planner that does not know whether
 * it narrows anything plans the statement anew each time.
 */
const conditions = {
  holders: 'g.holder_id = any($2::text[])',
  friends: 'g.friend_id = any($3::text[])',
  program: 'g.program_id = $4::text',
  unit: 'g.unit = $5::text',
  from: 'g.granted_at >= $6::bigint',
  state: `g.state = $11::text and (g.review is null or g.review = 'approved' or g.state = 'clawed_back')`,
  accrual: `g.review is not null and g.review = 'accrual' and g.state <> 'clawed_back'`,
  review: `g.review is not null and g.review <> 'approved' and g.state <> 'clawed_back'`,
} as const;
type Condition = keyof typeof conditions;

/** Values that a statement does not need still have types. */
const untold = `($2::text[] is null or $3::text[] is null or $4::text is null or $5::text is null
                 or $6::bigint is null or $11::text is null or $12::smallint[] is null or true)`;

const newest = 'order by g.granted_at desc, g.grant_id desc';

/** Where grants are looked for: the narrowest filter leads, the others are looked at row by row. */
type Lead = 'holders' | 'friends' | 'accrual' | 'review' | 'program' | 'unit' | 'state';
const leads: readonly Lead[] = ['holders', 'friends', 'accrual', 'review', 'program', 'unit'];

/** Rows that are in the order of the page already, as far as a page may go. One upper bound: the index begins there. */
function range(asked: readonly Condition[], more: readonly string[] = []): string {
  const narrowed = [...asked.map((each) => conditions[each]), ...more];
  return `
    select ${grantColumns} from rewards_grants g
    where g.lane between 0 and 255 and g.workspace_id = $1 and g.granted_at <= $7::bigint
      and (g.granted_at, g.grant_id) < ($8::bigint, $9::text) and ${[...narrowed, untold].join(' and ')}
    ${newest} limit ${pageRowsAtMost}`;
}

const rowsOf: Readonly<Record<Lead, (asked: readonly Condition[]) => string>> = {
  holders: (asked) => `
    select g.* from unnest($12::smallint[], $2::text[]) as k(lane, holder_id)
    cross join lateral (${range(asked, ['g.lane = k.lane', 'g.holder_id = k.holder_id'])}) g`,
  friends: (asked) => range(asked),
  accrual: (asked) => range(asked),
  review: (asked) => range(asked),
  program: (asked) => range(asked),
  unit: (asked) => range(asked),
  state: (asked) =>
    asked.includes('state')
      ? range(asked)
      : `select g.* from unnest(array['pending', 'waiting', 'available', 'fulfilled', 'clawed_back']) as s(state)
         cross join lateral (${range(asked, ['g.state = s.state'])}) g`,
};

function conditionsOf({ holders, friends, program, unit, from, state }: GrantFilter): Condition[] {
  const given = { holders, friends, program, unit, from };
  const asked = (['holders', 'friends', 'program', 'unit', 'from'] as const).filter(
    (each) => given[each] !== undefined,
  );
  if (state === undefined) return asked;
  return [...asked, state === 'review' || state === 'accrual' ? state : 'state'];
}

/** Grants, newest first. */
export async function pageGrants(
  db: Queryable,
  workspace: WorkspaceId,
  filter: GrantFilter,
  before: readonly [number, string],
  limit: number,
): Promise<GrantRow[]> {
  const { holders, friends, program = null, state = null, unit = null, from = null, to } = filter;
  const asked = conditionsOf(filter);
  const lead = leads.find((each) => asked.some((condition) => condition === each)) ?? 'state';
  const rowsOfLead = rowsOf[lead](asked);
  const { rows } = await db.query<StoredGrant>({
    name: ['rewards-grants', ...asked].join('-'),
    text: `
      select * from (select g.* from (${rowsOfLead}) g ${newest} limit ${pageRowsAtMost}) g ${newest} limit $10`,
    values: [
      ...[workspace, holders === undefined ? null : textArray(holders)],
      ...[friends === undefined ? null : textArray(friends), program, unit, from],
      ...[to === undefined ? before[0] : Math.min(to - 1, before[0]), ...before],
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
