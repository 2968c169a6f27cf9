import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownReactors } from './soak/history/arena.ts';
import { compareDeliveries } from './soak/history/compare.ts';
import { happenings } from './soak/history/facts.ts';
import { type FreshDatabase, freshDatabase } from './support/database.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database?.drop());

it('the end state depends on the set of facts and not on their arrival (INV-2, INV-3)', async () => {
  const lab = { ...database, reactors: ownReactors() };
  let granted = 0;
  await fc.assert(
    fc.asyncProperty(happenings(6, 24), fc.nat(), async (history, seed) => {
      const told = await compareDeliveries(lab, history, [{ kind: 'backwards' }, { kind: 'drawn', seed }]);
      granted += told.after.grants.length;
    }),
    { seed: 20260615, numRuns: 30, interruptAfterTimeLimit: 45_000, endOnFailure: false },
  );
  expect(granted).toBeGreaterThan(0);
}, 120_000);
