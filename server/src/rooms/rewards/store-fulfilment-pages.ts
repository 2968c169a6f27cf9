import { pageRowsAtMost } from '../../kit/api/paging.ts';
import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import { laneOfSubject, type ProfileId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { FulfilmentState } from './rules/fulfilment.ts';
import { type GrantRow, grantColumns, grantOfRow, type StoredGrant } from './store-grants.ts';

export interface FulfilmentFilter {
  readonly states: readonly FulfilmentState[];
  readonly by?: string;
  readonly program?: string;
  /** Persons by all their profiles. */
  readonly holders?: readonly ProfileId[];
}

/** What each filter asks of a row; one that is absent is not in the statement. */
const conditions = {
  by: 'g.fulfil_by = $6::text',
  program: 'g.program_id = $7::text',
  holders: 'g.lane = any($8::smallint[]) and g.holder_id = any($9::text[])',
} as const;
const untold = '($6::text is null or $7::text is null or $8::smallint[] is null or $9::text[] is null or true)';
const newest = 'order by g.fulfil_since desc, g.grant_id desc';

/** What is or was to be handed out, what came last first; each state by its own range of the index. */
export async function pageFulfilments(
  db: Queryable,
  workspace: WorkspaceId,
  filter: FulfilmentFilter,
  before: readonly [number, string],
  limit: number,
): Promise<GrantRow[]> {
  const { states, by = null, program = null, holders } = filter;
  const asked = (['by', 'program', 'holders'] as const).filter((each) => filter[each] !== undefined);
  const narrowed = [...asked.map((each) => conditions[each]), untold].join(' and ');
  const { rows } = await db.query<StoredGrant>({
    name: ['rewards-fulfilments', ...asked].join('-'),
    text: `
      select * from (
        select g.* from unnest($2::text[]) as s(state)
        cross join lateral (
          select ${grantColumns} from rewards_grants g
          where g.lane between 0 and 255 and g.workspace_id = $1 and g.fulfil_state = s.state
            and g.fulfil_since <= $3::bigint and (g.fulfil_since, g.grant_id) < ($3::bigint, $4::text) and ${narrowed}
          ${newest} limit ${pageRowsAtMost}) g
        ${newest} limit ${pageRowsAtMost}) g ${newest} limit $5`,
    values: [
      ...[workspace, textArray(states), ...before, limit, by, program],
      holders === undefined ? null : scalarArray(holders.map(laneOfSubject)),
      holders === undefined ? null : textArray(holders),
    ],
  });
  return rows.map(grantOfRow);
}

/** What of a person's waits to be handed out, could not be, or was, the latest first. */
export async function fulfilmentsOfProfiles(
  db: Queryable,
  workspace: WorkspaceId,
  profiles: readonly ProfileId[],
  limit: number,
): Promise<GrantRow[]> {
  const { rows } = await db.query<StoredGrant>({
    name: 'rewards-fulfilments-of-profiles',
    text: `
      select ${grantColumns} from unnest($1::smallint[], $2::text[]) as k(lane, holder_id)
      join rewards_grants g on g.lane = k.lane and g.holder_id = k.holder_id
      where g.workspace_id = $3 and g.fulfil_state is not null and g.state <> 'clawed_back'
      order by g.fulfil_since desc, g.grant_id desc limit $4`,
    values: [scalarArray(profiles.map(laneOfSubject)), textArray(profiles), workspace, limit],
  });
  return rows.map(grantOfRow);
}
