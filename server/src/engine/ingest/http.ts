import type { RequestRefusalCode, TrackingAnswer } from '@sarafan/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../../kit/problem.ts';
import { ingestLimits } from './limits.ts';
import { isRefusal, type RequestRefusal } from './parse.ts';
import type { CallKind, IngestPorts } from './ports.ts';
import { receive, retryAfterSeconds } from './receive.ts';
import { documentation, paths } from './routes.ts';
import { refusalText } from './texts.ts';

/** A refused event of a single call is the sender's error like any other, so its codes all mean 400. */
const statuses = {
  unknown_key: 401,
  empty_body: 400,
  bad_json: 400,
  bad_utf8: 400,
  bad_gzip: 400,
  unknown_encoding: 415,
  bad_request: 400,
  body_too_large: 413,
  not_a_call: 400,
  not_a_batch: 400,
  too_many_events: 400,
  shared_context_too_large: 413,
  rate_limited: 429,
  too_many_newcomers: 429,
  overloaded: 429,
  unavailable: 503,
} as const satisfies Record<RequestRefusalCode, number>;

const statusOf: Readonly<Record<string, number>> = statuses;

/**
 * Segment's HTTP tracking API as a Fastify plugin. It must be registered without `fastify-plugin`, so that its parser,
 * compilers and hooks stay its own: bodies are taken as bytes whatever their content type, and read by hand.
 *
 * SDKs drop what a 4xx answers (429 apart) and repeat what a 429 or 5xx answers, so a fault of ours is never a 4xx.
 */
export async function ingestion(app: FastifyInstance, ports: IngestPorts): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: ingestLimits.bodyBytes }, (_request, body, done) => {
    done(null, body);
  });
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler((error, request, reply) => answerFault(ports, error, request, reply));
  app.addHook('onRequest', async (request, reply) => openDoor(ports, request, reply));

  for (const { path, kind, documented } of paths) {
    const schema = documented ? documentation(kind) : { hide: true };
    const handler = (request: FastifyRequest, reply: FastifyReply) => answer(ports, kind, request, reply);
    app.post(path, { schema }, handler);
    app.options(path, { schema: { hide: true } }, answerPreflight);
    if (ignoresTrailingSlash(app)) continue;
    app.post(`${path}/`, { schema: { hide: true } }, handler);
    app.options(`${path}/`, { schema: { hide: true } }, answerPreflight);
  }
}

/** A server that ignores trailing slashes already has the address with one, and refuses it a second time. */
function ignoresTrailingSlash(app: FastifyInstance): boolean {
  const { ignoreTrailingSlash, routerOptions } = app.initialConfig;
  return routerOptions?.ignoreTrailingSlash ?? ignoreTrailingSlash ?? false;
}

/**
 * Runs before a body is read. Any origin may send, because write keys are public and no cookie is looked at. The
 * content type is overwritten: Fastify would refuse a malformed one, and it tells us nothing.
 */
async function openDoor(
  ports: IngestPorts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  reply.header('access-control-allow-origin', '*');
  reply.header('access-control-expose-headers', 'Retry-After');
  if (request.method === 'OPTIONS') return undefined;
  request.raw.headers['content-type'] = 'application/octet-stream';
  if (!ports.inbox.pressure()) return undefined;
  return refuse(ports, reply, { code: 'overloaded', retryAfterSeconds: retryAfterSeconds(ports) });
}

async function answer(
  ports: IngestPorts,
  kind: CallKind,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const outcome = await receiveOrFail(ports, kind, request);
  if (isRefusal(outcome)) return refuse(ports, reply, outcome);
  const [refused] = outcome.refused;
  if (refused === undefined || kind === 'batch' || kind === 'import') return reply.send(outcome);
  const { code, message, message_ru, messageId } = refused;
  return problem(reply, 400, code, message, { detail_ru: message_ru, messageId });
}

/** Whatever is thrown here is a fault of ours, even if it bears the status of a client's error. */
async function receiveOrFail(
  ports: IngestPorts,
  kind: CallKind,
  request: FastifyRequest,
): Promise<TrackingAnswer | RequestRefusal> {
  try {
    return await receive(ports, {
      kind,
      authorization: request.headers.authorization,
      encoding: request.headers['content-encoding'],
      address: request.ip,
      body: Buffer.isBuffer(request.body) ? request.body : undefined,
      onFault: (error) => request.log.error({ err: error }, 'Refused events could not be kept'),
    });
  } catch (error) {
    request.log.error({ err: error }, 'Events could not be taken in');
    return { code: 'unavailable', retryAfterSeconds: retryAfterSeconds(ports) };
  }
}

function refuse(ports: IngestPorts, reply: FastifyReply, refusal: RequestRefusal): FastifyReply {
  ports.counts.turnedAway(refusal.code);
  const { code, at, position, retryAfterSeconds: seconds } = refusal;
  if (seconds !== undefined) reply.header('retry-after', String(seconds));
  const detailRu = refusalText(code, at, 'ru');
  return problem(reply, statusOf[code] ?? 400, code, refusalText(code, at, 'en'), { detail_ru: detailRu, position });
}

function answerPreflight(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const asked = request.headers['access-control-request-headers'];
  const allowed = typeof asked === 'string' && /^[A-Za-z0-9-]+(?:, ?[A-Za-z0-9-]+)*$/.test(asked) ? asked : undefined;
  return reply
    .code(204)
    .header('access-control-allow-methods', 'POST, OPTIONS')
    .header('access-control-allow-headers', allowed ?? 'Authorization, Content-Type, Content-Encoding')
    .header('access-control-max-age', '86400')
    .header('vary', 'Access-Control-Request-Headers')
    .send();
}

/** Before the handler runs, Fastify speaks: of a body that is too long or broken off. All else is a fault of ours. */
function answerFault(ports: IngestPorts, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) {
    discardRest(request, reply);
    return refuse(ports, reply, { code: 'body_too_large' });
  }
  if (status >= 400 && status < 500) return refuse(ports, reply, { code: 'bad_request' });
  request.log.error({ err: error }, 'Events could not be taken in');
  return refuse(ports, reply, { code: 'unavailable', retryAfterSeconds: retryAfterSeconds(ports) });
}

/**
 * Fastify would close the connection under a sender that is still writing, who would then see a reset instead of the
 * answer and repeat. What still comes is thrown away as it comes, up to a limit.
 */
function discardRest(request: FastifyRequest, reply: FastifyReply): void {
  if (request.headers.connection?.toLowerCase() !== 'close') reply.header('connection', 'keep-alive');
  let left: number = ingestLimits.discardedBodyBytes;
  request.raw.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.raw.destroy();
  });
}
