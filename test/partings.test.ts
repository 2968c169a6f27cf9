import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileParted } from '../server/src/engine/batch/identity.ts';
import type { Reactor } from '../server/src/engine/index.ts';
import { ownReactors } from './soak/history/arena.ts';
import { HistoryDiffers } from './soak/history/compare.ts';
import { comparePartings, partings } from './soak/history/partings.ts';
import { type FreshDatabase, freshDatabase } from './support/database.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database?.drop());

it('people who joined and were separated end as if it had been known from the start (INV-2, INV-3)', async ({
  annotate,
}) => {
  const lab = { ...database, reactors: ownReactors() };
  let [grants, separated] = [0, 0];
  await fc.assert(
    fc.asyncProperty(partings(3, 20, 'first'), fc.nat(), async (parting, seed) => {
      const told = await comparePartings(lab, parting, 'first', seed);
      grants += told.after.grants.length;
      separated += parting.apart.length;
    }),
    { seed: 20260616, numRuns: 6 },
  );
  await annotate(`${grants} grants stand after ${separated} separations`);
  expect(grants).toBeGreaterThan(10);
  expect(separated).toBeGreaterThan(10);
}, 400_000);

/** A judge that does not look again when a profile has gone. */
function obstinate(reactor: Reactor): Reactor {
  if (reactor.name !== 'referral') return reactor;
  return { ...reactor, decide: (input) => (input.fact.name === profileParted ? {} : reactor.decide(input)) };
}

it('a judge that does not look again when a profile has gone is caught', async () => {
  const lab = { ...database, reactors: ownReactors().map(obstinate) };
  const checked = await fc.check(
    fc.asyncProperty(partings(3, 20, 'first'), fc.nat(), async (parting, seed) => {
      await comparePartings(lab, parting, 'first', seed);
    }),
    { seed: 5, numRuns: 30, endOnFailure: true },
  );
  expect(checked.failed).toBe(true);
  expect(checked.errorInstance).toBeInstanceOf(HistoryDiffers);
}, 120_000);
