import { collectDefaultMetrics, Registry } from 'prom-client';

/** How often the event loop is looked at: a look each ten milliseconds would be half of what an idle server costs. */
const loopLookMs = 100;

/**
 * A registry of its own for each process that serves `/metrics`: the library's global one would make two servers in
 * one test process count into each other. `defaults` adds Node's own figures (memory, event loop, garbage collection).
 */
export function createMetrics(options: { defaults: boolean } = { defaults: true }): Registry {
  const registry = new Registry();
  if (options.defaults) {
    collectDefaultMetrics({ register: registry, prefix: 'sarafan_', eventLoopMonitoringPrecision: loopLookMs });
  }
  return registry;
}
