import { type Migration, sql } from 'kysely';

/**
 * The ledger: double entry in any unit. A posting moves a positive amount of one unit from one account to another, so
 * it is zero-sum by its form; entries are a view of postings, and a balance is their fold, kept beside them because a
 * CHECK can then refuse an overdraft whatever the isolation level.
 * There is no `down`: it would drop the record of money. A mistake here is corrected by the next migration.
 */
export const migration: Migration = {
  async up(db) {
    await sql`
      create table ledger_units (
        workspace_id text collate "C" not null,
        unit text collate "C" not null,
        exponent smallint not null check (exponent between 0 and 9),
        name jsonb not null,
        primary key (workspace_id, unit)
      )`.execute(db);
    // A system account has no floor. Balances change far more often than rows are added, so pages keep room for
    // updates in place.
    await sql`
      create table ledger_accounts (
        lane smallint not null,
        workspace_id text collate "C" not null,
        holder text collate "C" not null,
        unit text collate "C" not null,
        compartment text collate "C" not null
          check (compartment in ('pending', 'available', 'reserved', 'system')),
        balance bigint not null default 0,
        floor bigint default 0,
        primary key (lane, workspace_id, holder, unit, compartment),
        constraint ledger_accounts_floor check (floor is null or balance >= floor),
        constraint ledger_accounts_system check ((compartment = 'system') = (floor is null))
      ) with (fillfactor = 70)`.execute(db);
    await sql`
      create table ledger_transfers (
        lane smallint not null,
        workspace_id text collate "C" not null,
        transfer_id text collate "C" not null,
        idempotency_key text collate "C" not null,
        input_hash text collate "C" not null,
        kind text collate "C" not null,
        decided_seq bigint not null,
        about text collate "C" not null,
        happened_at bigint not null,
        primary key (lane, workspace_id, transfer_id),
        unique (lane, workspace_id, idempotency_key)
      )`.execute(db);
    await createPostings(db);
  },
};

/**
 * The moment is repeated in each posting, and the workspace stands in its key: a page of a statement or of an export is
 * then one index range, however many postings a giant referrer or a neighbouring workspace has.
 */
async function createPostings(db: Parameters<Migration['up']>[0]): Promise<void> {
  await sql`
    create table ledger_postings (
      lane smallint not null,
      workspace_id text collate "C" not null,
      transfer_id text collate "C" not null,
      line smallint not null,
      unit text collate "C" not null,
      from_holder text collate "C" not null,
      from_compartment text collate "C" not null,
      to_holder text collate "C" not null,
      to_compartment text collate "C" not null,
      amount bigint not null check (amount > 0),
      happened_at bigint not null,
      primary key (lane, workspace_id, transfer_id, line),
      check ((from_holder, from_compartment) <> (to_holder, to_compartment))
    )`.execute(db);
  // Nobody reads the statement of a system account, and its rows would be half of each index.
  await sql`
    create index ledger_postings_from
      on ledger_postings (lane, workspace_id, from_holder, happened_at, transfer_id, line)
      where from_compartment <> 'system'`.execute(db);
  await sql`
    create index ledger_postings_to
      on ledger_postings (lane, workspace_id, to_holder, happened_at, transfer_id, line)
      where to_compartment <> 'system'`.execute(db);
  await sql`
    create view ledger_entries as
      select lane, workspace_id, transfer_id, line, from_holder as holder, from_compartment as compartment, unit,
             -amount as amount, happened_at
        from ledger_postings
      union all
      select lane, workspace_id, transfer_id, line, to_holder, to_compartment, unit, amount, happened_at
        from ledger_postings`.execute(db);
}
