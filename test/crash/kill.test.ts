import { afterEach, expect, it } from 'vitest';
import { KillNode } from './kill-node.ts';
import { runCrash } from './run.ts';
import { Stage } from './stage.ts';

let stage: Stage | undefined;
afterEach(() => stage?.close(), 60_000);

it('a server killed again and again loses no fact and doubles none (INV-1, INV-2, INV-3)', async () => {
  stage = await Stage.open();
  const options = { seed: 7, events: 1_500, students: 8, strikes: 4, overMs: 14_000, report: () => undefined };
  const summary = await runCrash(stage, new KillNode(), options);
  expect(summary.faults).toEqual([]);
  expect(summary.acknowledged).toBeGreaterThanOrEqual(0.95 * summary.events);
  expect(summary.violence['kills']).toBeGreaterThanOrEqual(4);
  expect(summary.failures['network']).toBeGreaterThan(0);
  expect(summary.grants).toBeGreaterThan(50);
}, 180_000);
