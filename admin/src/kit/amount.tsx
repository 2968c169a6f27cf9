import type { LedgerUnit } from '@sarafan/contract';
import { lists, useRead } from './api.ts';
import { amountOf, fromMinor } from './format.ts';
import { useLanguage } from './i18n.ts';

const units = lists<LedgerUnit>('/ledger/units');
const unitsAtMost = 200;

/** The units of the workspace, read once for all amounts on the screen. */
export function useUnits(): readonly LedgerUnit[] | undefined {
  return useRead(units, { query: { limit: unitsAtMost } }).data?.items;
}

/** An amount never stands without its unit, under the name that the workspace gave it. */
export function Amount({ amount, unit }: { readonly amount: string; readonly unit: string }) {
  const language = useLanguage();
  const named = useUnits()?.find((each) => each.unit === unit) ?? { name: { ru: unit, en: unit } };
  return <bdi>{amountOf(amount, named, language)}</bdi>;
}

/** An amount as decisions keep it, in minor units. */
export function MinorAmount({ minor, unit }: { readonly minor: string; readonly unit: string }) {
  const exponent = useUnits()?.find((each) => each.unit === unit)?.exponent;
  return exponent === undefined ? undefined : <Amount amount={fromMinor(minor, exponent)} unit={unit} />;
}
