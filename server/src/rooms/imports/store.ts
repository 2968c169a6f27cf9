import type { ImportConsent, ImportHeading, ImportKind, ImportSettings, ImportState } from '@sarafan/contract';
import { pageRowsAtMost } from '../../kit/api/paging.ts';
import { textArray } from '../../kit/arrays.ts';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { ImportId } from '../../kit/values/imports.ts';
import type { Detected } from './rules/encoding.ts';
import type { FileFault, ImportRow, ImportSummary, Progress, StoredCheck } from './types.ts';

interface StoredSummary {
  import_id: string;
  kind: string;
  state: string;
  file_name: string;
  bytes: string;
  consent: ImportConsent | null;
  fault: FileFault | null;
  progress: Progress;
  created_at: string;
  created_by: string;
  started_at: string | null;
  finished_at: string | null;
}

interface Stored extends StoredSummary {
  workspace_id: string;
  content_hash: string;
  detected: Detected;
  headings: ImportHeading[];
  settings: ImportSettings | null;
  report: StoredCheck | null;
  rows_done: string;
}

const summaryColumns = `import_id, kind, state, file_name, bytes, consent, fault, progress, created_at, created_by,
  started_at, finished_at`;
const columns = `${summaryColumns}, workspace_id, content_hash, detected, headings, settings, report, rows_done`;

function summaryOf(row: StoredSummary): Omit<ImportSummary, 'rows'> {
  return {
    importId: row.import_id as ImportId,
    kind: row.kind as ImportKind,
    state: row.state as ImportState,
    fileName: row.file_name,
    bytes: Number(row.bytes),
    consent: row.consent,
    fault: row.fault,
    progress: row.progress,
    createdAt: Number(row.created_at),
    createdBy: row.created_by,
    startedAt: row.started_at === null ? null : Number(row.started_at),
    finishedAt: row.finished_at === null ? null : Number(row.finished_at),
  };
}

function rowOf(row: Stored): ImportRow {
  return {
    ...summaryOf(row),
    workspace: row.workspace_id as WorkspaceId,
    contentHash: row.content_hash,
    detected: row.detected,
    headings: row.headings,
    settings: row.settings,
    report: row.report,
    rowsDone: Number(row.rows_done),
  };
}

export async function insertImport(db: Queryable, row: ImportRow): Promise<void> {
  await db.query(
    `insert into imports_imports (import_id, workspace_id, kind, state, file_name, bytes, content_hash, detected,
       headings, progress, rows_done, created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10::jsonb, 0, $11, $12)`,
    [
      ...[row.importId, row.workspace, row.kind, row.state, row.fileName, row.bytes, row.contentHash],
      ...[JSON.stringify(row.detected), JSON.stringify(row.headings), JSON.stringify(row.progress)],
      ...[row.createdAt, row.createdBy],
    ],
  );
}

/** `forUpdate` waits for a chunk that is under way, so what follows sees its end. */
export async function findImport(
  db: Queryable,
  workspace: WorkspaceId,
  importId: string,
  forUpdate = false,
): Promise<ImportRow | undefined> {
  const { rows } = await db.query<Stored>({
    name: `imports-find${forUpdate ? '-for-update' : ''}`,
    text: `
      select ${columns} from imports_imports
      where workspace_id = $1 and import_id = $2 ${forUpdate ? 'for update' : ''}`,
    values: [workspace, importId],
  });
  return rows[0] === undefined ? undefined : rowOf(rows[0]);
}

/** What imports state of the consent of the people in their files; those that state nothing are absent. */
export async function consentStatements(
  db: Queryable,
  workspace: WorkspaceId,
  imports: readonly string[],
): Promise<ReadonlyMap<string, ImportConsent>> {
  if (imports.length === 0) return new Map();
  const { rows } = await db.query<{ import_id: string; consent: ImportConsent }>(
    `select import_id, consent from imports_imports
     where workspace_id = $1 and import_id = any($2::text[]) and consent is not null`,
    [workspace, textArray(imports)],
  );
  return new Map(rows.map((row) => [row.import_id, row.consent]));
}

