import type { ImportKind, ImportSettings } from '@sarafan/contract';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';

export interface MappingRow {
  readonly name: string;
  readonly kind: ImportKind;
  readonly headings: readonly string[];
  readonly settings: ImportSettings;
  readonly changedAt: EpochMs;
}

interface Stored {
  name: string;
  kind: string;
  headings: string[];
  settings: ImportSettings;
  changed_at: string;
}

const mappingOf = ({ name, kind, headings, settings, changed_at: at }: Stored): MappingRow => ({
  name,
  kind: kind as ImportKind,
  headings,
  settings,
  changedAt: Number(at),
});

export async function saveMapping(
  db: Queryable,
  workspace: WorkspaceId,
  row: MappingRow & { readonly headingsKey: string },
): Promise<void> {
  await db.query(
    `insert into imports_mappings (workspace_id, kind, name, headings, headings_key, settings, changed_at)
     values ($1, $2, $3, $4::jsonb, $5, $6::jsonb, $7)
     on conflict (workspace_id, kind, name) do update
     set headings = excluded.headings, headings_key = excluded.headings_key, settings = excluded.settings,
       changed_at = excluded.changed_at`,
    [
      ...[workspace, row.kind, row.name, JSON.stringify(row.headings), row.headingsKey],
      ...[JSON.stringify(row.settings), row.changedAt],
    ],
  );
}

export async function listMappings(db: Queryable, workspace: WorkspaceId, kind?: ImportKind): Promise<MappingRow[]> {
  const { rows } = await db.query<Stored>(
    `select name, kind, headings, settings, changed_at from imports_mappings
     where workspace_id = $1 and ($2::text is null or kind = $2) order by kind, name`,
    [workspace, kind ?? null],
  );
  return rows.map(mappingOf);
}

/** The latest that was saved for files of these headings. */
export async function mappingOfHeadings(
  db: Queryable,
  workspace: WorkspaceId,
  kind: ImportKind,
  headingsKey: string,
): Promise<MappingRow | undefined> {
  const { rows } = await db.query<Stored>(
    `select name, kind, headings, settings, changed_at from imports_mappings
     where workspace_id = $1 and kind = $2 and headings_key = $3 order by changed_at desc, name limit 1`,
    [workspace, kind, headingsKey],
  );
  return rows[0] === undefined ? undefined : mappingOf(rows[0]);
}

/** True when there was such a mapping. */
export async function removeMapping(
  db: Queryable,
  workspace: WorkspaceId,
  kind: ImportKind,
  name: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'delete from imports_mappings where workspace_id = $1 and kind = $2 and name = $3',
    [workspace, kind, name],
  );
  return rowCount === 1;
}
