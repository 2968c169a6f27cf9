import { DatabaseError } from 'pg';

/** An account that would have fallen below its floor, as the refused row names it. */
export interface OverdrawnAccount {
  readonly lane: number;
  readonly workspace: string;
  readonly holder: string;
  readonly unit: string;
  readonly compartment: string;
  readonly balance: bigint;
  readonly floor: bigint;
}

/** A call asked an account for more than it has: the room that decided it did not know the balance, a fault. */
export class InsufficientFunds extends Error {
  readonly account: OverdrawnAccount;

  constructor(account: OverdrawnAccount) {
    const { holder, compartment, unit, balance, floor } = account;
    super(`Insufficient funds: ${holder}:${compartment} would hold ${balance} ${unit}, its floor is ${floor}`);
    this.name = 'InsufficientFunds';
    this.account = account;
  }
}

/** The overdraft behind a database error; undefined when the error is another one. */
export function insufficientFundsOf(error: unknown): InsufficientFunds | undefined {
  if (!(error instanceof DatabaseError) || error.constraint !== 'ledger_accounts_floor') return undefined;
  const account = refusedRow(error.detail ?? '');
  return account === undefined ? undefined : new InsufficientFunds(account);
}

/** PostgreSQL shows the row that a CHECK refused: its columns in their order, whatever language the server speaks. */
const rowForm = /\((\d+), ([^,]+), ([^,]+), ([^,]+), ([a-z]+), (-?\d+), (-?\d+)\)/;

function refusedRow(detail: string): OverdrawnAccount | undefined {
  const match = rowForm.exec(detail);
  if (match === null) return undefined;
  const [, lane = '', workspace = '', holder = '', unit = '', compartment = '', balance = '', floor = ''] = match;
  return { lane: Number(lane), workspace, holder, unit, compartment, balance: BigInt(balance), floor: BigInt(floor) };
}
