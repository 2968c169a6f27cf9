import {
  answers,
  CommandParams,
  CommandStatus,
  PageQuery,
  pageOf,
  QuarantinedFact,
  RefusedFact,
} from '@sarafan/contract';
import { refuseAs } from '../kit/api/problems.ts';
import { type Api, messageOfCommand } from '../kit/api/routes.ts';
import { callerOf } from '../kit/caller.ts';
import { isoMoment } from '../kit/values/time.ts';
import type { EngineStatus } from './status.ts';

const tags = ['engine'];

/** What the engine shows to support: commands that were not decided at once, and what could not take effect. */
export function engineRoutes(api: Api, { status }: { readonly status: EngineStatus }): void {
  api.get(
    '/engine/commands/:command',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'What became of a command',
        description:
          'Where the Location of a 202 leads. To be given the full answer, repeat the command under its key.',
        params: CommandParams,
        response: answers(CommandStatus),
      },
    },
    async (request, reply) => {
      const { command } = request.params;
      const known = await status.command(callerOf(request).workspace, messageOfCommand(command));
      return known === undefined ? refuseAs(reply, 404, 'not_found') : { command, ...known };
    },
  );
  api.get(
    '/engine/quarantine',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Facts that failed alone three times, newest first',
        querystring: PageQuery,
        response: answers(pageOf(QuarantinedFact)),
      },
    },
    async (request) => {
      const { items, next } = await status.quarantine(callerOf(request).workspace, request.query);
      const facts = items.map(({ id, messageId, error, quarantinedAt, payload }) => {
        return { id, messageId, error, quarantinedAt: isoMoment(quarantinedAt), fact: readPayload(payload) };
      });
      return { items: facts, next };
    },
  );
  api.get(
    '/engine/refusals',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Events that were refused in the last seven days, newest first',
        querystring: PageQuery,
        response: answers(pageOf(RefusedFact)),
      },
    },
    async (request) => {
      const { items, next } = await status.refusals(callerOf(request).workspace, request.query);
      return { items: items.map((row) => ({ ...row, refusedAt: isoMoment(row.refusedAt) })), next };
    },
  );
}

/** What is in quarantine may be broken in any way; then its text is shown as it is. */
function readPayload(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
