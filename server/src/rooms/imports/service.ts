import {
  type ImportColumn,
  type ImportConsent,
  type ImportKind,
  type ImportSettings,
  type ImportState,
  importLimits,
} from '@sarafan/contract';
import {
  fromTheNewest,
  type Page,
  type PageRequest,
  pageFrom,
  pageSize,
  readCursor,
  writeCursor,
} from '../../kit/api/paging.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool, Queryable, Transaction } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { ImportId } from '../../kit/values/imports.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { insertAudit, type WorkspaceSettingsService } from '../access/index.ts';
import { headingsKey, suggestColumns } from './rules/headings.ts';
import { bringsContacts, faultsOf, type MappingFault } from './rules/plan.ts';
import { mappedWorld } from './service-program.ts';
import { type Reading, readHeadings, readingOf, UnreadableFile } from './service-reader.ts';
import { takeFile, type Uploaded, type UploadResult } from './service-upload.ts';
import {
  findImport,
  type ImportChange,
  insertImport,
  pageImports,
  removeImport,
  sameFiles,
  updateImport,
} from './store.ts';
import {
  forgetStrayChunks,
  type ProblemRow,
  pageProblems,
  problemRowsAtMost,
  removeFile,
  removeProblems,
} from './store-files.ts';
import { listMappings, type MappingRow, mappingOfHeadings, removeMapping, saveMapping } from './store-mappings.ts';
import { type ImportRow, type ImportSummary, noProgress } from './types.ts';

export interface ImportsOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly workspaces: Pick<WorkspaceSettingsService, 'read'>;
}

/** Who asks: a key's or user's id, or the command line, for the audit log. */
export interface Asker {
  readonly workspace: WorkspaceId;
  readonly actor: string;
}

export type ImportRefusal =
  | { readonly code: 'not_found' }
  | { readonly code: 'wrong_state'; readonly state: ImportState }
  | { readonly code: 'bad_mapping' | 'mapping_incomplete'; readonly faults: readonly MappingFault[] }
  | {
      readonly code:
        | 'no_headings'
        | 'too_many_columns'
        | 'too_many_mappings'
        | 'not_mapped'
        | 'file_unreadable'
        | 'consent_needed'
        | 'consent_unproven'
        | 'brought_something';
    };

export type ImportResult =
  | { readonly ok: true; readonly row: ImportRow }
  | { readonly ok: false; readonly refusal: ImportRefusal };

/** An import with what the one who maps it has to see. */
export interface ImportView extends ImportRow {
  readonly reading: Reading;
  readonly suggestion: { readonly columns: readonly ImportColumn[]; readonly mapping: string | null };
  readonly consentNeeded: boolean;
  readonly sameFile: readonly string[];
}

export type { UploadRefusal } from './service-upload.ts';
export type MappingView = MappingRow;

/** A refused line with the heading of the column that is wrong. */
export interface ProblemView extends ProblemRow {
  readonly heading: string | null;
}

const mappable: readonly ImportState[] = ['draft', 'checked'];

/** Uploads, mappings and the orders to check, run, stop and undo; the work itself is `ImportWork`'s. */
export class ImportsService {
  readonly #options: ImportsOptions;

  constructor(options: ImportsOptions) {
    this.#options = options;
  }

