import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController, type RouteOptions } from 'fastify';
import {
  createIngestCounts,
  createLimiter,
  createNewcomerQuota,
  createRefusedStore,
  ingestion,
  registerBacklogMetrics,
} from './engine/index.ts';
import { adminPages } from './http/admin.ts';
import { answerError } from './http/errors.ts';
import { management } from './http/management.ts';
import { apiDocument, gatherRoutes } from './http/openapi.ts';
import { operations } from './http/operations.ts';
import { pages } from './http/pages.ts';
import { sdkScripts } from './http/sdk.ts';
import { sessionApi } from './http/session.ts';
import { refuseAs } from './kit/api/problems.ts';
import type { Clock } from './kit/clock.ts';
import type { Pool } from './kit/db.ts';
import type { Log } from './kit/log.ts';
import { createMetrics } from './kit/metrics.ts';
import type { Random } from './kit/random.ts';
import { widgetRoute } from './rooms/referral/index.ts';
import type { Rooms } from './wiring.ts';

/** The same place from the sources and from the bundle, which lie equally deep. */
const adminFolder = fileURLToPath(new URL('../../admin/dist', import.meta.url));

export interface HttpOptions {
  readonly rooms: Rooms;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly publicUrl: string;
  /** Proxies that may name a visitor's address; nobody may when absent. */
  readonly trustedProxies?: readonly string[];
  /** Told of every route as it is registered. */
  readonly onRoute?: (route: RouteOptions) => void;
}

/** Everything that this process answers over HTTP. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { rooms, pool, clock, random, log, publicUrl } = options;
  const loggerInstance: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 256 * 1024,
    // An address that cannot be read at all is answered before any route is known.
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    trustProxy: [...(options.trustedProxies ?? [])],
    routerOptions: { ignoreTrailingSlash: false },
  });
  if (options.onRoute !== undefined) app.addHook('onRoute', options.onRoute);
  await gatherRoutes(app, { publicUrl });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => refuseAs(reply, 404, 'not_found'));
  const metrics = createMetrics();
  registerBacklogMetrics(metrics, rooms.engineStatus);
  await app.register(ingestion, {
    inbox: rooms.engine.inbox,
    keys: { find: (key) => rooms.access.findSender(key) },
    refused: createRefusedStore(pool),
    limiter: createLimiter(clock),
    newcomers: createNewcomerQuota(clock),
    counts: createIngestCounts(metrics),
    clock,
    random,
  });
  await app.register(async (api) => management(api, { rooms, pool, clock, random, publicUrl }), { prefix: '/api/v1' });
  await app.register(async (api) => sessionApi(api, rooms, publicUrl), { prefix: '/api' });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => apiDocument(app));
  await app.register(async (site) => pages(site, rooms, publicUrl));
  await app.register(async (site) => adminPages(site, { folder: adminFolder, random, metrics }));
  sdkScripts(app);
  widgetRoute(app, rooms.programWidget);
  await operations(app, pool, metrics);
  return app;
}
