import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { JsonObject } from './values/json.ts';

/**
 * Sends an error as RFC 9457 has it. `code` is the stable name by which programs tell problems apart; `detail` is a
 * sentence for a person; `extra` adds members of the problem's own, and cannot replace the standard ones.
 */
export function problem(
  reply: FastifyReply,
  status: number,
  code: string,
  detail: string,
  extra: JsonObject = {},
): FastifyReply {
  const body = {
    ...extra,
    type: `urn:sarafan:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
  };
  // A text, not an object: the route's response schema describes its success and must not cut this.
  return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
}
