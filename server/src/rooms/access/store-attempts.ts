import type { Queryable } from '../../kit/db.ts';

/** Counts one more attempt of a window that begins with the first; answers how many there are and when it began. */
export async function countAttempt(
  db: Queryable,
  bucket: string,
  at: number,
  windowMs: number,
): Promise<{ readonly count: number; readonly since: number }> {
  const { rows } = await db.query<{ count: number; since: string }>(
    `insert into access_attempts as a (bucket, count, since) values ($1, 1, $2)
     on conflict (bucket) do update set
       count = case when a.since <= $2 - $3::bigint then 1 else a.count + 1 end,
       since = case when a.since <= $2 - $3::bigint then $2 else a.since end
     returning count, since`,
    [bucket, at, windowMs],
  );
  return { count: rows[0]?.count ?? 1, since: Number(rows[0]?.since ?? at) };
}

export async function forgetAttempts(db: Queryable, bucket: string): Promise<void> {
  await db.query('delete from access_attempts where bucket = $1', [bucket]);
}

/** Windows that ended are forgotten as new ones begin, so many at a time. */
const forgottenAtOnce = 100;

export async function forgetOldAttempts(db: Queryable, before: number): Promise<void> {
  await db.query(
    `delete from access_attempts where bucket in
       (select bucket from access_attempts where since < $1 order by since limit ${forgottenAtOnce}
        for update skip locked)`,
    [before],
  );
}
