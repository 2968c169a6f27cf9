import { inTransaction, type Pool } from '../../../server/src/kit/db.ts';
import { idFrom, type WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import {
  InsufficientFunds,
  type PostResult,
  type postTransfers,
  type Transfer,
} from '../../../server/src/rooms/ledger/index.ts';
import { checkEverything, checkLedger, type Fault } from './checks.ts';
import { Draws } from './draws.ts';
import { LedgerModel } from './model.ts';
import { type Outcome, type Step, Steps } from './steps.ts';

export interface HistoryOptions {
  readonly pool: Pool;
  readonly operations: number;
  readonly seed: number;
  readonly report: (line: string) => void;
  /** The ledger's own `postTransfers`, or a wrong one that the checks must catch. */
  readonly post: typeof postTransfers;
}

/** How often each thing happened, so that a run can be seen to have tried it. */
export interface HistorySummary {
  readonly operations: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly overdrafts: number;
  readonly debts: number;
  readonly crossings: number;
}

/** The ledger did not do what the model says. The seed draws the same history again. */
export class HistoryFault extends Error {
  constructor(seed: number, operation: number, fault: Fault) {
    super(`seed ${seed}, after ${operation} operations: ${fault}`);
    this.name = 'HistoryFault';
  }
}

const checkEvery = 1_000;

/**
 * Posts a random history in batches and holds the ledger against a model of it (INV-3): balances and floors, zero
 * sums, repeats and conflicts, refused overdrafts that leave no trace, clearing that is empty at the end. Throws
 * `HistoryFault`.
 */
export async function runLedgerHistory(options: HistoryOptions): Promise<HistorySummary> {
  const { pool, operations, seed, report } = options;
  const draws = new Draws(seed);
  const model = new LedgerModel();
  const workspaces = ['one', 'two'].map(
    (name): WorkspaceId => idFrom('wsp', Buffer.from(`${name}-${seed}`.padEnd(10))),
  );
  const steps = new Steps(draws, model, workspaces);
  const outcomes = { posted: 0, repeated: 0, conflict: 0 };
  let [done, checked, overdrafts, crossings] = [0, 0, 0, 0];
  const hold = (fault: Fault | undefined): void => {
    if (fault !== undefined) throw new HistoryFault(seed, done, fault);
  };
  while (done < operations || steps.crossings.length > 0) {
    const batch = done < operations ? drawBatch(draws, steps) : [...steps.crossings].map(() => steps.arrive());
    for (const { outcome } of batch) outcomes[outcome] += 1;
    crossings += batch.filter((step) => step.transfer.kind === 'arrive').length;
    hold(await postBatch(options, batch));
    done += batch.length;
    if (draws.chance(5)) {
      overdrafts += 1;
      hold(await refuseOverdraft(options, steps));
    }
    if (done - checked >= checkEvery) {
      checked = done;
      hold(await checkLedger(pool, model, workspaces));
      report(`${done} operations agree with the model`);
    }
  }
  hold(await checkEverything(pool, model, workspaces));
  const debts = [...model.balances].filter(([name, balance]) => name.includes(':') && balance < 0n).length;
  return { operations: done, outcomes, overdrafts, debts, crossings };
}

function drawBatch(draws: Draws, steps: Steps): Step[] {
  return Array.from({ length: 1 + draws.below(40) }, () => steps.next());
}

async function postBatch(options: HistoryOptions, batch: readonly Step[]): Promise<Fault | undefined> {
  const results = await post(
    options,
    batch.map((step) => step.transfer),
  );
  if (results instanceof InsufficientFunds) return `a batch that is covered was refused: ${results.message}`;
  for (const [index, { transfer, outcome }] of batch.entries()) {
    const result = results[index];
    if (result?.outcome === outcome && result.transferId === transfer.id) continue;
    return `${transfer.kind} under ${transfer.key} was ${result?.outcome}, not ${outcome}`;
  }
  return undefined;
}

async function post(
  options: HistoryOptions,
  transfers: readonly Transfer[],
): Promise<readonly PostResult[] | InsufficientFunds> {
  try {
    return await inTransaction(options.pool, (tx) => options.post(tx, transfers));
  } catch (error) {
    if (error instanceof InsufficientFunds) return error;
    throw error;
  }
}

/** The overdraft comes with a sound transfer, and both must be gone, as the next check will see. */
async function refuseOverdraft(options: HistoryOptions, steps: Steps): Promise<Fault | undefined> {
  const transfers = steps.overdraft();
  const [posting] = transfers[1].postings;
  if (posting === undefined || typeof posting.from === 'string') throw new Error('An overdraft draws on a subject');
  const refusal = await post(options, transfers);
  if (!(refusal instanceof InsufficientFunds)) return `an overdraft of ${posting.amount} ${posting.unit} was posted`;
  const { holder, compartment, unit } = refusal.account;
  const { from } = posting;
  if (from.holder === holder && from.compartment === compartment && posting.unit === unit) return undefined;
  return `the refusal names ${holder}:${compartment} and not the overdrawn account`;
}
