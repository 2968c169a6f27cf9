export { ledgerRoutes } from './http.ts';
export { ledgerLimits } from './limits.ts';
export { type Posting, type Transfer, type TransferInput, transfer } from './rules/transfer.ts';
export type { Unit } from './rules/unit.ts';
export { type PostResult, postTransfers } from './service.ts';
export { exponentsOf, LedgerService } from './service-books.ts';
export { type Entry, exportEntries } from './service-export.ts';
export { statement } from './service-statement.ts';
export { type SaveUnitResult, saveUnit } from './service-units.ts';
export { auditBalances, type Discrepancy } from './store-audit.ts';
export {
  type Balance,
  balances,
  clearingTotals,
  type HeldSum,
  heldByPersons,
  type SystemTotal,
  systemTotals,
} from './store-balances.ts';
export { InsufficientFunds, type OverdrawnAccount } from './store-overdraft.ts';
export type { Movement } from './store-statement.ts';
export { listUnits } from './store-units.ts';
export {
  type Account,
  accountName,
  type Compartment,
  type Page,
  type StoredAccount,
  type StoredCompartment,
  type SystemHolder,
} from './types.ts';
