import { writeCursor } from '../../../server/src/kit/api/paging.ts';
import type { Filled } from './rows.ts';
import type { Tenant } from './tenant.ts';

/** A page as the admin asks for it, and the bare query of the same rows. */
export interface Screen {
  readonly label: string;
  readonly path: string;
  readonly query: string;
  readonly values: readonly unknown[];
}

const newest = Number.MAX_SAFE_INTEGER;

/** The first page of every list, a page in the middle, and what people type into the search. */
export function screensOf({ workspace, programs }: Tenant, { first, last }: Filled): readonly Screen[] {
  const middle = first + Math.floor((last - first) / 2);
  const program = programs[0] ?? '';
  const persons = `
    select person_id, user_id, email, phone, name, created_at from people_persons
    where workspace_id = $1 and (created_at, person_id) < ($2, '') order by created_at desc, person_id desc limit 50`;
  const pairs = `
    select * from referral_pairs where workspace_id = $1 and program_id = $2 and status = $3
    order by changed_at desc, friend_id desc limit 50`;
  const grants = `
    select * from rewards_grants where workspace_id = $1 and state = $2
    order by granted_at desc, grant_id desc limit 50`;
  return [
    { label: 'people', path: '/api/v1/people/persons', query: persons, values: [workspace, newest] },
    {
      label: 'people, the middle',
      path: `/api/v1/people/persons?cursor=${writeCursor(middle, '')}`,
      query: persons,
      values: [workspace, middle],
    },
    {
      label: 'people by the beginning of an address',
      path: '/api/v1/people/persons?q=user77',
      query: `
        select person_id, user_id, email, phone, name, created_at from people_persons
        where search @@ $1::tsquery and joined_into is null
          and (name is not null or email is not null or phone is not null or user_id is not null)
        order by created_at desc, person_id desc limit 50`,
      values: [`'${workspace} user77':*`],
    },
    {
      label: 'rewards',
      path: '/api/v1/rewards/grants',
      query: `
        select * from rewards_grants where workspace_id = $1 and program_id = any($2)
        order by granted_at desc, grant_id desc limit 50`,
      values: [workspace, [...programs]],
    },
    {
      label: 'rewards that wait',
      path: '/api/v1/rewards/grants?state=pending',
      query: grants,
      values: [workspace, 'pending'],
    },
    {
      label: 'pairs that were refused',
      path: `/api/v1/referral/pairs?program=${program}&status=refused`,
      query: pairs,
      values: [workspace, program, 'refused'],
    },
  ];
}
