import type { WorkspaceId } from '../../../kit/values/ids.ts';
import { ledgerLimits } from '../limits.ts';

/** What amounts are counted in: a currency (`RUB`), `points`, `lessons`, `megabytes`. */
export interface Unit {
  readonly workspace: WorkspaceId;
  readonly unit: string;
  /** How many decimals the major form has; fixed for good, since stored amounts are in minor units. */
  readonly exponent: number;
  readonly name: { readonly ru: string; readonly en: string };
  /** How the unit is said after a number: «1 урок», «2 урока», «5 уроков». */
  readonly forms?: UnitForms;
}

export interface UnitForms {
  readonly ru: { readonly one: string; readonly few: string; readonly many: string };
  readonly en: { readonly one: string; readonly other: string };
}

/** A unit's name is stored in every posting, so it is short and has one spelling. */
export function isUnitName(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]{0,31}$/.test(text);
}

export function isUnitExponent(exponent: number): boolean {
  return Number.isInteger(exponent) && exponent >= 0 && exponent <= ledgerLimits.unitDecimals;
}
