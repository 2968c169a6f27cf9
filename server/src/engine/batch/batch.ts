import { allDone, inTransaction, type Pool, type Transaction } from '../../kit/db.ts';
import type { Lane, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { dayMs, type EpochMs } from '../../kit/values/time.ts';
import type { DefinitionCache, DefinitionsOf } from '../definitions.ts';
import type { Directory, WorkspaceKey } from '../directory.ts';
import { engineLimits } from '../limits.ts';
import type { Reactor } from '../reactor.ts';
import type { Arrival, InboxArrival } from './arrival.ts';
import { type ClaimScope, claimLanes, readArrivals, shareOf } from './claim.ts';
import { Fold } from './fold.ts';
import type { LaneMemory } from './memory.ts';
import type { Partitions } from './partitions.ts';
import { findDuplicates, loadSubjects } from './read.ts';
import { claimIdentifiers, nameRows, type Resolved, resolve } from './resolve.ts';
import { writeBatch } from './write.ts';
import type { BatchWrites } from './writes.ts';

export interface BatchEngine {
  /** Connections of the batches' own: their statements do not wait for one another. */
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
  /** True when the batch left nothing behind that it could have taken. */
  readonly isDrained: boolean;
  readonly writes: BatchWrites | undefined;
}

const empty: BatchReport = { lanes: [], arrivals: 0, isDrained: true, writes: undefined };

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
      // Revisions are read behind the facts: whoever launched a program before an event finds it decided by it.
      const [arrivals, revisions] = await allDone([
        readArrivals(tx, lanes, now, scope),
        engine.definitions.readRevisions(tx),
      ]);
      if (arrivals.length === 0) return empty;
      await engine.partitions.ensure(Math.min(...arrivals.map((arrival) => arrival.at)), now);
      const workspaces = new Set<WorkspaceId>(arrivals.map((arrival) => arrival.workspace));
      const definitions = await engine.definitions.load(tx, workspaces, revisions);
      const memory = new Map(lanes.map(({ lane, nextSeq, now }) => [lane, { nextSeq, now }]));
      const writes = await process(tx, engine, arrivals, definitions, memory);
      await apply(tx, engine, writes);
      const isDrained = lanes.length < scope.lanesAtMost && arrivals.length < shareOf(scope, lanes);
      return { lanes: lanes.map((lane) => lane.lane), arrivals: arrivals.length, isDrained, writes };
    },
    { statementTimeoutMs: engineLimits.batchTimeoutMs, idleTimeoutMs: engineLimits.batchTimeoutMs },
  );
}

async function process(
  tx: Transaction,
  engine: BatchEngine,
  arrivals: readonly Arrival[],
  definitions: DefinitionsOf,
  lanes: ReadonlyMap<Lane, LaneMemory>,
): Promise<BatchWrites> {
  const { directory, reactors } = engine;
  const rows = arrivals.filter((arrival) => arrival.kind === 'inbox');
  const named = nameRows(directory, rows);
  const asked = [...[...named.values()].flat(), ...lookupsOf(reactors, rows, definitions)];
  const [duplicates, owners] = await allDone([findDuplicates(tx, rows), directory.owners(tx, asked)]);
  const fresh = rows.filter((row) => !duplicates.has(row));
  const resolved = resolve(fresh, named, owners);
  const [, subjects] = await allDone([
    claimIdentifiers(tx, directory, resolved.claims),
    loadSubjects(tx, concerned(arrivals, resolved)),
  ]);
  const fold = new Fold({ reactors, definitions, owners: resolved.owners, subjects, lanes });
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
  definitions: DefinitionsOf,
): WorkspaceKey[] {
  const asking = reactors.filter((reactor) => reactor.lookups !== undefined);
  const asked: WorkspaceKey[] = [];
  for (const { workspace, trust, body } of rows) {
    const { of } = definitions(workspace);
    const fact = { ...body, workspace, trust };
    for (const reactor of asking) {
      for (const key of reactor.lookups?.(fact, of.get(reactor.name)) ?? []) asked.push({ ...key, workspace });
    }
  }
  return asked;
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

/** The engine's own tables, identifiers that changed hands, and each room's tables; none of them is another's. */
async function apply(tx: Transaction, engine: BatchEngine, writes: BatchWrites): Promise<void> {
  const { directory, reactors } = engine;
  await allDone([
    writeBatch(tx, writes),
    directory.redirect(tx, writes.redirections),
    ...reactors.map(async (reactor) => {
      const effects = writes.effects.get(reactor.name);
      if (effects !== undefined) await reactor.apply?.(tx, effects);
    }),
  ]);
}
