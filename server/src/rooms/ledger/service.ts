import type { Transaction } from '../../kit/db.ts';
import type { TransferId } from '../../kit/values/ids.ts';
import { ledgerLimits } from './limits.ts';
import { drawnAccounts, foldTransfers } from './rules/fold.ts';
import type { Transfer } from './rules/transfer.ts';
import { claimKeys, storedHashes, writeMovements } from './store.ts';

/** What became of one transfer. */
export interface PostResult {
  readonly transferId: TransferId;
  /**
   * `posted` now; `repeated`: the same movement was posted under this key before, nothing was written;
   * `conflict`: another movement holds this key, nothing was written.
   */
  readonly outcome: 'posted' | 'repeated' | 'conflict';
}

/**
 * Posts transfers in two statements, or three when a key is not new, however many they are; the results come in the
 * order of the transfers. Keys are claimed first; postings and balances are written for the claimed ones alone.
 * Throws `InsufficientFunds` when an account would fall below its floor, and then the transaction can only be rolled
 * back: whoever decides a transfer knows the balance, and this check is the last guard, on the sum of the call.
 */
export async function postTransfers(tx: Transaction, transfers: readonly Transfer[]): Promise<PostResult[]> {
  if (transfers.length === 0) return [];
  if (transfers.length > ledgerLimits.transfersPerCall) throw new RangeError('Too many transfers in one call');
  const first = new Map<TransferId, Transfer>();
  for (const transfer of transfers) if (!first.has(transfer.id)) first.set(transfer.id, transfer);
  const candidates = [...first.values()].sort(byKey);
  const claimed = await claimKeys(tx, candidates, drawnAccounts(candidates));
  const fresh = candidates.filter((transfer) => claimed.has(transfer.id));
  if (fresh.length > 0) await writeMovements(tx, fresh, foldTransfers(fresh));
  const known = candidates.filter((transfer) => !claimed.has(transfer.id));
  const stored = known.length === 0 ? undefined : await storedHashes(tx, known);
  return transfers.map((transfer) => {
    const original = first.get(transfer.id);
    if (original === transfer && claimed.has(transfer.id)) return { transferId: transfer.id, outcome: 'posted' };
    const hash = stored?.get(transfer.id) ?? original?.inputHash;
    return { transferId: transfer.id, outcome: hash === transfer.inputHash ? 'repeated' : 'conflict' };
  });
}

/** One order for all transactions, so that two of them never wait for each other's keys in a circle. */
function byKey(left: Transfer, right: Transfer): number {
  if (left.lane !== right.lane) return left.lane - right.lane;
  return left.id < right.id ? -1 : 1;
}
