import { type Account, type AccountKey, accountName, compartmentOf, holderOf, isSystem } from '../types.ts';
import type { Transfer } from './transfer.ts';

/** What a set of transfers does to one account. */
export interface AccountChange extends AccountKey {
  /** The sum of credits and of debits that must be covered. */
  readonly plain: bigint;
  /** The sum of claw-backs, zero or below; these may leave a debt. */
  readonly clawed: bigint;
}

interface Sum extends AccountChange {
  plain: bigint;
  clawed: bigint;
}

/**
 * Adds transfers up, one change an account, sorted by key so that two transactions lock accounts in the same order.
 * A giant issuer is then one row a batch, however many transfers there are.
 */
export function foldTransfers(transfers: readonly Transfer[]): AccountChange[] {
  const sums = new Map<string, Sum>();
  for (const transfer of transfers) {
    for (const { unit, from, to, amount } of transfer.postings) {
      const source = sumOf(sums, transfer, from, unit);
      if (transfer.lowersFloor && !isSystem(from)) source.clawed -= amount;
      else source.plain -= amount;
      sumOf(sums, transfer, to, unit).plain += amount;
    }
  }
  return sorted(sums);
}

/** The accounts of subjects that these transfers take from, each once and sorted. */
export function drawnAccounts(transfers: readonly Transfer[]): AccountKey[] {
  const drawn = new Map<string, AccountKey>();
  for (const transfer of transfers) {
    for (const { unit, from } of transfer.postings) {
      if (!isSystem(from)) drawn.set(keyText(transfer, from, unit), keyOf(transfer, from, unit));
    }
  }
  return sorted(drawn);
}

function sumOf(sums: Map<string, Sum>, transfer: Transfer, account: Account, unit: string): Sum {
  const text = keyText(transfer, account, unit);
  const known = sums.get(text);
  if (known !== undefined) return known;
  const sum = { ...keyOf(transfer, account, unit), plain: 0n, clawed: 0n };
  sums.set(text, sum);
  return sum;
}

function keyOf({ lane, workspace }: Transfer, account: Account, unit: string): AccountKey {
  return { lane, workspace, holder: holderOf(account), unit, compartment: compartmentOf(account) };
}

function keyText({ lane, workspace }: Transfer, account: Account, unit: string): string {
  return `${lane} ${workspace} ${accountName(account)} ${unit}`;
}

function sorted<Item>(items: ReadonlyMap<string, Item>): Item[] {
  const entries = [...items];
  entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return entries.map(([, item]) => item);
}
