import { scalarArray, textArray } from '../../kit/arrays.ts';
import type { Transaction } from '../../kit/db.ts';
import type { TransferId } from '../../kit/values/ids.ts';
import type { AccountChange } from './rules/fold.ts';
import type { Transfer } from './rules/transfer.ts';
import { insufficientFundsOf } from './store-overdraft.ts';
import { type AccountKey, compartmentOf, holderOf, systemCompartment } from './types.ts';

/** Accounts that a transfer draws on are opened empty beside the keys; `movementsSql` relies on it. */
const claimSql = `
with opened as (
  insert into ledger_accounts (lane, workspace_id, holder, unit, compartment)
  select * from unnest($10::smallint[], $11::text[], $12::text[], $13::text[], $14::text[])
  on conflict do nothing
)
insert into ledger_transfers (lane, workspace_id, transfer_id, idempotency_key, input_hash, kind, decided_seq, about,
                              happened_at)
select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[],
                     $8::text[], $9::bigint[])
on conflict (lane, workspace_id, transfer_id) do nothing
returning transfer_id`;

/** Claims the keys of transfers and opens the accounts they draw on; answers whose keys were new. */
export async function claimKeys(
  tx: Transaction,
  transfers: readonly Transfer[],
  drawn: readonly AccountKey[],
): Promise<Set<TransferId>> {
  const { rows } = await tx.query<{ transfer_id: TransferId }>({
    name: 'ledger_claim',
    text: claimSql,
    values: [
      scalarArray(transfers.map(({ lane }) => lane)),
      textArray(transfers.map(({ workspace }) => workspace)),
      textArray(transfers.map(({ id }) => id)),
      textArray(transfers.map(({ key }) => key)),
      textArray(transfers.map(({ inputHash }) => inputHash)),
      textArray(transfers.map(({ kind }) => kind)),
      scalarArray(transfers.map(({ decidedSeq }) => decidedSeq)),
      textArray(transfers.map(({ about }) => about)),
      scalarArray(transfers.map(({ at }) => at)),
      ...accountColumns(drawn),
    ],
  });
  return new Set(rows.map((row) => row.transfer_id));
}

/**
 * Postings and balances in one statement, whose only look-ups are by primary key. The floor of an account is always
 * `least(0, balance)`: an ordinary debit must be covered, so when the balance without the claw-backs falls below the
 * floor, the floor stays and the CHECK refuses the row; a claw-back may leave a debt and lowers the floor to it; any
 * credit raises the floor with the balance, so a debt that was worked off cannot be drawn again.
 * PostgreSQL checks the proposed row before it looks for a conflict, so the proposal itself must be a valid row: it
 * stands for a new account that is only credited, and for the others carries the claw-backs below its floor.
 */
const movementsSql = `
with lines as (
  insert into ledger_postings (lane, workspace_id, transfer_id, line, unit, from_holder, from_compartment, to_holder,
                               to_compartment, amount, happened_at)
  select * from unnest($1::smallint[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::text[], $7::text[],
                       $8::text[], $9::text[], $10::bigint[], $11::bigint[])
)
insert into ledger_accounts as account (lane, workspace_id, holder, unit, compartment, balance, floor)
select lane, workspace_id, holder, unit, compartment, plain + clawed,
       case when compartment <> '${systemCompartment}' then least(0, plain + clawed) + clawed end
  from unnest($12::smallint[], $13::text[], $14::text[], $15::text[], $16::text[], $17::bigint[], $18::bigint[])
    as change (lane, workspace_id, holder, unit, compartment, plain, clawed)
on conflict (lane, workspace_id, holder, unit, compartment) do update set
  balance = account.balance + excluded.balance,
  floor = case
    when account.balance + excluded.balance - (excluded.floor - least(0, excluded.balance)) >= account.floor
    then least(0, account.balance + excluded.balance)
    else account.floor end`;

/** Writes the postings of claimed transfers and `changes`, their fold. Throws `InsufficientFunds`. */
export async function writeMovements(
  tx: Transaction,
  transfers: readonly Transfer[],
  changes: readonly AccountChange[],
): Promise<void> {
  const values = [...postingColumns(transfers), ...changeColumns(changes)];
  try {
    await tx.query({ name: 'ledger_movements', text: movementsSql, values });
  } catch (error) {
    throw insufficientFundsOf(error) ?? error;
  }
}

function postingColumns(transfers: readonly Transfer[]): string[] {
  const lines = transfers.flatMap((transfer) =>
    transfer.postings.map((posting, line) => ({ transfer, posting, line })),
  );
  return [
    scalarArray(lines.map(({ transfer }) => transfer.lane)),
    textArray(lines.map(({ transfer }) => transfer.workspace)),
    textArray(lines.map(({ transfer }) => transfer.id)),
    scalarArray(lines.map(({ line }) => line)),
    textArray(lines.map(({ posting }) => posting.unit)),
    textArray(lines.map(({ posting }) => holderOf(posting.from))),
    textArray(lines.map(({ posting }) => compartmentOf(posting.from))),
    textArray(lines.map(({ posting }) => holderOf(posting.to))),
    textArray(lines.map(({ posting }) => compartmentOf(posting.to))),
    scalarArray(lines.map(({ posting }) => posting.amount)),
    scalarArray(lines.map(({ transfer }) => transfer.at)),
  ];
}

function changeColumns(changes: readonly AccountChange[]): string[] {
  return [
    ...accountColumns(changes),
    scalarArray(changes.map(({ plain }) => plain)),
    scalarArray(changes.map(({ clawed }) => clawed)),
  ];
}

function accountColumns(accounts: readonly AccountKey[]): string[] {
  return [
    scalarArray(accounts.map(({ lane }) => lane)),
    textArray(accounts.map(({ workspace }) => workspace)),
    textArray(accounts.map(({ holder }) => holder)),
    textArray(accounts.map(({ unit }) => unit)),
    textArray(accounts.map(({ compartment }) => compartment)),
  ];
}

const hashesSql = `
select stored.transfer_id, stored.input_hash
  from unnest($1::smallint[], $2::text[], $3::text[]) as asked (lane, workspace_id, transfer_id)
  join ledger_transfers as stored
    on stored.lane = asked.lane and stored.workspace_id = asked.workspace_id
   and stored.transfer_id = asked.transfer_id`;

/**
 * The hashes of what was posted under these transfers' keys. Only statements whose plan leaves no choice are named,
 * that is prepared once a connection: another plan, made while a table was small, would stay when it has grown.
 */
export async function storedHashes(
  tx: Transaction,
  transfers: readonly Transfer[],
): Promise<ReadonlyMap<TransferId, string>> {
  const { rows } = await tx.query<{ transfer_id: TransferId; input_hash: string }>({
    text: hashesSql,
    values: [
      scalarArray(transfers.map(({ lane }) => lane)),
      textArray(transfers.map(({ workspace }) => workspace)),
      textArray(transfers.map(({ id }) => id)),
    ],
  });
  return new Map(rows.map((row) => [row.transfer_id, row.input_hash]));
}
