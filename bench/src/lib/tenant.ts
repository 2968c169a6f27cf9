import type { ProgramDefinition } from '@sarafan/contract';
import type { ProgramId } from '../../../server/src/kit/values/ids.ts';
import type { NewWorkspace } from '../../../server/src/rooms/access/index.ts';
import { saveUnit } from '../../../server/src/rooms/ledger/index.ts';
import type { Place } from './place.ts';

/** A workspace with its keys and programs. */
export interface Tenant extends NewWorkspace {
  readonly programs: readonly ProgramId[];
}

const units = ['points', 'lesson'] as const;

/** Makes a workspace and launches these programs in it. */
export async function createTenant(place: Place, definitions: readonly ProgramDefinition[]): Promise<Tenant> {
  const { rooms, pool } = place;
  const made = await rooms.access.createWorkspace('Bench', 'bench');
  const { workspace } = made;
  for (const unit of units) await saveUnit(pool, { workspace, unit, exponent: 0, name: { ru: unit, en: unit } });
  const programs: ProgramId[] = [];
  for (const [index, definition] of definitions.entries()) {
    const launched = await rooms.referral.launch(
      { workspace, actor: 'bench' },
      { key: `bench-${index}`, definition, note: 'bench' },
    );
    if (!launched.ok) throw new Error(`Program ${index} was refused: ${JSON.stringify(launched.problems)}`);
    programs.push(launched.program);
  }
  return { ...made, programs };
}
