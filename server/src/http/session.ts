import { workspaceHeader } from '@sarafan/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestProblem } from '../kit/api/problems.ts';
import type { Api } from '../kit/api/routes.ts';
import { createValidator, unstorable, validationProblem } from '../kit/api/validation.ts';
import { hasSessionCookie, refuseSession, sessionRoutes, visitorOf } from '../rooms/access/index.ts';
import type { Rooms } from '../wiring.ts';

/** The session API: people of the admin sign in here. What changes anything must come from a page of our own. */
export async function sessionApi(app: FastifyInstance, rooms: Rooms, publicUrl: string): Promise<void> {
  const api: Api = app.withTypeProvider();
  app.setValidatorCompiler(createValidator());
  app.setSchemaErrorFormatter(validationProblem);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.addHook('onRequest', async (request, reply) => {
    return isForeign(request, publicUrl) ? refuseSession(reply, 403, 'cross_site') : undefined;
  });
  app.addHook('preValidation', async (request) => {
    const why = unstorable([request.params, request.query, request.body]);
    if (why !== undefined) throw requestProblem(400, why);
  });
  const { sessions, users, invitations } = rooms;
  sessionRoutes(api, { sessions, users, invitations });
}

/** True when a request comes with a session rather than with a key. */
export function comesWithSession(request: FastifyRequest): boolean {
  if (request.headers.authorization !== undefined) return false;
  return request.headers[workspaceHeader] !== undefined || hasSessionCookie(request.headers.cookie);
}

/** Sets the caller of a request that comes with a session, or answers why it has none. */
export async function authenticateSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { sessions }: Rooms,
  publicUrl: string,
): Promise<FastifyReply | undefined> {
  if (isForeign(request, publicUrl)) return refuseSession(reply, 403, 'cross_site');
  const workspace = request.headers[workspaceHeader];
  const caller = await sessions.findCaller(visitorOf(request), typeof workspace === 'string' ? workspace : '');
  if (caller === 'signed_out') return refuseSession(reply, 401, 'signed_out');
  if (caller === 'not_a_member') return refuseSession(reply, 403, 'not_a_member');
  request.caller = caller;
  reply.header('cache-control', 'no-store');
  return undefined;
}

/**
 * True for a request that another site may have made a browser send, which would bring our cookie along. Browsers say
 * so by themselves; what changes something must bear that word, what reads may lack it.
 */
function isForeign(request: FastifyRequest, publicUrl: string): boolean {
  const writes = request.method !== 'GET' && request.method !== 'HEAD';
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && (writes || site !== 'none');
  const { origin } = request.headers;
  if (origin === undefined) return writes;
  return origin !== new URL(publicUrl).origin && origin !== `${request.protocol}://${request.host}`;
}
