import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownReactors } from '../soak/history/arena.ts';
import { happenings } from '../soak/history/facts.ts';
import { play } from '../soak/history/play.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { replayHistory } from './replay/replay.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const lab = { ...database, reactors: ownReactors() };
  const histories = fc.sample(happenings(6, 40), { seed: 11, numRuns: 12 });
  for (const [seed, history] of histories.entries()) await play(lab, history, { kind: 'drawn', seed });
}, 120_000);
afterAll(() => database?.drop());

it('recorded facts with their recorded now and revision give the recorded decisions again (INV-7)', async () => {
  const replayed = await replayHistory(database.pool, ownReactors());
  expect(replayed.faults).toEqual([]);
  expect(replayed.facts).toBeGreaterThan(400);
  expect(replayed.decisions).toBeGreaterThan(200);
});
