import { scalarArray, textArray, textColumn } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { ImportId } from '../../kit/values/imports.ts';
import type { EpochMs } from '../../kit/values/time.ts';

export interface FileOwner {
  readonly workspace: WorkspaceId;
  readonly importId: ImportId;
  readonly uploadedAt: EpochMs;
}

export async function insertChunk(db: Queryable, owner: FileOwner, place: number, bytes: Uint8Array): Promise<void> {
  await db.query(
    `insert into imports_chunks (import_id, place, workspace_id, uploaded_at, bytes) values ($1, $2, $3, $4, $5)`,
    [owner.importId, place, owner.workspace, owner.uploadedAt, bytes],
  );
}

export async function readChunk(db: Queryable, importId: ImportId, place: number): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ bytes: Buffer }>({
    name: 'imports-chunk',
    text: 'select bytes from imports_chunks where import_id = $1 and place = $2',
    values: [importId, place],
  });
  return rows[0]?.bytes;
}

export async function removeFile(db: Queryable, importId: ImportId): Promise<void> {
  await db.query('delete from imports_chunks where import_id = $1', [importId]);
}

/** Removes what uploads left behind that were broken off: bytes that belong to no import. */
export async function forgetStrayChunks(db: Queryable, before: EpochMs): Promise<void> {
  await db.query(
    `delete from imports_chunks c where uploaded_at < $1
       and not exists (select from imports_imports i where i.import_id = c.import_id)`,
    [before],
  );
}

export interface ProblemRow {
  readonly row: number;
  readonly place: number;
  readonly column: number | null;
  readonly code: string;
  readonly value: string;
}

export async function insertProblems(
  db: Queryable,
  { workspace, importId }: Pick<FileOwner, 'workspace' | 'importId'>,
  problems: readonly ProblemRow[],
): Promise<void> {
  if (problems.length === 0) return;
  await db.query(
    `insert into imports_problems (import_id, workspace_id, row_number, place, column_number, code, value)
     select $1, $2, p.* from unnest($3::bigint[], $4::smallint[], $5::smallint[], $6::text[], $7::text[]) as p
     on conflict do nothing`,
    [
      ...[importId, workspace],
      scalarArray(problems.map((each) => each.row)),
      scalarArray(problems.map((each) => each.place)),
      scalarArray(problems.map((each) => each.column)),
      textArray(problems.map((each) => each.code)),
      textColumn(problems, (each) => each.value),
    ],
  );
}

/** So many refused lines are read at once at most. */
export const problemRowsAtMost = 1_000;

/** In the order of the file, behind a place in it. */
export async function pageProblems(
  db: Queryable,
  importId: ImportId,
  after: readonly [number, number],
  limit: number,
): Promise<ProblemRow[]> {
  const { rows } = await db.query<{
    row_number: string;
    place: number;
    column_number: number | null;
    code: string;
    value: string;
  }>({
    name: 'imports-page-problems',
    text: `
      select * from (
        select row_number, place, column_number, code, value from imports_problems
        where import_id = $1 and (row_number, place) > ($2::bigint, $3::bigint)
        order by row_number, place limit ${problemRowsAtMost}) page
      order by row_number, place limit $4`,
    values: [importId, ...after, limit],
  });
  return rows.map((row) => ({
    row: Number(row.row_number),
    place: row.place,
    column: row.column_number,
    code: row.code,
    value: row.value,
  }));
}

export async function removeProblems(db: Queryable, importId: ImportId): Promise<void> {
  await db.query('delete from imports_problems where import_id = $1', [importId]);
}
