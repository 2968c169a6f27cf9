import type { Explanation } from '@sarafan/contract';
import { readSurvivor } from '../../engine/index.ts';
import type { Pool } from '../../kit/db.ts';
import type { SubjectId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { DayOf } from '../../kit/values/zones.ts';
import { resultsIn } from './rules/bonuses.ts';
import { explainedBonuses } from './rules/explained-bonuses.ts';
import type { ReferralPart } from './rules/part.ts';
import type { NamedUnit } from './rules/unit-words.ts';
import { programsNow } from './service-definitions.ts';
import type { PublicProgram } from './store-programs.ts';

export type ExplainedBonus = Explanation['bonuses'][number];

/** How somebody's bonuses stand in a program, the latest period first; none where no version of it ever had any. */
export async function bonusesOf(
  pool: Pool,
  { workspace, program }: PublicProgram,
  person: SubjectId,
  units: ReadonlyMap<string, NamedUnit>,
  when: { readonly now: EpochMs; readonly dayOf: DayOf },
): Promise<readonly ExplainedBonus[]> {
  const stored = await readSurvivor(pool, workspace, person);
  // The room's own parts, as the engine kept them.
  const parts = (stored?.partsOf('referral') ?? []) as readonly ReferralPart[];
  const results = resultsIn(parts, program);
  if (results === undefined) return [];
  const exponents = new Map([...units].map(([unit, { exponent }]) => [unit, exponent]));
  const found = (await programsNow(pool, workspace, exponents)).find(({ id }) => id === program);
  return found === undefined ? [] : explainedBonuses(found, results, units, when).toReversed();
}
