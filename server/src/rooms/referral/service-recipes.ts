import type { ProgramDefinition, SpendingLimit } from '@sarafan/contract';
import type { Queryable, Transaction } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { saveUnit } from '../ledger/index.ts';
import type { Recipe } from './recipes/recipe.ts';
import { unitsNamed } from './rules/named-units.ts';
import type { NamedUnit } from './rules/unit-words.ts';
import { unitsOf } from './service-brand.ts';

/** The units of a workspace, with those that launching something that began as a recipe would make. */
export async function unitsWith(
  db: Queryable,
  workspace: WorkspaceId,
  recipe: Recipe | undefined,
): Promise<ReadonlyMap<string, NamedUnit>> {
  const units = await unitsOf(db, workspace);
  const brought = (recipe?.units ?? []).map((unit): [string, NamedUnit] => [unit.unit, unit]);
  return new Map([...brought, ...units]);
}

/**
 * Makes the units of a recipe that a definition names and nobody has made; one that stands keeps its name. False when
 * somebody has made one of them meanwhile, with other decimals.
 */
export async function makeUnits(
  tx: Transaction,
  workspace: WorkspaceId,
  { units }: Recipe,
  definition: ProgramDefinition,
): Promise<boolean> {
  const present = await unitsOf(tx, workspace);
  const named = unitsNamed(definition);
  let isAsChecked = true;
  for (const unit of units) {
    if (!named.has(unit.unit) || present.has(unit.unit)) continue;
    const saved = await saveUnit(tx, { workspace, ...unit });
    isAsChecked &&= saved.ok;
  }
  return isAsChecked;
}

/** The spending limits of a recipe for the units that the definition launched under a key names. */
export function limitsBrought(
  { limits }: Recipe,
  { key, definition }: { readonly key: string; readonly definition: ProgramDefinition },
): Readonly<Record<string, SpendingLimit>> {
  const named = unitsNamed(definition);
  return Object.fromEntries(Object.entries(limits?.(key) ?? {}).filter(([unit]) => named.has(unit)));
}
