import pg from 'pg';
import { scalarArray, textArray } from '../../../server/src/kit/arrays.ts';
import type { Transfer } from '../../../server/src/rooms/ledger/index.ts';
import { accountName, compartmentOf, holderOf } from '../../../server/src/rooms/ledger/types.ts';
import { expectEffect } from './bench.ts';
import type { Place } from './place.ts';

/** The parameters of one transaction's inserts, written out before anything is measured. */
interface Prepared {
  readonly transfers: readonly string[];
  readonly postings: readonly string[];
  readonly accounts: readonly string[];
}

const insertTransfers = `
  insert into bench_transfers (lane, workspace_id, transfer_id, idempotency_key, input_hash, kind, decided_seq, about,
                               happened_at)
  select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[],
                       $8::text[], $9::bigint[])`;
const insertPostings = `
  insert into bench_postings (lane, workspace_id, transfer_id, line, unit, from_holder, from_compartment, to_holder,
                              to_compartment, amount, happened_at)
  select * from unnest($1::smallint[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::text[], $7::text[],
                       $8::text[], $9::text[], $10::bigint[], $11::bigint[])`;
const insertAccounts = `
  insert into bench_accounts (lane, workspace_id, holder, unit, compartment, balance, floor)
  select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])`;

/**
 * What the ledger's rows cost at best: the same rows inserted into tables with the same indexes and checks, and nothing
 * else; no key is looked up, no balance kept. An account is a row when it first appears.
 */
export class BareInserts {
  readonly #client: pg.Client;
  readonly #known = new Set<string>();

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async open(place: Place): Promise<BareInserts> {
    const client = new pg.Client({ connectionString: place.url, application_name: 'sarafan bench limit' });
    place.atClose(() => client.end());
    await client.connect();
    for (const table of ['transfers', 'postings', 'accounts']) {
      await client.query(`create table bench_${table} (like ledger_${table} including all)`);
    }
    await client.query('alter table bench_accounts set (fillfactor = 70)');
    return new BareInserts(client);
  }

  prepare(batches: readonly (readonly Transfer[])[]): Prepared[] {
    return batches.map((transfers) => ({
      transfers: [
        scalarArray(transfers.map(({ lane }) => lane)),
        textArray(transfers.map(({ workspace }) => workspace)),
        textArray(transfers.map(({ id }) => id)),
        textArray(transfers.map(({ key }) => key)),
        textArray(transfers.map(({ inputHash }) => inputHash)),
        textArray(transfers.map(({ kind }) => kind)),
        scalarArray(transfers.map(({ decidedSeq }) => decidedSeq)),
        textArray(transfers.map(({ about }) => about)),
        scalarArray(transfers.map(({ at }) => at)),
      ],
      postings: postingColumns(transfers),
      accounts: this.#accountColumns(transfers),
    }));
  }

  #accountColumns(transfers: readonly Transfer[]): string[] {
    const accounts = transfers.flatMap((each) =>
      each.postings.flatMap(({ unit, from, to, amount }) =>
        [from, to].flatMap((account) => {
          const name = `${each.lane} ${accountName(account)} ${unit}`;
          if (this.#known.has(name)) return [];
          this.#known.add(name);
          return [{ lane: each.lane, workspace: each.workspace, account, unit, amount }];
        }),
      ),
    );
    return [
      scalarArray(accounts.map(({ lane }) => lane)),
      textArray(accounts.map(({ workspace }) => workspace)),
      textArray(accounts.map(({ account }) => holderOf(account))),
      textArray(accounts.map(({ unit }) => unit)),
      textArray(accounts.map(({ account }) => compartmentOf(account))),
      scalarArray(accounts.map(({ amount }) => amount)),
      scalarArray(accounts.map(({ account }) => (typeof account === 'string' ? null : 0))),
    ];
  }

  /** Inserts each batch in a transaction of its own. */
  async insert(batches: readonly Prepared[]): Promise<void> {
    for (const { transfers, postings, accounts } of batches) {
      await this.#client.query('begin');
      await this.#client.query({ name: 'bench-transfers', text: insertTransfers, values: [...transfers] });
      await this.#client.query({ name: 'bench-postings', text: insertPostings, values: [...postings] });
      await this.#client.query({ name: 'bench-accounts', text: insertAccounts, values: [...accounts] });
      await this.#client.query('commit');
    }
  }

  async check(transfers: number): Promise<void> {
    const { rows } = await this.#client.query<{ same: boolean }>(
      `select (select count(*) from bench_transfers) = $1 and (select count(*) from bench_postings) = $1
          and not exists (select lane, workspace_id, transfer_id, line, unit, from_holder, to_holder, amount
                            from bench_postings
                          except
                          select lane, workspace_id, transfer_id, line, unit, from_holder, to_holder, amount
                            from ledger_postings where lane between 0 and 255) as same`,
      [transfers],
    );
    expectEffect(rows[0]?.same === true, "the limit's tables do not hold the ledger's rows");
  }
}

function postingColumns(transfers: readonly Transfer[]): string[] {
  const lines = transfers.flatMap((each) => each.postings.map((posting, line) => ({ each, posting, line })));
  return [
    scalarArray(lines.map(({ each }) => each.lane)),
    textArray(lines.map(({ each }) => each.workspace)),
    textArray(lines.map(({ each }) => each.id)),
    scalarArray(lines.map(({ line }) => line)),
    textArray(lines.map(({ posting }) => posting.unit)),
    textArray(lines.map(({ posting }) => holderOf(posting.from))),
    textArray(lines.map(({ posting }) => compartmentOf(posting.from))),
    textArray(lines.map(({ posting }) => holderOf(posting.to))),
    textArray(lines.map(({ posting }) => compartmentOf(posting.to))),
    scalarArray(lines.map(({ posting }) => posting.amount)),
    scalarArray(lines.map(({ each }) => each.at)),
  ];
}
