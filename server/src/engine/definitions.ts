import { textArray } from '../kit/arrays.ts';
import type { Queryable } from '../kit/db.ts';
import { getOrInsert } from '../kit/values/group.ts';
import type { WorkspaceId } from '../kit/values/ids.ts';
import type { WorkspaceDefinitions } from './batch/fold.ts';
import type { Reactor } from './reactor.ts';

/**
 * Definitions of each workspace, loaded once a revision. The revision is read inside the batch's transaction, so a
 * batch either sees a change whole or not at all, and records which revision it saw.
 */
export class DefinitionCache {
  readonly #reactors: readonly Reactor[];
  readonly #cached = new Map<WorkspaceId, WorkspaceDefinitions>();

  constructor(reactors: readonly Reactor[]) {
    this.#reactors = reactors;
  }

  async load(
    db: Queryable,
    workspaces: ReadonlySet<WorkspaceId>,
  ): Promise<(workspace: WorkspaceId) => WorkspaceDefinitions> {
    const revisions = await readRevisions(db, workspaces);
    const loaded = new Map<WorkspaceId, WorkspaceDefinitions>();
    for (const workspace of workspaces) {
      const revision = revisions.get(workspace) ?? 0;
      const cached = this.#cached.get(workspace);
      const current = cached?.revision === revision ? cached : await this.at(db, workspace, revision);
      if (this.#cached.size > 1_000) this.#cached.clear();
      this.#cached.set(workspace, current);
      loaded.set(workspace, current);
    }
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

async function readRevisions(db: Queryable, workspaces: ReadonlySet<WorkspaceId>): Promise<Map<WorkspaceId, number>> {
  const { rows } = await db.query<{ workspace_id: string; revision: string }>({
    name: 'engine-read-revisions',
    text: 'select workspace_id, revision from engine_revisions where workspace_id = any($1::text[])',
    values: [textArray([...workspaces])],
  });
  return new Map(rows.map((row) => [row.workspace_id as WorkspaceId, Number(row.revision)]));
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
