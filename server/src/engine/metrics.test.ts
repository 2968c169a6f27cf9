import { expect, it } from 'vitest';
import { createMetrics } from '../kit/metrics.ts';
import { registerBacklogMetrics } from './metrics.ts';
import type { Backlog } from './status.ts';

it('looks at the database once for scrapes that come close together, however many they are', async () => {
  let looks = 0;
  const backlog = async (): Promise<Backlog> => {
    looks += 1;
    return { waiting: looks, oldestMs: 1_500, quarantined: 0 };
  };
  const registry = createMetrics({ defaults: false });
  registerBacklogMetrics(registry, { backlog });
  const told = await Promise.all(Array.from({ length: 20 }, () => registry.metrics()));
  expect(looks).toBe(1);
  for (const text of told) {
    expect(text).toContain('sarafan_facts_waiting 1\n');
    expect(text).toContain('sarafan_facts_waiting_oldest_seconds 1.5\n');
  }
});
