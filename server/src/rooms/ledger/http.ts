import {
  answers,
  HolderQuery,
  IdempotencyHeaders,
  LedgerBalance,
  LedgerMovement,
  LedgerUnit,
  PageQuery,
  pageOf,
  StatementQuery,
  writeAnswers,
} from '@sarafan/contract';
import { refuseAs } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import type { Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { LedgerService } from './service-books.ts';
import { ledgerTexts } from './texts.ts';

export interface LedgerRoutes {
  readonly ledger: LedgerService;
  readonly writes: Writes;
}

const tags = ['ledger'];

export function ledgerRoutes(api: Api, { ledger, writes }: LedgerRoutes): void {
  api.get(
    '/ledger/units',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'What amounts are counted in',
        querystring: PageQuery,
        response: answers(pageOf(LedgerUnit)),
      },
    },
    async (request) => {
      const { items, next } = await ledger.units(callerOf(request).workspace, request.query);
      return { items: items.map(presentUnit), next };
    },
  );
  api.post(
    '/ledger/units',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Define a unit, or rename it',
        headers: IdempotencyHeaders,
        body: LedgerUnit,
        response: writeAnswers(LedgerUnit),
      },
    },
    (request, reply) =>
      writes.define<LedgerUnit>(request, reply, async (tx) => {
        const { body } = request;
        const { saved, isNew } = await ledger.saveUnit(callerOf(request), body, tx);
        if (saved.ok) return { kind: 'answered', status: isNew ? 201 : 200, body };
        const { reason } = saved;
        return { kind: 'refused', status: 409, code: reason, sentence: sentenceOf(ledgerTexts, reason) };
      }),
  );
  holdings(api, ledger);
}

type Unit = Awaited<ReturnType<LedgerService['units']>>['items'][number];

function presentUnit({ unit, exponent, name, forms }: Unit): LedgerUnit {
  return { unit, exponent, name: { ...name }, ...(forms === undefined ? {} : { forms }) };
}

function holdings(api: Api, ledger: LedgerService): void {
  api.get(
    '/ledger/balances',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'What a person holds of each unit',
        querystring: HolderQuery,
        response: answers(pageOf(LedgerBalance)),
      },
    },
    async (request, reply) => {
      const held = await ledger.balances(callerOf(request).workspace, request.query.person);
      return held === undefined ? refuseAs(reply, 404, 'unknown_person') : { items: held, next: null };
    },
  );
  api.get(
    '/ledger/statement',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Every movement of what a person holds, newest first',
        querystring: StatementQuery,
        response: answers(pageOf(LedgerMovement)),
      },
    },
    async (request, reply) => {
      const { person, ...page } = request.query;
      const lines = await ledger.statement(callerOf(request).workspace, person, page);
      if (lines === undefined) return refuseAs(reply, 404, 'unknown_person');
      return { items: lines.items.map((line) => ({ ...line, at: isoMoment(line.at) })), next: lines.next };
    },
  );
}
