import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarArray, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Queryable, Transaction } from '../../kit/db.ts';
import { laneOfSubject, type ProfileId, type ProgramId, type WorkspaceId } from '../../kit/values/ids.ts';
import { textIn } from '../../kit/values/json.ts';

/** Writes the links that participants of a batch have named. */
export async function namePlacements(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const named = effects.filter(({ effect }) => effect['named'] !== undefined);
  if (named.length === 0) return;
  await tx.query({
    name: 'referral-name-placements',
    text: `
      insert into referral_placements (lane, person_id, program_id, placement, workspace_id, named_at)
      select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
      on conflict (lane, person_id, program_id, placement) do nothing`,
    values: [
      scalarColumn(named, ({ fact }) => fact.lane),
      textColumn(named, ({ fact }) => fact.subject),
      textColumn(named, ({ effect }) => textIn(effect, 'named')),
      textColumn(named, ({ effect }) => textIn(effect, 'placement')),
      textColumn(named, ({ fact }) => fact.workspace),
      scalarColumn(named, ({ now }) => now),
    ],
  });
}

/** The links that a person has named, the oldest first, by all profiles that make them. */
export async function placementsOf(
  db: Queryable,
  workspace: WorkspaceId,
  program: ProgramId,
  profiles: readonly ProfileId[],
): Promise<string[]> {
  const { rows } = await db.query<{ placement: string }>({
    name: 'referral-placements-of-person',
    text: `
      select p.placement from unnest($1::smallint[], $2::text[]) as k(lane, person_id)
      join referral_placements p on p.lane = k.lane and p.person_id = k.person_id
      where p.workspace_id = $3 and p.program_id = $4
      group by p.placement order by min(p.named_at), p.placement`,
    values: [scalarArray(profiles.map(laneOfSubject)), textArray(profiles), workspace, program],
  });
  return rows.map(({ placement }) => placement);
}
