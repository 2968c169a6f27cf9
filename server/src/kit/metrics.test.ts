import { Counter } from 'prom-client';
import { expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

it('keeps registries apart and adds the figures of Node when asked', async () => {
  const [first, second] = [createMetrics({ defaults: false }), createMetrics()];
  new Counter({ name: 'facts_total', help: 'Facts', registers: [first] }).inc(3);
  expect(await first.metrics()).toContain('facts_total 3');
  expect(await second.metrics()).not.toContain('facts_total');
  expect(await second.metrics()).toContain('sarafan_nodejs_eventloop_lag_seconds');
});
