import { afterEach, expect, it } from 'vitest';
import { KillPostgres } from './kill-postgres.ts';
import { runCrash } from './run.ts';
import { Stage } from './stage.ts';

let stage: Stage | undefined;
afterEach(() => stage?.close(), 60_000);

it('a PostgreSQL killed at random loses no fact and doubles none (INV-1, INV-2, INV-3)', async () => {
  stage = await Stage.open();
  const options = { seed: 8, events: 1_000, students: 8, strikes: 4, overMs: 8_000, report: () => undefined };
  const summary = await runCrash(stage, new KillPostgres(), options);
  expect(summary.faults).toEqual([]);
  expect(summary.acknowledged).toBeGreaterThanOrEqual(0.95 * summary.events);
  expect(summary.violence['kills']).toBeGreaterThanOrEqual(4);
  expect(summary.failures['503']).toBeGreaterThan(0);
  expect(summary.grants).toBeGreaterThan(50);
}, 180_000);
