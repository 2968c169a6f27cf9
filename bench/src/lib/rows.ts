import { type Filled, type Filling, type ListSize, stepMs } from './filling.ts';
import type { Place } from './place.ts';
import { fillOffice } from './rows-office.ts';
import { fillPeople } from './rows-people.ts';
import { fillReferral } from './rows-referral.ts';
import type { Tenant } from './tenant.ts';

const tables = [
  ...['people_persons', 'people_identifiers', 'engine_subjects', 'engine_decisions', 'engine_quarantine'],
  ...['referral_participants', 'referral_pairs', 'referral_clicks', 'rewards_grants'],
  ...['access_audit', 'imports_imports', 'imports_problems'],
];

/** Fills what lists read as the rooms would in a year: people, what they did and were granted, the office's own. */
export async function fillLists(place: Place, tenant: Tenant, size: ListSize): Promise<Filled> {
  const last = Date.now();
  const referrers = Math.max(1, Math.floor(size.persons / 1_000));
  const filled: Filled = { ...size, first: last - size.persons * stepMs, last, referrers };
  const db = await place.pool.connect();
  try {
    const filling = { db, tenant, filled };
    const makeIndexes = await dropIndexes(filling);
    await fillPeople(filling, place.pool);
    await fillReferral(filling);
    await fillOffice(filling);
    await makeIndexes();
    await db.query(`vacuum analyze ${[...tables, 'engine_facts'].join(', ')}`);
    return filled;
  } finally {
    db.release(true);
  }
}

/** Rows go into bare tables, and their indexes are made afterwards: so a million of each take a minute or two. */
async function dropIndexes({ db }: Filling): Promise<() => Promise<void>> {
  const { rows } = await db.query<{ take: string; make: string }>(
    `select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as take,
            format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname,
                   pg_get_constraintdef(c.oid)) as make
     from pg_constraint c where c.contype in ('p', 'u') and c.conrelid = any($1::regclass[])
     union all
     select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
     from pg_index i
     where i.indrelid = any($1::regclass[])
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  );
  for (const { take } of rows) await db.query(take);
  return async () => {
    await db.query(`set maintenance_work_mem = '512MB'`);
    for (const { make } of rows) await db.query(make);
  };
}