/** Newest first, without what only one import by itself shows: headings with samples, and the dry run. */
export async function pageImports(
  db: Queryable,
  workspace: WorkspaceId,
  before: readonly [number, string],
  limit: number,
): Promise<ImportSummary[]> {
  const { rows } = await db.query<StoredSummary & { rows: string | null }>({
    name: 'imports-page',
    text: `
      select * from (
        select ${summaryColumns}, report ->> 'rows' as rows from imports_imports
        where workspace_id = $1 and (created_at, import_id) < ($2, case when $3 = '' then '~' else $3 end)
        order by created_at desc, import_id desc limit ${pageRowsAtMost}) page
      order by created_at desc, import_id desc limit $4`,
    values: [workspace, ...before, limit],
  });
  return rows.map((row) => ({ ...summaryOf(row), rows: row.rows === null ? null : Number(row.rows) }));
}

/** How many imports of a workspace are open: neither done nor taken back. */
export async function countOpen(db: Queryable, workspace: WorkspaceId): Promise<number> {
  const { rows } = await db.query<{ count: string }>(
    `select count(*) as count from imports_imports where workspace_id = $1 and state not in ('done', 'undone')`,
    [workspace],
  );
  return Number(rows[0]?.count ?? 0);
}

/** Other imports of the very same bytes. */
export async function sameFiles(db: Queryable, row: ImportRow): Promise<string[]> {
  const { rows } = await db.query<{ import_id: string }>(
    `select import_id from imports_imports
     where workspace_id = $1 and content_hash = $2 and import_id <> $3 order by created_at desc limit 20`,
    [row.workspace, row.contentHash, row.importId],
  );
  return rows.map((each) => each.import_id);
}

/** What may change of an import; what is absent stays as it is. */
export interface ImportChange {
  readonly state?: ImportState;
  readonly headings?: readonly ImportHeading[];
  readonly settings?: ImportSettings;
  readonly consent?: ImportConsent;
  /** Null takes it away. */
  readonly report?: StoredCheck | null;
  readonly fault?: FileFault | null;
  readonly progress?: Progress;
  readonly rowsDone?: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
}

export async function updateImport(db: Queryable, importId: ImportId, change: ImportChange): Promise<void> {
  const json = (value: object | null | undefined): string | null =>
    value === undefined || value === null ? null : JSON.stringify(value);
  await db.query({
    name: 'imports-update',
    text: `
      update imports_imports set
        state = coalesce($2, state), headings = coalesce($3::jsonb, headings),
        settings = coalesce($4::jsonb, settings), consent = coalesce($5::jsonb, consent),
        report = case when $6 then $7::jsonb else report end, fault = case when $8 then $9::jsonb else fault end,
        progress = coalesce($10::jsonb, progress), rows_done = coalesce($11, rows_done),
        started_at = coalesce($12, started_at), finished_at = coalesce($13, finished_at)
      where import_id = $1`,
    values: [
      ...[importId, change.state ?? null, json(change.headings), json(change.settings), json(change.consent)],
      ...[change.report !== undefined, json(change.report), change.fault !== undefined, json(change.fault)],
      ...[json(change.progress), change.rowsDone ?? null, change.startedAt ?? null, change.finishedAt ?? null],
    ],
  });
}

export async function removeImport(db: Queryable, importId: ImportId): Promise<void> {
  await db.query('delete from imports_imports where import_id = $1', [importId]);
}

/**
 * Locks the oldest import that has work and that nobody else is at; its row lock is its lease. Of one workspace the
 * oldest alone is worked on, so that two files never bring the same line at once.
 */
export async function leaseImport(db: Queryable, only: ImportId | undefined): Promise<ImportRow | undefined> {
  const { rows } = await db.query<Stored>(
    `select ${columns} from imports_imports i
     where state in ('checking', 'running', 'undoing') and ($1::text is null or import_id = $1)
       and not exists (
         select from imports_imports other
         where other.workspace_id = i.workspace_id and other.state in ('running', 'undoing')
           and i.state in ('running', 'undoing') and (other.created_at, other.import_id) < (i.created_at, i.import_id))
     order by created_at limit 1 for update skip locked`,
    [only ?? null],
  );
  return rows[0] === undefined ? undefined : rowOf(rows[0]);
}
