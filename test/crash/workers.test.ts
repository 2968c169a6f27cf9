import { afterEach, expect, it } from 'vitest';
import { KillWorker } from './kill-worker.ts';
import { runCrash } from './run.ts';
import { Stage } from './stage.ts';

let stage: Stage | undefined;
afterEach(() => stage?.close(), 60_000);

it('two workers, one killed in mid-batch, do each fact once (INV-1, INV-2, INV-3)', async () => {
  stage = await Stage.open();
  const options = { seed: 9, events: 1_000, students: 8, strikes: 4, overMs: 8_000, report: () => undefined };
  const summary = await runCrash(stage, new KillWorker(), options);
  expect(summary.faults).toEqual([]);
  expect(summary.acknowledged).toBeGreaterThanOrEqual(0.95 * summary.events);
  expect(summary.violence['midBatch']).toBeGreaterThan(0);
  expect(summary.violence['owners']).toBeGreaterThan(0);
  expect(summary.grants).toBeGreaterThan(50);
}, 180_000);
