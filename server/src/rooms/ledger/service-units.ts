import type { Queryable } from '../../kit/db.ts';
import { isUnitExponent, isUnitName, type Unit } from './rules/unit.ts';
import { upsertUnit } from './store-units.ts';

export type SaveUnitResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'invalid_name' | 'invalid_exponent' | 'exponent_is_fixed' };

/**
 * Defines a unit or renames it. Its exponent never changes: amounts are stored in minor units, so another exponent
 * would multiply what everybody holds.
 */
export async function saveUnit(db: Queryable, unit: Unit): Promise<SaveUnitResult> {
  if (!isUnitName(unit.unit)) return { ok: false, reason: 'invalid_name' };
  if (!isUnitExponent(unit.exponent)) return { ok: false, reason: 'invalid_exponent' };
  return (await upsertUnit(db, unit)) ? { ok: true } : { ok: false, reason: 'exponent_is_fixed' };
}
