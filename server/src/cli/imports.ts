import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { type ImportConsent, type ImportKind, type ImportSettings, importKinds } from '@sarafan/contract';
import type { Command } from 'commander';
import { inTransaction } from '../kit/db.ts';
import { printLine } from '../kit/process.ts';
import { StartupError, systemCode } from '../kit/startup-error.ts';
import type { WorkspaceId } from '../kit/values/ids.ts';
import { type ImportResult, sentenceOfCode, sentenceOfRefusal, sentenceOfUpload } from '../rooms/imports/index.ts';
import type { Opened } from '../serve.ts';
import { withRooms, workspaceNamed } from './session.ts';

interface ImportOptions {
  readonly workspace: string;
  readonly kind: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly consentSource?: string;
  readonly consentDate?: string;
  readonly consentDocument?: string;
  readonly withoutConsent?: boolean;
}

/** `import`: people, past orders, or what another referral system knew, from a CSV file. */
export function addImportCommand(program: Command): void {
  program
    .command('import <file>')
    .requiredOption('--workspace <workspace>', 'its id or name')
    .requiredOption('--kind <kind>', importKinds.join(' or '))
    .option('--mapping <name>', 'a saved mapping; without it the headings say what the columns are')
    .option('--dry-run', 'check every line and write nothing')
    .option('--yes', 'import what the dry run found fit')
    .option('--consent-source <text>', 'where the consent of these people was given')
    .option('--consent-date <date>', 'when it was given, 2025-12-31')
    .option('--consent-document <name>', 'the document that proves it')
    .option('--without-consent', 'import contacts without any consent')
    .description('bring in people, past orders, participants or bindings from a CSV file')
    .action((file: string, options: ImportOptions) => withRooms((opened) => importFile(opened, file, options)));
}

async function importFile(opened: Opened, file: string, options: ImportOptions): Promise<void> {
  const kind = importKinds.find((each) => each === options.kind);
  if (kind === undefined) throw new StartupError(`A kind is one of: ${importKinds.join(', ')}.`);
  const workspace = await workspaceNamed(opened, options.workspace);
  const asker = { workspace, actor: 'cli' };
  const { imports, importWork } = opened.rooms;
  const change = async (work: Parameters<typeof inTransaction<ImportResult>>[1]) => {
    const result = await inTransaction(opened.pool, work);
    if (!result.ok) throw new StartupError(sentenceOfRefusal(result.refusal));
    return result.row;
  };
  const id = await upload(opened, workspace, kind, file);
  const settings = await settingsOf(opened, workspace, id, options.mapping);
  await change((tx) => imports.map(tx, asker, id, settings, undefined));
  const consent = consentOf(options);
  if (consent !== undefined) await change((tx) => imports.state(tx, asker, id, consent));
  await change((tx) => imports.check(tx, asker, id));
  await follow(opened, workspace, id, 'checked');
  const checked = await imports.find(workspace, id);
  if (checked?.report) tellReport(checked.report);
  if (checked?.fault) throw new StartupError(`The file cannot be read to its end: ${checked.fault.code}.`);
  if (options.dryRun === true) {
    await change((tx) => imports.remove(tx, asker, id));
    return printLine('Nothing was written.');
  }
  if (options.yes !== true) {
    return printLine(`Nothing is imported yet. Repeat with --yes, or start ${id} in the admin.`);
  }
  await change((tx) => imports.start(tx, asker, id, options.withoutConsent === true));
  await follow(opened, workspace, id, 'done');
  await importWork.close();
  return printLine(`Done: ${id}. It can be undone in the admin or by the API.`);
}

async function upload(
  { rooms, pool }: Opened,
  workspace: WorkspaceId,
  kind: ImportKind,
  file: string,
): Promise<string> {
  const named = { kind, fileName: basename(file).slice(0, 255) };
  try {
    const taken = await rooms.imports.upload(workspace, named, createReadStream(file));
    if (!taken.ok) throw new StartupError(sentenceOfUpload(taken.code));
    const { uploaded } = taken;
    await inTransaction(pool, (tx) => rooms.imports.keep(tx, { workspace, actor: 'cli' }, uploaded));
    return uploaded.importId;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw new StartupError(`There is no file ${file}.`);
    if (systemCode(error) === 'EISDIR') throw new StartupError(`${file} is a folder.`);
    throw error;
  }
}

/** A saved mapping by its name, else what the headings say. */
async function settingsOf(
  { rooms }: Opened,
  workspace: WorkspaceId,
  id: string,
  name: string | undefined,
): Promise<ImportSettings> {
  const row = await rooms.imports.find(workspace, id);
  if (row === undefined) throw new StartupError('The import is gone.');
  if (name === undefined) {
    const { suggestion } = await rooms.imports.view(row);
    for (const { column, field } of suggestion.columns) {
      printLine(`${row.headings[column - 1]?.heading ?? column} → ${field}`);
    }
    return { columns: [...suggestion.columns] };
  }
  const saved = (await rooms.imports.mappings(workspace, row.kind)).find((each) => each.name === name);
  if (saved === undefined) throw new StartupError(`There is no saved mapping "${name}" for ${row.kind}.`);
  return saved.settings;
}

function consentOf({ consentSource, consentDate, consentDocument }: ImportOptions): ImportConsent | undefined {
  if (consentSource === undefined && consentDate === undefined && consentDocument === undefined) return undefined;
  if (consentSource === undefined || consentDocument === undefined || !isDay(consentDate)) {
    throw new StartupError('Say --consent-source, --consent-date (2025-12-31) and --consent-document together.');
  }
  return { source: consentSource, date: consentDate, document: consentDocument };
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** Works on the import here, whether or not a server does so too, until it is there. */
async function follow({ rooms }: Opened, workspace: WorkspaceId, id: string, end: 'checked' | 'done'): Promise<void> {
  const { imports, importWork } = rooms;
  for (;;) {
    const row = await imports.find(workspace, id);
    if (row === undefined) throw new StartupError('The import was deleted meanwhile.');
    const { ready, repeated, refused, skipped } = row.progress;
    const total = row.report === null ? '' : ` of ${row.report.rows}`;
    printLine(`${row.state}: ${ready + repeated + refused + skipped}${total} lines`);
    if (row.state === end) return;
    if (row.state === 'stopped' || row.state === 'draft') throw new StartupError('It was stopped.');
    // When nobody lets go of it, a server is at it: it is asked again a moment later.
    if (!(await importWork.step(row.importId))) await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function tellReport(
  report: NonNullable<Awaited<ReturnType<Opened['rooms']['imports']['find']>>>['report'] & object,
): void {
  printLine(
    `${report.rows} lines: ${report.ready} ready, ${report.repeated} repeated, ${report.skipped} skipped, ` +
      `${report.refused} refused`,
  );
  for (const { code, lines, first } of report.findings) {
    const [example] = first;
    const where = example === undefined ? '' : ` (first in row ${example.row})`;
    printLine(`  ${lines} × ${sentenceOfCode(code, example?.value ?? '').en}${where}`);
  }
}
