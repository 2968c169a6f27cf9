import type { Pool } from '../../../server/src/kit/db.ts';
import type { Tenant } from './tenant.ts';

/** Where rows are that a screen may be asked for. */
export interface Filled {
  /** When the first and the last row came about; they are as far from each other as there are rows. */
  readonly first: number;
  readonly last: number;
}

export interface ListSize {
  readonly persons: number;
  readonly grants: number;
}

const stepMs = 1_000;

/**
 * Fills the tables that lists read, as the rooms would after years: persons with a name, an address, a phone and a
 * number of the customer's, each invited by one of a thousand, and rewards for them in two programs.
 */
export async function fillLists(pool: Pool, { workspace, programs }: Tenant, size: ListSize): Promise<Filled> {
  const first = Date.UTC(2020, 0, 1);
  const person = (index: string): string =>
    `'per_' || lpad(to_hex((${index}) % 256), 2, '0') || substr(md5((${index})::text), 1, 16)`;
  await pool.query(
    `insert into people_persons (lane, person_id, workspace_id, user_id, email, phone, name, created_at, updated_at)
     select i % 256, ${person('i')}, $1, 'user-' || i, 'user' || i || '@example.com',
            '+7916' || lpad((i % 10000000)::text, 7, '0'),
            (array['Anna', 'Boris', 'Вера', 'Глеб', 'Дина'])[1 + i % 5] || ' ' || substr(md5(i::text), 20, 6),
            $2::bigint + i * ${stepMs}, $2::bigint + i * ${stepMs}
     from generate_series(1::bigint, $3) i`,
    [workspace, first, size.persons],
  );
  await pool.query(
    `insert into referral_pairs (lane, friend_id, workspace_id, program_id, referrer_id, channel, status, touched_at,
                                 changed_at)
     select i % 256, ${person('i')}, $1, ($4::text[])[1 + i % 2], ${person('1 + i % 1000')},
            (array['link', 'code', 'manual'])[1 + i % 3], (array['waiting', 'rewarded', 'refused'])[1 + i % 3],
            $2::bigint + i * ${stepMs}, $2::bigint + i * ${stepMs}
     from generate_series(1::bigint, $3) i`,
    [workspace, first, size.persons, programs.slice(0, 2)],
  );
  await pool.query(
    `insert into rewards_grants (lane, grant_id, workspace_id, holder_id, friend_id, program_id, version, side,
                                 order_id, unit, amount, state, granted_at, available_at, changed_at, decided_seq,
                                 profile_id)
     select (1 + i % ${size.persons}) % 256, 'grt_' || substr(md5('g' || i), 1, 16), $1,
            ${person(`1 + i % ${size.persons}`)}, ${person(`1 + (i + 1) % ${size.persons}`)},
            ($4::text[])[1 + i % 2], 1,
            (array['friend', 'referrer'])[1 + i % 2], 'order-' || i, 'points', 500,
            (array['available', 'available', 'pending', 'clawed_back'])[1 + i % 4],
            $2::bigint + i * ${stepMs}, $2::bigint + i * ${stepMs}, $2::bigint + i * ${stepMs}, i,
            ${person(`1 + i % ${size.persons}`)}
     from generate_series(1::bigint, $3) i`,
    [workspace, first, size.grants, programs.slice(0, 2)],
  );
  await pool.query('vacuum analyze people_persons, referral_pairs, rewards_grants');
  return { first, last: first + size.persons * stepMs };
}
