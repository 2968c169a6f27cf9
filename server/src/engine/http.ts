import {
  answers,
  CommandParams,
  CommandStatus,
  IdempotencyHeaders,
  Live,
  LiveQuery,
  PageQuery,
  pageOf,
  QuarantinedFact,
  QuarantineParams,
  RefusedFact,
  writeAnswers,
} from '@sarafan/contract';
import { refuseAs } from '../kit/api/problems.ts';
import { type Api, messageOfCommand } from '../kit/api/routes.ts';
import { notFound, type Writes } from '../kit/api/writes.ts';
import { callerOf } from '../kit/caller.ts';
import type { Clock } from '../kit/clock.ts';
import type { Transaction } from '../kit/db.ts';
import type { WorkspaceId } from '../kit/values/ids.ts';
import type { JsonObject } from '../kit/values/json.ts';
import { isoMoment } from '../kit/values/time.ts';
import type { EngineStatus } from './status.ts';

const tags = ['engine'];

export interface EngineRoutes {
  readonly status: EngineStatus;
  readonly writes: Writes;
  /** Records who did what; the room of access keeps it. */
  readonly audit: (tx: Transaction, entry: AuditEntry) => Promise<void>;
  readonly clock: Clock;
}

interface AuditEntry {
  readonly workspace: WorkspaceId;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly detail: JsonObject;
}

/** What the engine shows to support: commands that were not decided at once, and what could not take effect. */
export function engineRoutes(api: Api, routes: EngineRoutes): void {
  const { status } = routes;
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
      return { items: items.map(presentQuarantined), next };
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
  releases(api, routes);
  live(api, routes);
}

function releases(api: Api, { status, writes, audit, clock }: EngineRoutes): void {
  api.get(
    '/engine/quarantine/:fact',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'A fact in quarantine, with why it is there',
        params: QuarantineParams,
        response: answers(QuarantinedFact),
      },
    },
    async (request, reply) => {
      const row = await status.quarantined(callerOf(request).workspace, request.params.fact);
      return row === undefined ? refuseAs(reply, 404, 'not_found') : presentQuarantined(row);
    },
  );
  api.post(
    '/engine/quarantine/:fact/release',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'Let a fact take effect after all, as a late fact',
        description: 'What fails again comes back to the quarantine under another id.',
        headers: IdempotencyHeaders,
        params: QuarantineParams,
        response: writeAnswers(QuarantinedFact),
      },
    },
    (request, reply) =>
      writes.define<QuarantinedFact>(request, reply, async (tx) => {
        const { workspace, actor } = callerOf(request);
        const target = request.params.fact;
        const released = await status.release(tx, workspace, target);
        const row = await status.quarantined(workspace, target, tx);
        if (row === undefined) return notFound();
        const detail = { messageId: row.messageId };
        // To release twice is the same as once.
        if (released)
          await audit(tx, { workspace, at: clock.now(), actor, action: 'quarantine.release', target, detail });
        return { kind: 'answered', status: 200, body: presentQuarantined(row) };
      }),
  );
}

function live(api: Api, { status }: EngineRoutes): void {
  api.get(
    '/engine/live',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Events that have just taken effect, newest first',
        description:
          'For a page that shows a visit as it arrives: ask again every second with `next` of the answer before.',
        querystring: LiveQuery,
        response: answers(Live),
      },
    },
    async (request) => {
      const { after } = request.query;
      const { rows, next } = await status.live(
        callerOf(request).workspace,
        after === undefined ? undefined : Date.parse(after),
      );
      const items = rows.map((row) => ({ ...row, at: isoMoment(row.at), happenedAt: isoMoment(row.happenedAt) }));
      return { items, next: isoMoment(next) };
    },
  );
}

type Quarantined = Awaited<ReturnType<EngineStatus['quarantine']>>['items'][number];

function presentQuarantined({
  id,
  messageId,
  error,
  quarantinedAt,
  releasedAt,
  payload,
}: Quarantined): QuarantinedFact {
  return {
    ...{ id, messageId, error, quarantinedAt: isoMoment(quarantinedAt) },
    releasedAt: releasedAt === null ? null : isoMoment(releasedAt),
    fact: readPayload(payload),
  };
}

/** What is in quarantine may be broken in any way; then its text is shown as it is. */
function readPayload(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
