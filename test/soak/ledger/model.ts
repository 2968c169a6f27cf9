import { type Account, accountName, type Transfer } from '../../../server/src/rooms/ledger/index.ts';

/** What an account is called in the model; the same text is made of the rows that are compared with it. */
export function modelKey(workspace: string, lane: number, account: string, unit: string): string {
  return `${workspace} ${lane} ${account} ${unit}`;
}

/**
 * The ledger as a child would keep it: one number an account, changed transfer by transfer in the order they were
 * decided. It shares no code with the store, which folds whole batches in SQL.
 */
export class LedgerModel {
  readonly balances = new Map<string, bigint>();
  readonly posted = new Map<string, Transfer>();

  balance(transfer: Pick<Transfer, 'workspace' | 'lane'>, account: Account, unit: string): bigint {
    return this.balances.get(modelKey(transfer.workspace, transfer.lane, accountName(account), unit)) ?? 0n;
  }

  post(transfer: Transfer): void {
    this.posted.set(transfer.id, transfer);
    for (const { unit, from, to, amount } of transfer.postings) {
      this.#add(transfer, from, unit, -amount);
      this.#add(transfer, to, unit, amount);
    }
  }

  #add({ workspace, lane }: Transfer, account: Account, unit: string, amount: bigint): void {
    const key = modelKey(workspace, lane, accountName(account), unit);
    this.balances.set(key, (this.balances.get(key) ?? 0n) + amount);
  }
}
