import type { Queryable } from '../../../server/src/kit/db.ts';
import type { WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import { type Fault, list } from './facts.ts';

/** What cabinets read of friends and clicks are sums of the rows that lists and statistics read (REF-84). */
export async function checkCounts(db: Queryable, workspace: WorkspaceId): Promise<Fault[]> {
  const { rows } = await db.query<{ what: string }>(
    `with kept as (
       select lane, referrer_id, program_id, channel, placement, shared, followed, invited, registered, paid, rewarded
       from referral_counts where workspace_id = $1),
     counted as (
       select lane, referrer_id, program_id, channel, placement, sum(shared) as shared, sum(followed) as followed,
              sum(invited) as invited, sum(registered) as registered, sum(paid) as paid, sum(rewarded) as rewarded
       from (
         select lane, referrer_id, program_id, channel, coalesce(placement, '') as placement, 0 as shared,
                0 as followed, (touched_at is not null)::int as invited, (registered_at is not null)::int as registered,
                (paid_at is not null)::int as paid, (status = 'rewarded')::int as rewarded
         from referral_pairs where workspace_id = $1 and referrer_id is not null and channel is not null
         union all
         select lane, person_id, program_id, 'link', placement, shares, clicks, 0, 0, 0, 0
         from referral_clicks where workspace_id = $1) each
       group by 1, 2, 3, 4, 5)
     select concat_ws(' ', coalesce(k.referrer_id, c.referrer_id), coalesce(k.channel, c.channel), 'keeps',
                      k.shared, k.followed, k.invited, k.registered, k.paid, k.rewarded, 'of',
                      c.shared, c.followed, c.invited, c.registered, c.paid, c.rewarded) as what
     from kept k full join counted c using (lane, referrer_id, program_id, channel, placement)
     where (coalesce(k.shared, 0), coalesce(k.followed, 0), coalesce(k.invited, 0), coalesce(k.registered, 0),
            coalesce(k.paid, 0), coalesce(k.rewarded, 0))
        is distinct from
           (coalesce(c.shared, 0), coalesce(c.followed, 0), coalesce(c.invited, 0), coalesce(c.registered, 0),
            coalesce(c.paid, 0), coalesce(c.rewarded, 0))`,
    [workspace],
  );
  return list(
    'sums of a referrer that are no sums of their friends',
    rows.map(({ what }) => what),
  );
}
