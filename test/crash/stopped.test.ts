import { afterEach, expect, it } from 'vitest';
import { runCrash } from './run.ts';
import { Stage } from './stage.ts';
import { StopWorker } from './stop-worker.ts';

let stage: Stage | undefined;
afterEach(() => stage?.close(), 60_000);

it('a worker that stands still gives its lanes up and does nothing twice (INV-1, INV-2, INV-3)', async () => {
  stage = await Stage.open();
  const options = { seed: 10, events: 1_000, students: 8, strikes: 2, overMs: 16_000, report: () => undefined };
  const summary = await runCrash(stage, new StopWorker(), options);
  expect(summary.faults).toEqual([]);
  expect(summary.acknowledged).toBeGreaterThanOrEqual(0.95 * summary.events);
  expect(summary.violence['stops']).toBeGreaterThanOrEqual(2);
  expect(summary.violence['mostLanes']).toBeGreaterThan(0);
  expect(summary.violence['slowestFreeMs']).toBeLessThan(15_000);
  expect(summary.grants).toBeGreaterThan(50);
}, 180_000);
