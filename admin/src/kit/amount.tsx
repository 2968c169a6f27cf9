import type { LedgerUnit } from '@sarafan/contract';
import { lists, useRead } from './api.ts';
import { amountOf } from './format.ts';
import { useLanguage } from './i18n.ts';

const units = lists<LedgerUnit>('/ledger/units');
const unitsAtMost = 200;

/** An amount never stands without its unit, under the name that the workspace gave it. */
export function Amount({ amount, unit }: { readonly amount: string; readonly unit: string }) {
  const language = useLanguage();
  const { data } = useRead(units, { query: { limit: unitsAtMost } });
  const named = data?.items.find((each) => each.unit === unit) ?? { name: { ru: unit, en: unit } };
  return <bdi>{amountOf(amount, named, language)}</bdi>;
}
