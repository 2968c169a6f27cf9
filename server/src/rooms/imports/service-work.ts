import { type ImportState, importLimits } from '@sarafan/contract';
import type { AcceptedFact, FactBody, Inbox } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import { inTransaction, type Pool, type Transaction } from '../../kit/db.ts';
import { groupBy } from '../../kit/values/group.ts';
import { hashOfText } from '../../kit/values/hash.ts';
import { type ImportId, importMessage } from '../../kit/values/imports.ts';
import { laneOfAnchor } from '../../kit/values/lane.ts';
import { workLimits } from './limits.ts';
import { type Anchor, bodyOf, takingBack } from './rules/facts.ts';
import { type Plan, planOf } from './rules/plan.ts';
import { CheckReport } from './service-check.ts';
import { decideLines, type Line, type Memory, newMemory } from './service-lines.ts';
import { mappedWorld } from './service-program.ts';
import { type FileRecord, type OpenFile, openFile, UnreadableFile } from './service-reader.ts';
import { type ImportChange, leaseImport, updateImport } from './store.ts';
import { insertBrought, pageAnchors, takeBackUpTo } from './store-brought.ts';
import { insertProblems, removeFile, removeProblems } from './store-files.ts';
import type { FileFault, ImportRow, Progress } from './types.ts';

export interface WorkOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly inbox: Pick<Inbox, 'accept'>;
}

/** A file that this process reads on from step to step; another process that takes over opens it anew. */
interface Session {
  readonly state: ImportState;
  readonly file: OpenFile;
  readonly memory: Memory;
  readonly report: CheckReport;
  /** Lines below the headings that were read. */
  at: number;
}

/** A statement of a step waits at most for one of its neighbours; the step itself also for the inbox. */
const timeouts = { statementTimeoutMs: 15_000, idleTimeoutMs: 30_000, transactionTimeoutMs: 60_000 } as const;

/**
 * The work on imports, step by step. A step holds the row of its import, and with it the lease: a process that dies
 * loses its connection and the lease with it. What a step tells is written down before it is told, and told under ids
 * that follow from it; so a step that is run again repeats nothing.
 */
export class ImportWork {
  readonly #options: WorkOptions;
  readonly #sessions = new Map<ImportId, Session>();

  constructor(options: WorkOptions) {
    this.#options = options;
  }

  /** Goes on with one import for a step; false when there is nothing to do. With an id, with this import only. */
  async step(only?: ImportId): Promise<boolean> {
    const { pool } = this.#options;
    try {
      return await inTransaction(
        pool,
        async (tx) => {
          const row = await leaseImport(tx, only);
          if (row === undefined) return false;
          if (row.state === 'undoing') await this.#undo(tx, row);
          else if (row.state === 'checking') await this.#check(tx, row);
          else await this.#run(tx, row);
          return true;
        },
        timeouts,
      );
    } catch (error) {
      // What the open files stand for may not have been written.
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const id of this.#sessions.keys()) await this.#leave(id);
  }

  async #leave(id: ImportId): Promise<void> {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    await session?.file.close();
  }

  /** The file at the place where the import stands; undefined when it has to be opened from its beginning. */
  async #session(row: ImportRow, skipped: number): Promise<Session> {
    const present = this.#sessions.get(row.importId);
    if (present?.state === row.state && present.at === row.rowsDone) return present;
    await this.#leave(row.importId);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size >= workLimits.openFiles && oldest !== undefined) await this.#leave(oldest);
    const file = await openFile(this.#options.pool, row, skipped);
    const session = { state: row.state, file, memory: newMemory(), report: new CheckReport(), at: skipped };
    this.#sessions.set(row.importId, session);
    return session;
  }

  async #plan(tx: Transaction, row: ImportRow): Promise<Plan> {
    const { settings } = row;
    if (settings === null) throw new Error(`The import ${row.importId} is worked on without a mapping`);
    const timeZone = settings.timeZone ?? 'UTC';
    const { exponents, program } = await mappedWorld(tx, row.workspace, row.kind, settings);
    const world = { timeZone, now: this.#options.clock.now(), width: row.headings.length, exponents, program };
    return planOf(row.kind, settings, world);
  }

  /** What a check remembers of earlier lines is in this process alone, so whoever takes it over begins again. */
  async #check(tx: Transaction, row: ImportRow): Promise<void> {
    const session = await this.#session(row, 0);
    if (session.at === 0) await removeProblems(tx, row.importId);
    const { records, fault } = await readOn(session, workLimits.checkedAtOnce);
    const decision = { importRow: row, plan: await this.#plan(tx, row), memory: session.memory };
    const lines = await decideLines(tx, decision, records);
    const problems = session.report.add(lines);
    await insertProblems(tx, row, problems);
    const { progress } = session.report;
    const stopped = fault ?? limitFault(session.at, progress);
    const change: ImportChange = { progress, rowsDone: session.at };
    if (records.length > 0 && stopped === undefined) return updateImport(tx, row.importId, change);
    await this.#leave(row.importId);
    const report = session.report.finished();
    await updateImport(tx, row.importId, { ...change, state: 'checked', report, fault: stopped ?? null });
  }

