import { inTransaction } from '../../server/src/kit/db.ts';
import { laneCount, type SubjectId, subjectId, type WorkspaceId } from '../../server/src/kit/values/ids.ts';
import {
  auditBalances,
  postTransfers,
  systemTotals,
  type TransferInput,
  transfer,
} from '../../server/src/rooms/ledger/index.ts';
import { type BenchOptions, expectEffect, type Measured, runBenchmark } from './lib/bench.ts';
import { Draws, zipf } from './lib/draws.ts';
import { BareInserts } from './lib/ledger-limit.ts';
import { inPlace, type Place } from './lib/place.ts';
import { createTenant } from './lib/tenant.ts';

// Transfers a second with idempotency keys, Zipf holders and one issuer, against bare inserts of the same rows.

const batchTransfers = 100;
/** One transfer in fifty is sent again under its key, as a retry would. */
const repeatShare = 0.02;

async function measure(place: Place, { smoke, seed, say }: BenchOptions): Promise<Measured> {
  const { pool } = place;
  const { workspace } = await createTenant(place, []);
  const holders = smoke ? 1_000 : 100_000;
  const batches = smoke ? 50 : 500;
  const rounds = smoke ? 1 : 5;
  const book = new Book(workspace, holders, seed);
  const bare = await BareInserts.open(place);
  const [ours, theirs]: [number[], number[]] = [[], []];
  // The first round warms up.
  for (let round = -1; round < rounds; round += 1) {
    const inputs = Array.from({ length: batches }, () => book.batch());
    const perSecond = await post(place, inputs, book);
    const rows = inputs.map((batch) => batch.filter((input) => !book.isRepeat(input)).map(transfer));
    const bareTransfers = rows.flat().length;
    const prepared = bare.prepare(rows);
    const began = performance.now();
    await bare.insert(prepared);
    const barePerSecond = (bareTransfers * 1_000) / (performance.now() - began);
    if (round < 0) continue;
    ours.push(perSecond);
    theirs.push(barePerSecond);
    say(`  round ${round + 1}: ${perSecond.toFixed(0)} against ${barePerSecond.toFixed(0)}`);
  }
  const { rows } = await pool.query<{ posted: string }>(
    'select count(*) as posted from ledger_transfers where lane between 0 and 255',
  );
  const posted = Number(rows[0]?.posted);
  expectEffect(posted === book.posted, `${posted} transfers were posted of ${book.posted}`);
  const wrong = await auditBalances(pool, workspace);
  expectEffect(wrong.length === 0, `${wrong.length} balances are not the sums of their postings`);
  const [issued] = await systemTotals(pool, workspace, 'issuer');
  expectEffect(issued?.total === -book.issued, `the issuer gave ${issued?.total}, not ${book.issued}`);
  await bare.check(book.posted);
  return {
    comparisons: [{ label: 'batches of 100', ours, limit: theirs, goal: { sign: 'at least', ratio: 0.5 } }],
    workload: { batchTransfers, batches, holders, repeatShare },
    effects: { posted, repeated: book.repeated, issued: String(book.issued) },
  };
}

async function post(place: Place, batches: readonly (readonly TransferInput[])[], book: Book): Promise<number> {
  const began = performance.now();
  let count = 0;
  for (const inputs of batches) {
    const results = await inTransaction(place.pool, (tx) => postTransfers(tx, inputs.map(transfer)));
    count += inputs.length;
    results.forEach((result, index) => {
      const input = inputs[index];
      const wanted = input !== undefined && book.isRepeat(input) ? 'repeated' : 'posted';
      expectEffect(result.outcome === wanted, `a transfer was ${result.outcome} and should have been ${wanted}`);
    });
  }
  return (count * 1_000) / (performance.now() - began);
}

/** What is posted: grants from one issuer to holders drawn by Zipf's law, over all lanes. */
class Book {
  readonly #workspace: WorkspaceId;
  readonly #draws: Draws;
  readonly #rank: () => number;
  readonly #repeats = new Set<TransferInput>();
  #next = 0;
  #last: TransferInput | undefined;
  issued = 0n;

  constructor(workspace: WorkspaceId, holders: number, seed: number) {
    this.#workspace = workspace;
    this.#draws = new Draws(seed);
    this.#rank = zipf(holders, this.#draws);
  }

  get posted(): number {
    return this.#next;
  }

  get repeated(): number {
    return this.#repeats.size;
  }

  isRepeat(input: TransferInput): boolean {
    return this.#repeats.has(input);
  }

  batch(): TransferInput[] {
    const earlier = this.#last;
    return Array.from({ length: batchTransfers }, () => {
      if (earlier === undefined || !this.#draws.chance(repeatShare)) return this.#fresh();
      const repeat = { ...earlier };
      this.#repeats.add(repeat);
      return repeat;
    });
  }

  #fresh(): TransferInput {
    const rank = this.#rank();
    const lane = rank % laneCount;
    const holder: SubjectId = subjectId('per', lane, `holder ${rank}`);
    const amount = BigInt(1 + this.#draws.below(1_000));
    this.#next += 1;
    this.issued += amount;
    this.#last = {
      lane,
      workspace: this.#workspace,
      key: `grant:${this.#next}`,
      kind: 'grant',
      about: `order-${this.#next}`,
      at: Date.now(),
      decidedSeq: this.#next,
      postings: [{ unit: 'points', from: 'issuer', to: { holder, compartment: 'available' }, amount }],
    };
    return this.#last;
  }
}

await runBenchmark({
  name: 'ledger',
  unit: 'transfers/s',
  measure: (options) => inPlace('ledger', (place) => measure(place, options)),
});
