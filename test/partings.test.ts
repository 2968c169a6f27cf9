import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileLeft, profileParted } from '../server/src/engine/batch/identity.ts';
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

it.each([
  ['before anything else is told', 'first'],
  ['at any time, also after they were rewarded', 'meanwhile'],
] as const)(
  'people who joined %s and were separated end as if it had been known from the start (INV-2, INV-3, REW-12)',
  async (_when, joining) => {
    const lab = { ...database, reactors: ownReactors() };
    let [grants, bonuses, separated] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(partings(3, 20, joining), fc.nat(), async (parting, seed) => {
        const told = await comparePartings(lab, parting, joining, seed);
        grants += told.after.grants.length;
        bonuses += told.after.grants.filter((grant) => grant.includes(' as bonus ')).length;
        separated += parting.apart.length;
      }),
      { seed: 20260616, numRuns: 6 },
    );
    expect(grants).toBeGreaterThan(10);
    expect(bonuses).toBeGreaterThan(5);
    expect(separated).toBeGreaterThan(10);
  },
  400_000,
);

/** A judge that does not look again when a profile has gone. */
function obstinate(reactor: Reactor): Reactor {
  if (reactor.name !== 'referral') return reactor;
  return { ...reactor, decide: (input) => (input.fact.name === profileParted ? {} : reactor.decide(input)) };
}

/** Rewards that stay with the person when their profile goes home. */
function clinging(reactor: Reactor): Reactor {
  if (reactor.name !== 'rewards') return reactor;
  return { ...reactor, decide: (input) => (input.fact.name === profileLeft ? {} : reactor.decide(input)) };
}

it.each([
  ['a judge that does not look again when a profile has gone', 'first', obstinate],
  ['a profile that leaves its rewards behind', 'meanwhile', clinging],
] as const)(
  '%s is caught',
  async (_fault, joining, broken) => {
    const lab = { ...database, reactors: ownReactors().map(broken) };
    const checked = await fc.check(
      fc.asyncProperty(partings(3, 20, joining), fc.nat(), async (parting, seed) => {
        await comparePartings(lab, parting, joining, seed);
      }),
      { seed: 5, numRuns: 30, endOnFailure: true },
    );
    expect(checked.failed).toBe(true);
    expect(checked.errorInstance).toBeInstanceOf(HistoryDiffers);
  },
  120_000,
);
