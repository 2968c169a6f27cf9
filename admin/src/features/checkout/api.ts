import type { CheckedLimit, LedgerUnit, ProgramSummary, SpendingLimit, UnitLimit } from '@sarafan/contract';
import { lists, reads, writes } from '../../kit/api.ts';
import { type Asking, asks } from '../../kit/ask.ts';

interface LimitAsked {
  readonly limit: SpendingLimit;
}

/** What the screens of paying with units read and write. */
export const checkoutApi = {
  units: lists<LedgerUnit>('/ledger/units'),
  limits: reads<{ readonly items: readonly UnitLimit[] }>('/checkout/limits'),
  programs: lists<ProgramSummary>('/referral/programs'),
  save: writes<LimitAsked, UnitLimit>('PUT', '/checkout/limits/:unit'),
  check: (unit: string): Asking<LimitAsked, CheckedLimit> => asks(`/checkout/limits/${encodeURIComponent(unit)}/check`),
};
