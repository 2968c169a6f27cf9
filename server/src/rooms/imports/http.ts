import { Readable } from 'node:stream';
import {
  answers,
  CsvText,
  IdempotencyHeaders,
  Import,
  ImportConsent,
  ImportDetail,
  ImportParams,
  ImportProblemRow,
  ImportStart,
  MappingParams,
  MappingQuery,
  NewImportMapping,
  PageQuery,
  pageOf,
  ReportQuery,
  removalAnswers,
  SavedMappings,
  writeAnswers,
} from '@sarafan/contract';
import { stringify } from 'csv-stringify/sync';
import type { FastifyRequest } from 'fastify';
import { refuseAs } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { notFound, type Outcome, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import type { Transaction } from '../../kit/db.ts';
import { languageOf } from '../../kit/pages.ts';
import type { Language } from '../../kit/values/sentences.ts';
import {
  presentDetail,
  presentImport,
  presentMapping,
  presentProblem,
  refusalOf,
  sentenceOfCode,
} from './http-present.ts';
import { uploadRoute } from './http-upload.ts';
import type { Asker, ImportResult, ImportsService, ProblemView } from './service.ts';
import { reportTexts } from './texts.ts';
import type { ImportRow } from './types.ts';

export interface ImportsRoutes {
  readonly imports: ImportsService;
  readonly writes: Writes;
}

const tags = ['imports'];

export async function importsRoutes(api: Api, routes: ImportsRoutes): Promise<void> {
  await api.register(async (scope) => uploadRoute(scope.withTypeProvider(), routes));
  reading(api, routes);
  mappings(api, routes);
  changes(api, routes);
  orders(api, routes);
}

function reading(api: Api, { imports }: ImportsRoutes): void {
  api.get(
    '/imports',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Imports with their progress, newest first',
        querystring: PageQuery,
        response: answers(pageOf(Import)),
      },
    },
    async (request) => {
      const { items, next } = await imports.list(callerOf(request).workspace, request.query);
      return { items: items.map(presentImport), next };
    },
  );
  api.get(
    '/imports/:import',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'An import with its headings, a suggested mapping, its dry run and its progress',
        params: ImportParams,
        response: answers(ImportDetail),
      },
    },
    async (request, reply) => {
      const row = await imports.find(callerOf(request).workspace, request.params.import);
      return row === undefined ? refuseAs(reply, 404, 'not_found') : presentDetail(await imports.view(row));
    },
  );
  api.get(
    '/imports/:import/problems',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Every line that the dry run refused, and why',
        params: ImportParams,
        querystring: PageQuery,
        response: answers(pageOf(ImportProblemRow)),
      },
    },
    async (request, reply) => {
      const row = await imports.find(callerOf(request).workspace, request.params.import);
      if (row === undefined) return refuseAs(reply, 404, 'not_found');
      const { items, next } = await imports.problems(row, request.query);
      return { items: items.map(presentProblem), next };
    },
  );
  problemsFile(api, imports);
}

function problemsFile(api: Api, imports: ImportsService): void {
  api.get(
    '/imports/:import/problems.csv',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'The refused lines as a CSV file that a spreadsheet opens; no cell of it can be a formula',
        params: ImportParams,
        querystring: ReportQuery,
        response: {
          ...answers(Import),
          200: { description: 'The lines', content: { 'text/csv': { schema: CsvText } } },
        },
      },
    },
    async (request, reply) => {
      const row = await imports.find(callerOf(request).workspace, request.params.import);
      if (row === undefined) return refuseAs(reply, 404, 'not_found');
      const language = request.query.language ?? languageOf(request);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${row.importId}-problems.csv"`)
        .send(Readable.from(report(imports, row, language)));
    },
  );
}

/** Semicolons and the mark at the beginning are what a Russian Excel expects of a file that it opens by a click. */
async function* report(imports: ImportsService, row: ImportRow, language: Language): AsyncGenerator<string> {
  const { row: rowTitle, column, value, reason } = reportTexts[language];
  yield stringify([[rowTitle, column, value, reason]], { delimiter: ';', bom: true });
  const cells = (problem: ProblemView): unknown[] => {
    const { ru, en } = sentenceOfCode(problem.code, problem.value);
    return [problem.row, problem.heading ?? '', problem.value, language === 'ru' ? ru : en];
  };
  for await (const problems of imports.allProblems(row)) {
    yield stringify(problems.map(cells), { delimiter: ';', escape_formulas: true });
  }
}

