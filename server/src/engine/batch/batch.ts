import { inTransaction, type Pool, type Transaction } from '../../kit/db.ts';
import type { Lane, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { dayMs, type EpochMs } from '../../kit/values/time.ts';
import type { DefinitionCache } from '../definitions.ts';
import type { Directory, WorkspaceKey } from '../directory.ts';
import { engineLimits } from '../limits.ts';
import type { Reactor } from '../reactor.ts';
import type { Arrival, InboxArrival } from './arrival.ts';
import { type ClaimScope, claimLanes, readArrivals } from './claim.ts';
import { Fold, type WorkspaceDefinitions } from './fold.ts';
import type { Partitions } from './partitions.ts';
import { findDuplicates, loadSubjects } from './read.ts';
import { type Resolved, resolve } from './resolve.ts';
import { writeBatch } from './write.ts';
import type { BatchWrites } from './writes.ts';

export interface BatchEngine {
  readonly pool: Pool;
  readonly directory: Directory;
  readonly reactors: readonly Reactor[];
  readonly definitions: DefinitionCache;
  readonly partitions: Partitions;
}

/** What a batch did, for the worker and for whoever waits on an answer. */
export interface BatchReport {
  readonly lanes: readonly Lane[];
  readonly arrivals: number;
  readonly writes: BatchWrites | undefined;
}

const empty: BatchReport = { lanes: [], arrivals: 0, writes: undefined };

/**
 * One batch, one transaction: claim free lanes, read their facts and due timers, load every subject concerned in a few
 * set-based queries, decide in memory, write in bulk, commit. If anything fails, nothing of it happened (INV-1).
 */
export async function runBatch(engine: BatchEngine, now: EpochMs, scope: ClaimScope): Promise<BatchReport> {
  await engine.partitions.ensure(now, now + 7 * dayMs);
  return inTransaction(
    engine.pool,
    async (tx) => {
      const lanes = await claimLanes(tx, now, scope);
      if (lanes.length === 0) return empty;
      const arrivals = await readArrivals(tx, lanes, now, scope);
      if (arrivals.length === 0) return empty;
      await engine.partitions.ensure(Math.min(...arrivals.map((arrival) => arrival.at)), now);
      const nextSeq = new Map(lanes.map((lane) => [lane.lane, lane.nextSeq]));
      const writes = await process(tx, engine, arrivals, nextSeq);
      await apply(tx, engine, writes);
      return { lanes: lanes.map((lane) => lane.lane), arrivals: arrivals.length, writes };
    },
    { statementTimeoutMs: engineLimits.batchTimeoutMs, idleTimeoutMs: engineLimits.batchTimeoutMs },
  );
}

async function process(
  tx: Transaction,
  engine: BatchEngine,
  arrivals: readonly Arrival[],
  nextSeq: Map<Lane, number>,
): Promise<BatchWrites> {
  const rows = arrivals.filter((arrival) => arrival.kind === 'inbox');
  const duplicates = await findDuplicates(
    tx,
    rows.filter((row) => !row.checked),
  );
  const fresh = rows.filter((row) => !duplicates.has(row));
  const workspaces = new Set<WorkspaceId>(arrivals.map((arrival) => arrival.workspace));
  const definitions = await engine.definitions.load(tx, workspaces);
  const resolved = await resolve(tx, engine.directory, fresh, lookupsOf(engine.reactors, fresh, definitions));
  const subjects = await loadSubjects(tx, concerned(arrivals, resolved));
  const { reactors } = engine;
  const fold = new Fold({ reactors, definitions, owners: resolved.owners, subjects, nextSeq });
  for (const arrival of arrivals) {
    if (arrival.kind === 'timer') fold.fire(arrival);
    else if (duplicates.has(arrival)) fold.drop(arrival);
    else foldRow(fold, arrival, resolved);
  }
  return fold.writes;
}

function foldRow(fold: Fold, row: InboxArrival, resolved: Resolved): void {
  const resolution = resolved.of.get(row);
  if (resolution === undefined) throw new Error(`The fact ${row.messageId} was not resolved`);
  if (resolution.here) fold.arrive(row, resolution.owner, resolution.conflicts);
  else fold.forward(row, resolution.owner);
}

function lookupsOf(
  reactors: readonly Reactor[],
  rows: readonly InboxArrival[],
  definitions: (workspace: WorkspaceId) => WorkspaceDefinitions,
): WorkspaceKey[] {
  return rows.flatMap((row) => {
    const { workspace, trust, body } = row;
    const of = definitions(workspace).of;
    return reactors.flatMap((reactor) =>
      (reactor.lookups?.({ ...body, workspace, trust }, of.get(reactor.name)) ?? []).map((key) => ({
        ...key,
        workspace,
      })),
    );
  });
}

function concerned(arrivals: readonly Arrival[], resolved: Resolved): Set<SubjectId> {
  const ids = new Set<SubjectId>();
  for (const arrival of arrivals) {
    if (arrival.kind === 'timer') ids.add(arrival.subject);
    else {
      const resolution = resolved.of.get(arrival);
      if (resolution?.here === true) ids.add(resolution.owner.subject);
    }
  }
  return ids;
}

/** The engine's own tables first, then identifiers that changed hands, then each room's tables. */
async function apply(tx: Transaction, engine: BatchEngine, writes: BatchWrites): Promise<void> {
  await writeBatch(tx, writes);
  if (writes.redirections.length > 0) await engine.directory.redirect(tx, writes.redirections);
  for (const reactor of engine.reactors) {
    const effects = writes.effects.get(reactor.name);
    if (effects !== undefined) await reactor.apply?.(tx, effects);
  }
}