  async #run(tx: Transaction, row: ImportRow): Promise<void> {
    const session = await this.#session(row, row.rowsDone);
    const { records, fault } = await readOn(session, workLimits.toldAtOnce);
    const decision = { importRow: row, plan: await this.#plan(tx, row), memory: session.memory };
    const lines = await decideLines(tx, decision, records);
    const facts = await this.#tell(row, lines);
    const progress = advanced(row.progress, lines, facts);
    const change: ImportChange = { progress, rowsDone: session.at };
    if (records.length > 0 && fault === undefined) return updateImport(tx, row.importId, change);
    await this.#leave(row.importId);
    await removeFile(tx, row.importId);
    const finishedAt = this.#options.clock.now();
    await updateImport(tx, row.importId, { ...change, state: 'done', finishedAt, fault: fault ?? null });
  }

  /** Writes down what is told before it is told: outside the step's transaction, since it must outlive it. */
  async #tell(row: ImportRow, lines: readonly Line[]): Promise<number> {
    const { pool, inbox } = this.#options;
    const tellings = lines.flatMap((line) => line.tellings.map((telling) => ({ ...telling, line })));
    const brought = tellings.map(({ saying, anchor, line }) => {
      return { key: saying.key, importId: row.importId, row: line.row, content: saying.content, anchor };
    });
    await insertBrought(pool, row.workspace, brought);
    const facts = tellings.map(({ saying, ids, anchor, line }) => {
      const provenance = { importId: row.importId, row: line.row, isConsentStated: row.consent !== null };
      return this.#fact(row, saying.key, anchor, bodyOf(saying, ids, anchor, provenance));
    });
    await inbox.accept(facts);
    return facts.length;
  }

  async #undo(tx: Transaction, row: ImportRow): Promise<void> {
    const { inbox, clock } = this.#options;
    const page = await pageAnchors(tx, row.importId, row.rowsDone, workLimits.toldAtOnce);
    const last = page.at(-1);
    if (last === undefined) {
      await removeFile(tx, row.importId);
      return updateImport(tx, row.importId, { state: 'undone', finishedAt: clock.now() });
    }
    const anchors = groupBy(page, ({ anchor }) => `${anchor.kind}:${anchor.value}`);
    const facts = [...anchors].flatMap(([key, [first]]) => {
      if (first === undefined) return [];
      const body = takingBack(row.importId, first.anchor, clock.now());
      return [this.#fact(row, `undo-${hashOfText(key)}`, first.anchor, body)];
    });
    await inbox.accept(facts);
    await takeBackUpTo(tx, row.importId, last.place);
    const rows = new Set(page.map((each) => each.row)).size;
    const progress = { ...row.progress, takenBack: row.progress.takenBack + rows };
    return updateImport(tx, row.importId, { progress, rowsDone: last.place });
  }

  #fact({ workspace, importId }: ImportRow, key: string, { kind, value }: Anchor, body: FactBody): AcceptedFact {
    const lane = laneOfAnchor(workspace, `${kind}:${value}`);
    const acceptedAt = this.#options.clock.now();
    return { workspace, lane, trust: 'server', messageId: importMessage(importId, key), acceptedAt, body };
  }
}

/** The next rows, or why the file cannot be read any further. */
async function readOn(
  session: Session,
  count: number,
): Promise<{ readonly records: readonly FileRecord[]; readonly fault?: FileFault }> {
  try {
    const records = await session.file.next(count);
    session.at += records.length;
    return { records };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { records: [], fault: error.fault };
  }
}

function limitFault(rows: number, { refused }: Progress): FileFault | undefined {
  if (rows > importLimits.rows) return { code: 'too_many_rows', row: null };
  return refused > importLimits.refusedLines ? { code: 'too_many_refused', row: null } : undefined;
}

function advanced(progress: Progress, lines: readonly Line[], facts: number): Progress {
  const count = (outcome: Line['outcome']): number => lines.filter((line) => line.outcome === outcome).length;
  return {
    ...progress,
    ready: progress.ready + count('ready'),
    repeated: progress.repeated + count('repeated'),
    refused: progress.refused + count('refused'),
    skipped: progress.skipped + count('skipped'),
    facts: progress.facts + facts,
  };
}
