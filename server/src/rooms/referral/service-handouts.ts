import type { FulfilWay } from '@sarafan/contract';
import type { Pool } from '../../kit/db.ts';
import type { ProfileId, WorkspaceId } from '../../kit/values/ids.ts';
import type { Sentence } from '../../kit/values/sentences.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { fulfilmentsOfProfiles } from '../rewards/index.ts';
import { type NamedUnit, unitAmount } from './rules/unit-words.ts';

/** A reward that is handed out to a person, as they see it. */
export interface Handout {
  readonly amount: Sentence;
  readonly by: FulfilWay;
  readonly state: 'waiting' | 'done' | 'failed';
  readonly code: string | null;
  readonly changedAt: EpochMs;
}

const shown = 20;

/** What is handed out to a person, by whichever program, the latest first. */
export async function handoutsOf(
  pool: Pool,
  workspace: WorkspaceId,
  profiles: readonly ProfileId[],
  units: ReadonlyMap<string, NamedUnit>,
): Promise<Handout[]> {
  const rows = await fulfilmentsOfProfiles(pool, workspace, profiles, shown);
  return rows.flatMap(({ unit: name, amountMinor, fulfilment }): Handout[] => {
    const unit = units.get(name);
    if (unit === undefined || fulfilment === null || fulfilment.state === 'cancelled') return [];
    const { by, state, code, changedAt } = fulfilment;
    return [{ amount: unitAmount(amountMinor, unit), by, state, code, changedAt }];
  });
}
