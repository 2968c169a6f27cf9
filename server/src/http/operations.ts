import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Pool } from '../kit/db.ts';
import { problem } from '../kit/problem.ts';

/** What a load balancer and a monitor ask. */
export async function operations(app: FastifyInstance, pool: Pool, metrics: Registry): Promise<void> {
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