function mappings(api: Api, { imports, writes }: ImportsRoutes): void {
  api.get(
    '/imports/mappings',
    {
      config: { scope: 'read' },
      schema: { tags, summary: 'Mappings that were saved', response: answers(SavedMappings) },
    },
    async (request) => {
      const items = await imports.mappings(callerOf(request).workspace);
      return { items: items.map(presentMapping) };
    },
  );
  api.delete(
    '/imports/mappings/:mapping',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Forget a saved mapping',
        params: MappingParams,
        querystring: MappingQuery,
        headers: IdempotencyHeaders,
        response: removalAnswers,
      },
    },
    (request, reply) =>
      writes.define(request, reply, async (tx) => {
        const removed = await imports.forgetMapping(tx, askerOf(request), request.query.kind, request.params.mapping);
        return removed ? { kind: 'removed' } : notFound();
      }),
  );
}

function changes(api: Api, { imports, writes }: ImportsRoutes): void {
  api.put(
    '/imports/:import/mapping',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Say how the file is read and what its columns are',
        params: ImportParams,
        headers: IdempotencyHeaders,
        body: NewImportMapping,
        response: writeAnswers(ImportDetail),
      },
    },
    (request, reply) =>
      writes.define<ImportDetail>(request, reply, async (tx) => {
        const { saveAs, ...settings } = request.body;
        return detailed(imports, tx, await imports.map(tx, askerOf(request), request.params.import, settings, saveAs));
      }),
  );
  api.put(
    '/imports/:import/consent',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Say where the consent of these people came from',
        params: ImportParams,
        headers: IdempotencyHeaders,
        body: ImportConsent,
        response: writeAnswers(ImportDetail),
      },
    },
    (request, reply) =>
      writes.define<ImportDetail>(request, reply, async (tx) =>
        detailed(imports, tx, await imports.state(tx, askerOf(request), request.params.import, request.body)),
      ),
  );
  api.delete(
    '/imports/:import',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Delete an import that brought nothing, or that was undone',
        params: ImportParams,
        headers: IdempotencyHeaders,
        response: removalAnswers,
      },
    },
    (request, reply) =>
      writes.define(request, reply, async (tx) => {
        const result = await imports.remove(tx, askerOf(request), request.params.import);
        return result.ok ? { kind: 'removed' } : refusalOf(result.refusal);
      }),
  );
}

/** The orders to work on an import; what came of them is seen in its progress. */
function orders(api: Api, { imports, writes }: ImportsRoutes): void {
  const summaries = {
    check: 'Begin the dry run: every line is read and nothing is written',
    stop: 'Stop the dry run or the run',
    undo: 'Take back what the import brought',
  } as const;
  for (const order of ['check', 'stop', 'undo'] as const) {
    api.post(
      `/imports/:import/${order}`,
      {
        config: { scope: 'write' },
        schema: {
          tags,
          summary: summaries[order],
          params: ImportParams,
          headers: IdempotencyHeaders,
          response: writeAnswers(ImportDetail),
        },
      },
      (request, reply) =>
        writes.define<ImportDetail>(request, reply, async (tx) =>
          detailed(imports, tx, await imports[order](tx, askerOf(request), request.params.import)),
        ),
    );
  }
  api.post(
    '/imports/:import/start',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Begin the run after a dry run, or go on with one that was stopped',
        params: ImportParams,
        headers: IdempotencyHeaders,
        body: ImportStart,
        response: writeAnswers(ImportDetail),
      },
    },
    (request, reply) =>
      writes.define<ImportDetail>(request, reply, async (tx) => {
        const { withoutConsent = false } = request.body;
        return detailed(imports, tx, await imports.start(tx, askerOf(request), request.params.import, withoutConsent));
      }),
  );
}

function askerOf(request: FastifyRequest): Asker {
  const { workspace, actor } = callerOf(request);
  return { workspace, actor };
}

async function detailed(
  imports: ImportsService,
  tx: Transaction,
  result: ImportResult,
): Promise<Outcome<ImportDetail>> {
  if (!result.ok) return refusalOf(result.refusal);
  return { kind: 'answered', status: 200, body: presentDetail(await imports.view(result.row, tx)) };
}