  /** Takes a file in. It becomes an import by `keep`, in the caller's transaction. */
  upload(
    workspace: WorkspaceId,
    file: { readonly kind: ImportKind; readonly fileName: string },
    body: AsyncIterable<Uint8Array>,
  ): Promise<UploadResult> {
    return takeFile(this.#options, { workspace, ...file }, body);
  }

  async keep(tx: Transaction, { workspace, actor }: Asker, uploaded: Uploaded): Promise<ImportRow> {
    const { importId, kind, fileName, bytes, contentHash, detected, headings, uploadedAt } = uploaded;
    const row: ImportRow = {
      ...{ importId, workspace, kind, state: 'draft', fileName, bytes, contentHash, detected, headings },
      ...{ settings: null, consent: null, report: null, fault: null, progress: noProgress, rowsDone: 0 },
      ...{ createdAt: uploadedAt, createdBy: actor, startedAt: null, finishedAt: null },
    };
    await insertImport(tx, row);
    await this.#audit(tx, { workspace, actor }, 'import.upload', importId, { kind, fileName, bytes, contentHash });
    return row;
  }

  /** Removes the bytes of an upload that did not become an import. */
  async discard(workspace: WorkspaceId, importId: ImportId): Promise<void> {
    const kept = await findImport(this.#options.pool, workspace, importId);
    if (kept === undefined) await removeFile(this.#options.pool, importId);
  }

  /** Removes what processes left behind that died during an upload. */
  forgetStrays(before: number): Promise<void> {
    return forgetStrayChunks(this.#options.pool, before);
  }

  /** Newest first. */
  async list(workspace: WorkspaceId, request: PageRequest): Promise<Page<ImportSummary>> {
    const limit = pageSize(request);
    const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
    const rows = await pageImports(this.#options.pool, workspace, before, limit + 1);
    return pageFrom(
      rows,
      limit,
      (row) => row,
      (last) => writeCursor(last.createdAt, last.importId),
    );
  }

  find(workspace: WorkspaceId, importId: string): Promise<ImportRow | undefined> {
    return findImport(this.#options.pool, workspace, importId);
  }

  async view(row: ImportRow, db: Queryable = this.#options.pool): Promise<ImportView> {
    const headings = row.headings.map(({ heading }) => heading);
    const saved = await mappingOfHeadings(db, row.workspace, row.kind, headingsKey(headings));
    const suggestion =
      saved === undefined
        ? { columns: suggestColumns(row.kind, headings), mapping: null }
        : { columns: saved.settings.columns, mapping: saved.name };
    return {
      ...row,
      reading: readingOf(row),
      suggestion,
      consentNeeded: needsConsent(row),
      sameFile: await sameFiles(db, row),
    };
  }

  /** Says how a file is read and what its columns are; a dry run of before no longer counts. */
  async map(
    tx: Transaction,
    asker: Asker,
    importId: string,
    given: ImportSettings,
    saveAs: string | undefined,
  ): Promise<ImportResult> {
    const found = await this.#locked(tx, asker, importId, mappable);
    if (!found.ok) return found;
    const { row } = found;
    const headings = await this.#headings(row, given);
    if (typeof headings === 'string') return refuse({ code: headings });
    const { faults } = await mappedWorld(tx, row.workspace, row.kind, given);
    const wrong = [...faultsOf(row.kind, given, headings.length), ...faults].filter(({ isMissing }) => !isMissing);
    if (wrong.length > 0) return refuse({ code: 'bad_mapping', faults: wrong });
    // The workspace may move to another zone between the dry run and the run, so the zone is written down.
    const zone = given.timeZone ?? (await this.#options.workspaces.read(row.workspace))?.timeZone ?? 'UTC';
    const settings: ImportSettings = { ...given, timeZone: zone };
    await removeProblems(tx, row.importId);
    const change: ImportChange = { state: 'draft', headings, settings, report: null, fault: null };
    await updateImport(tx, row.importId, { ...change, progress: noProgress, rowsDone: 0 });
    if (saveAs !== undefined && !(await this.#save(tx, asker, { ...row, headings }, given, saveAs))) {
      return refuse({ code: 'too_many_mappings' });
    }
    return this.#again(tx, row);
  }

  async #headings(
    row: ImportRow,
    settings: ImportSettings,
  ): Promise<ImportRow['headings'] | 'no_headings' | 'too_many_columns'> {
    try {
      const headings = await readHeadings(this.#options.pool, row.importId, readingOf({ ...row, settings }));
      if (headings === undefined) return 'no_headings';
      return headings.length > importLimits.columns ? 'too_many_columns' : headings;
    } catch (error) {
      if (error instanceof UnreadableFile) return 'no_headings';
      throw error;
    }
  }

  /** False when too many are saved. */
  async #save(
    tx: Transaction,
    asker: Asker,
    row: Pick<ImportRow, 'kind' | 'headings'>,
    settings: ImportSettings,
    name: string,
  ): Promise<boolean> {
    const present = await listMappings(tx, asker.workspace);
    const isKnown = present.some((each) => each.kind === row.kind && each.name === name);
    if (!isKnown && present.length >= importLimits.savedMappings) return false;
    const headings = row.headings.map(({ heading }) => heading);
    const saved = { name, kind: row.kind, headings, settings, changedAt: this.#options.clock.now() };
    await saveMapping(tx, asker.workspace, { ...saved, headingsKey: headingsKey(headings) });
    await this.#audit(tx, asker, 'import.mapping.save', name, { kind: row.kind });
    return true;
  }

  mappings(workspace: WorkspaceId, kind?: ImportKind): Promise<MappingRow[]> {
    return listMappings(this.#options.pool, workspace, kind);
  }

  /** True when there was such a mapping. */
  async forgetMapping(tx: Transaction, asker: Asker, kind: ImportKind, name: string): Promise<boolean> {
    const removed = await removeMapping(tx, asker.workspace, kind, name);
    if (removed) await this.#audit(tx, asker, 'import.mapping.delete', name, { kind });
    return removed;
  }

  /** Keeps the statement where the contacts' consent came from. It stays as it is once something was imported by it. */
  async state(tx: Transaction, asker: Asker, importId: string, consent: ImportConsent): Promise<ImportResult> {
    const found = await this.#locked(tx, asker, importId, ['draft', 'checking', 'checked']);
    if (!found.ok) return found;
    if (consent.wording === undefined && consent.document === undefined) return refuse({ code: 'consent_unproven' });
    await updateImport(tx, found.row.importId, { consent });
    await this.#audit(tx, asker, 'import.consent', importId, { ...consent });
    return this.#again(tx, found.row);
  }

  async check(tx: Transaction, asker: Asker, importId: string): Promise<ImportResult> {
    const found = await this.#locked(tx, asker, importId, mappable);
    if (!found.ok) return found;
    const { row } = found;
    if (row.settings === null) return refuse({ code: 'not_mapped' });
    const world = await mappedWorld(tx, row.workspace, row.kind, row.settings);
    const faults = [...faultsOf(row.kind, row.settings, row.headings.length), ...world.faults];
    if (faults.length > 0) return refuse({ code: 'mapping_incomplete', faults });
    await removeProblems(tx, row.importId);
    const change: ImportChange = { state: 'checking', report: null, fault: null, progress: noProgress, rowsDone: 0 };
    return this.#move(tx, asker, row, 'import.check', change);
  }

  async start(tx: Transaction, asker: Asker, importId: string, withoutConsent: boolean): Promise<ImportResult> {
    const found = await this.#locked(tx, asker, importId, ['checked', 'stopped']);
    if (!found.ok) return found;
    const { row } = found;
    if (row.fault !== null) return refuse({ code: 'file_unreadable' });
    if (row.state === 'stopped') return this.#move(tx, asker, row, 'import.continue', { state: 'running' });
    if (needsConsent(row) && !withoutConsent) return refuse({ code: 'consent_needed' });
    const begun: ImportChange = { state: 'running', progress: noProgress, rowsDone: 0 };
    const detail = { consent: row.consent === null ? 'none' : 'stated' };
    return this.#move(tx, asker, row, 'import.start', { ...begun, startedAt: this.#options.clock.now() }, detail);
  }

  /** Ends a dry run, or stops a run where it is; it can be continued. */
  async stop(tx: Transaction, asker: Asker, importId: string): Promise<ImportResult> {
    const found = await this.#locked(tx, asker, importId, ['checking', 'running']);
    if (!found.ok) return found;
    const { row } = found;
    const state = row.state === 'running' ? 'stopped' : 'draft';
    return this.#move(tx, asker, row, 'import.stop', { state });
  }

  /** Takes back what the import brought, as far as decision 0019 says. */
  async undo(tx: Transaction, asker: Asker, importId: string): Promise<ImportResult> {
    const found = await this.#locked(tx, asker, importId, ['stopped', 'done']);
    if (!found.ok) return found;
    const progress = { ...found.row.progress, takenBack: 0 };
    return this.#move(tx, asker, found.row, 'import.undo', { state: 'undoing', progress, rowsDone: 0 });
  }

  /** Removes an import that brought nothing, or whose bringing was taken back. */
  async remove(tx: Transaction, asker: Asker, importId: string): Promise<ImportResult> {
    const found = await this.#locked(tx, asker, importId, ['draft', 'checked', 'undone', 'stopped', 'done']);
    if (!found.ok) return found;
    const { row } = found;
    if (row.state === 'stopped' || row.state === 'done') return refuse({ code: 'brought_something' });
    await removeProblems(tx, row.importId);
    await removeFile(tx, row.importId);
    await removeImport(tx, row.importId);
    await this.#audit(tx, asker, 'import.delete', importId, { fileName: row.fileName });
    return { ok: true, row };
  }

  async problems(row: ImportRow, request: PageRequest): Promise<Page<ProblemView>> {
    const limit = pageSize(request);
    const after = readCursor(request.cursor, ['number', 'number']) ?? [0, 0];
    const rows = await pageProblems(this.#options.pool, row.importId, after, limit + 1);
    return pageFrom(
      rows,
      limit,
      (each) => withHeading(row, each),
      (last) => writeCursor(last.row, last.place),
    );
  }

  /** All problems of an import, page after page. */
  async *allProblems(row: ImportRow): AsyncGenerator<readonly ProblemView[]> {
    const limit = problemRowsAtMost;
    for (let after: readonly [number, number] = [0, 0]; ; ) {
      const rows = await pageProblems(this.#options.pool, row.importId, after, limit);
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map((each) => withHeading(row, each));
      after = [last.row, last.place];
    }
  }

  async #locked(
    tx: Transaction,
    { workspace }: Asker,
    importId: string,
    states: readonly ImportState[],
  ): Promise<ImportResult> {
    const row = await findImport(tx, workspace, importId, true);
    if (row === undefined) return refuse({ code: 'not_found' });
    return states.includes(row.state) ? { ok: true, row } : refuse({ code: 'wrong_state', state: row.state });
  }

  async #move(
    tx: Transaction,
    asker: Asker,
    row: ImportRow,
    action: string,
    change: ImportChange,
    detail: JsonObject = {},
  ): Promise<ImportResult> {
    await updateImport(tx, row.importId, change);
    await this.#audit(tx, asker, action, row.importId, { fileName: row.fileName, ...detail });
    return this.#again(tx, row);
  }

  async #again(tx: Transaction, { workspace, importId }: ImportRow): Promise<ImportResult> {
    const row = await findImport(tx, workspace, importId);
    if (row === undefined) throw new Error(`The import ${importId} is gone`);
    return { ok: true, row };
  }

  #audit(tx: Transaction, asker: Asker, action: string, target: string, detail: JsonObject): Promise<void> {
    return insertAudit(tx, { ...asker, at: this.#options.clock.now(), action, target, detail });
  }
}

function withHeading({ headings }: ImportRow, problem: ProblemRow): ProblemView {
  const found = headings.find(({ column }) => column === problem.column);
  return { ...problem, heading: found?.heading ?? null };
}

function needsConsent(row: ImportRow): boolean {
  return row.consent === null && row.settings !== null && bringsContacts(row.kind, row.settings);
}

function refuse(refusal: ImportRefusal): ImportResult {
  return { ok: false, refusal };
}
