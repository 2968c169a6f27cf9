import { randomUUID } from 'node:crypto';
import swagger from '@fastify/swagger';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { createLimiter, createRefusedStore, ingestion } from './engine/index.ts';
import { callerOf } from './kit/caller.ts';
import type { Clock } from './kit/clock.ts';
import { isRetryable, type Pool } from './kit/db.ts';
import type { Log } from './kit/log.ts';
import { createMetrics } from './kit/metrics.ts';
import { problem } from './kit/problem.ts';
import type { Random } from './kit/random.ts';
import { allows } from './rooms/access/index.ts';
import type { Rooms } from './wiring.ts';

export interface HttpOptions {
  readonly rooms: Rooms;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly publicUrl: string;
}

/** Everything that this process answers over HTTP. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { rooms, pool, clock, random, log } = options;
  const loggerInstance: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 256 * 1024,
    routerOptions: { ignoreTrailingSlash: false },
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Sarafan', version: '0.1.0', description: 'Referral and CRM marketing that can be explained.' },
      servers: [{ url: options.publicUrl }],
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the workspace' },
          writeKey: { type: 'http', scheme: 'basic', description: 'A write or secret key as the user name' },
        },
      },
    },
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => problem(reply, 404, 'not_found', 'There is nothing at this address.'));
  await app.register(ingestion, {
    inbox: rooms.engine.inbox,
    keys: { find: (key) => rooms.access.findSender(key) },
    refused: createRefusedStore(pool),
    limiter: createLimiter(clock),
    clock,
    random,
  });
  await app.register(async (api) => management(api, options), { prefix: '/api/v1' });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await operations(app, pool);
  return app;
}

/** The management API: an API key opens its own workspace and no other. */
async function management(api: FastifyInstance, options: HttpOptions): Promise<void> {
  const { access } = options.rooms;
  api.decorateRequest('caller', undefined);
  api.addHook('onRoute', (route) => {
    if (route.config?.scope === undefined && route.method !== 'HEAD') {
      throw new Error(`The route ${String(route.method)} ${route.url} names no scope`);
    }
  });
  api.addHook('onRequest', async (request, reply) => {
    const [scheme, key] = (request.headers.authorization ?? '').split(' ');
    const caller = scheme?.toLowerCase() === 'bearer' && key ? await access.findCaller(key) : undefined;
    if (caller === undefined) {
      return problem(reply, 401, 'unknown_key', 'Send an API key of the workspace as a Bearer token.');
    }
    const needed = request.routeOptions.config.scope ?? 'admin';
    if (!allows(caller.scopes, needed)) {
      return problem(reply, 403, 'scope_missing', `This key may not do that: it needs the scope "${needed}".`);
    }
    request.caller = caller;
    return undefined;
  });
  api.get('/access/whoami', { config: { scope: 'read' } }, (request) => callerOf(request));
}

async function operations(app: FastifyInstance, pool: Pool): Promise<void> {
  const metrics = createMetrics();
  app.get('/healthz', { schema: { hide: true } }, () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await pool.query('select 1');
      return { status: 'ready' };
    } catch {
      return problem(reply, 503, 'database_down', 'The database does not answer.');
    }
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}

/** Faults are ours and tell nothing of our inside; what the sender got wrong is told plainly. */
function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500 && error instanceof Error) {
    const code = status === 413 ? 'body_too_large' : 'bad_request';
    return problem(reply, status, code, error.message);
  }
  request.log.error({ err: error }, 'A request failed');
  if (isRetryable(error)) {
    reply.header('retry-after', '2');
    return problem(
      reply,
      503,
      'unavailable',
      'The server cannot answer just now. Nothing was changed; repeat the request.',
    );
  }
  return problem(reply, 500, 'fault', 'Something went wrong on our side. The request may be repeated.');
}
