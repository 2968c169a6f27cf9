import { Readable } from 'node:stream';
import {
  answers,
  CodeBatch,
  CodeBatches,
  CsvText,
  commandAnswers,
  IdempotencyHeaders,
  NewCodeBatch,
  NewPersonalCode,
  PageQuery,
  PersonalCode,
  PromoCode,
  PromoCodeQuery,
  PromotionParams,
  PromoUse,
  pageOf,
  ReportQuery,
} from '@sarafan/contract';
import { stringify } from 'csv-stringify/sync';
import { refuseAs } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { userIdOf, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { languageOf } from '../../kit/pages.ts';
import type { Language } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { PromoCodes } from './service-codes.ts';
import { codeFileTexts } from './texts.ts';

export interface CodeRoutes {
  readonly promoCodes: PromoCodes;
  readonly writes: Writes;
}

const tags = ['promotions'];

export function codeRoutes(api: Api, routes: CodeRoutes): void {
  codes(api, routes);
  making(api, routes);
  codesFile(api, routes);
}

function codes(api: Api, { promoCodes }: CodeRoutes): void {
  api.get(
    '/promotions/:promotion/codes',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Codes of a promotion',
        params: PromotionParams,
        querystring: PromoCodeQuery,
        response: answers(pageOf(PromoCode)),
      },
    },
    async (request, reply) => {
      const page = await promoCodes.codes(callerOf(request).workspace, request.params.promotion, request.query);
      return page ?? refuseAs(reply, 404, 'not_found');
    },
  );
  api.get(
    '/promotions/:promotion/uses',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Uses of a promotion, newest first',
        params: PromotionParams,
        querystring: PageQuery,
        response: answers(pageOf(PromoUse)),
      },
    },
    async (request, reply) => {
      const page = await promoCodes.uses(callerOf(request).workspace, request.params.promotion, request.query);
      return page ?? refuseAs(reply, 404, 'not_found');
    },
  );
  api.get(
    '/promotions/:promotion/batches',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Batches of codes and how far each is, newest first',
        params: PromotionParams,
        response: answers(CodeBatches),
      },
    },
    async (request, reply) => {
      const found = await promoCodes.batches(callerOf(request).workspace, request.params.promotion);
      return found ?? refuseAs(reply, 404, 'not_found');
    },
  );
}

function making(api: Api, { promoCodes, writes }: CodeRoutes): void {
  api.post(
    '/promotions/:promotion/batches',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Make a batch of codes, each used once',
        description: 'The codes are made behind the answer; `made` of the batch tells how many there are.',
        headers: IdempotencyHeaders,
        params: PromotionParams,
        body: NewCodeBatch,
        response: commandAnswers(CodeBatch),
      },
    },
    (request, reply) =>
      writes.command(request, reply, (messageId) =>
        promoCodes.makeBatch(callerOf(request), request.params.promotion, request.body.count, messageId),
      ),
  );
  api.post(
    '/promotions/:promotion/codes',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'Give a person a code of their own',
        headers: IdempotencyHeaders,
        params: PromotionParams,
        body: NewPersonalCode,
        response: commandAnswers(PersonalCode),
      },
    },
    (request, reply) =>
      writes.command(request, reply, (messageId) => {
        const userId = userIdOf(request.body.userId);
        return promoCodes.givePersonal(callerOf(request), request.params.promotion, userId, messageId);
      }),
  );
}

function codesFile(api: Api, { promoCodes }: CodeRoutes): void {
  api.get(
    '/promotions/:promotion/codes.csv',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Codes of a promotion as a CSV file that a spreadsheet opens; no cell of it can be a formula',
        params: PromotionParams,
        querystring: ReportQuery,
        response: {
          ...answers(PromoCode),
          200: { description: 'The codes', content: { 'text/csv': { schema: CsvText } } },
        },
      },
    },
    async (request, reply) => {
      const { promotion } = request.params;
      const chunks = await promoCodes.allCodes(callerOf(request).workspace, promotion);
      if (chunks === undefined) return refuseAs(reply, 404, 'not_found');
      const language = request.query.language ?? languageOf(request);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${promotion}-codes.csv"`)
        .send(Readable.from(file(chunks, language)));
    },
  );
}

type Chunks = NonNullable<Awaited<ReturnType<PromoCodes['allCodes']>>>;

/** Semicolons and the mark at the beginning are what a Russian Excel expects of a file that it opens by a click. */
async function* file(chunks: Chunks, language: Language): AsyncGenerator<string> {
  const texts = codeFileTexts[language];
  const heading = [texts.code, texts.state, texts.holder, texts.order, texts.batch, texts.madeAt];
  yield stringify([heading], { delimiter: ';', bom: true });
  for await (const rows of chunks) {
    const cells = rows.map(({ code, state, holder, order, batch, madeAt }) => {
      return [code, state, holder ?? '', order ?? '', batch ?? '', isoMoment(madeAt)];
    });
    yield stringify(cells, { delimiter: ';', escape_formulas: true });
  }
}
