import { scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { ImportId } from '../../kit/values/imports.ts';
import type { Anchor, AnchorKind } from './rules/facts.ts';

/** One thing that an import told, under the name by which it is told once. */
export interface Brought {
  readonly key: string;
  readonly importId: ImportId;
  readonly row: number;
  readonly content: string;
  readonly anchor: Anchor;
}

interface Stored {
  key: string;
  import_id: string;
  row_number: string;
  content: string;
  anchor_kind: string;
  anchor_value: string;
}

function broughtOf(row: Stored): Brought {
  return {
    key: row.key,
    importId: row.import_id as ImportId,
    row: Number(row.row_number),
    content: row.content,
    anchor: { kind: row.anchor_kind as AnchorKind, value: row.anchor_value },
  };
}

/** Of each key the latest that was told and not taken back. */
export async function readBrought(
  db: Queryable,
  workspace: WorkspaceId,
  keys: readonly string[],
): Promise<Map<string, Brought>> {
  if (keys.length === 0) return new Map();
  const { rows } = await db.query<Stored>({
    name: 'imports-brought',
    text: `
      select distinct on (key) key, import_id, row_number, content, anchor_kind, anchor_value
      from imports_brought where workspace_id = $1 and key = any($2::text[]) and not taken_back
      order by key, place desc`,
    values: [workspace, textArray(keys)],
  });
  return new Map(rows.map((row) => [row.key, broughtOf(row)]));
}

/** Writes down what is about to be told; what this import has written down already stays as it was. */
export async function insertBrought(db: Queryable, workspace: WorkspaceId, all: readonly Brought[]): Promise<void> {
  if (all.length === 0) return;
  await db.query({
    name: 'imports-bring',
    text: `
      insert into imports_brought (workspace_id, key, import_id, row_number, content, anchor_kind, anchor_value)
      select $1, b.* from unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[]) as b
      on conflict do nothing`,
    values: [
      workspace,
      textColumn(all, (each) => each.key),
      textColumn(all, (each) => each.importId),
      scalarColumn(all, (each) => each.row),
      textColumn(all, (each) => each.content),
      textColumn(all, (each) => each.anchor.kind),
      textColumn(all, (each) => each.anchor.value),
    ],
  });
}

export interface BroughtAnchor {
  readonly place: number;
  readonly row: number;
  readonly anchor: Anchor;
}

/** Whom an import told of, in the order in which it did, behind a place. */
export async function pageAnchors(
  db: Queryable,
  importId: ImportId,
  after: number,
  limit: number,
): Promise<BroughtAnchor[]> {
  const { rows } = await db.query<{ place: string; row_number: string; anchor_kind: string; anchor_value: string }>(
    `select place, row_number, anchor_kind, anchor_value from imports_brought
     where import_id = $1 and place > $2 order by place limit $3`,
    [importId, after, limit],
  );
  return rows.map((row) => ({
    place: Number(row.place),
    row: Number(row.row_number),
    anchor: { kind: row.anchor_kind as AnchorKind, value: row.anchor_value },
  }));
}

export async function takeBackUpTo(db: Queryable, importId: ImportId, place: number): Promise<void> {
  await db.query(
    'update imports_brought set taken_back = true where import_id = $1 and place <= $2 and not taken_back',
    [importId, place],
  );
}
