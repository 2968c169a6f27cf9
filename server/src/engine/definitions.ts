import { textArray } from '../kit/arrays.ts';
import type { Queryable } from '../kit/db.ts';
import { getOrInsert } from '../kit/values/group.ts';
import type { WorkspaceId } from '../kit/values/ids.ts';
import type { WorkspaceDefinitions } from './batch/fold.ts';
import type { Reactor } from './reactor.ts';

/** Revisions by workspace. */
export type Revisions = ReadonlyMap<WorkspaceId, number>;

/** The definitions of a workspace that was loaded. */
export type DefinitionsOf = (workspace: WorkspaceId) => WorkspaceDefinitions;

/**
 * Definitions of each workspace, loaded once a revision. The revision is read inside the batch's transaction, so a
 * batch either sees a change whole or not at all, and records which revision it saw.
 */
export class DefinitionCache {
  readonly #reactors: readonly Reactor[];
  readonly #cached = new Map<WorkspaceId, WorkspaceDefinitions>();
  #recent: readonly WorkspaceId[] = [];

  constructor(reactors: readonly Reactor[]) {
    this.#reactors = reactors;
  }

  /** The present revisions of the workspaces of the last load: those that the next one is likely to ask for. */
  readRevisions(db: Queryable): Promise<Revisions> {
    return readRevisions(db, this.#recent);
  }

  /** `known` are revisions that the caller has read in the same transaction; those of other workspaces are read. */
  async load(db: Queryable, workspaces: ReadonlySet<WorkspaceId>, known: Revisions): Promise<DefinitionsOf> {
    const unknown = [...workspaces].filter((workspace) => !known.has(workspace));
    const revisions = unknown.length === 0 ? known : new Map([...known, ...(await readRevisions(db, unknown))]);
    const loaded = new Map<WorkspaceId, WorkspaceDefinitions>();
    for (const workspace of workspaces) {
      const revision = revisions.get(workspace) ?? 0;
      const cached = this.#cached.get(workspace);
      const current = cached?.revision === revision ? cached : await this.at(db, workspace, revision);
      if (this.#cached.size > 1_000) this.#cached.clear();
      this.#cached.set(workspace, current);
      loaded.set(workspace, current);
    }
    this.#recent = [...workspaces];
    return (workspace) => getOrInsert(loaded, workspace, () => missing(workspace));
  }

  /** The definitions as they stood at a revision, for replay of recorded facts. */
  async at(db: Queryable, workspace: WorkspaceId, revision: number): Promise<WorkspaceDefinitions> {
    const of = new Map<string, unknown>();
    for (const reactor of this.#reactors) of.set(reactor.name, await reactor.loadDefinitions(db, workspace, revision));
    return { revision, of };
  }
}

function missing(workspace: WorkspaceId): never {
  throw new Error(`The definitions of ${workspace} were not loaded for this batch`);
}

/** A workspace without definitions has revision 0. */
async function readRevisions(db: Queryable, workspaces: readonly WorkspaceId[]): Promise<Revisions> {
  if (workspaces.length === 0) return new Map();
  const { rows } = await db.query<{ workspace_id: string; revision: string }>({
    name: 'engine-read-revisions',
    text: 'select workspace_id, revision from engine_revisions where workspace_id = any($1::text[])',
    values: [textArray(workspaces)],
  });
  const revisions = new Map(workspaces.map((workspace) => [workspace, 0]));
  for (const row of rows) revisions.set(row.workspace_id as WorkspaceId, Number(row.revision));
  return revisions;
}

/** Marks that a workspace's definitions changed; call it in the transaction that changes them. Returns the revision. */
export async function nextRevision(db: Queryable, workspace: WorkspaceId): Promise<number> {
  const { rows } = await db.query<{ revision: string }>(
    `insert into engine_revisions (workspace_id, revision) values ($1, 1)
     on conflict (workspace_id) do update set revision = engine_revisions.revision + 1
     returning revision`,
    [workspace],
  );
  return Number(rows[0]?.revision ?? 0);
}
