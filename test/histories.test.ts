import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reactor } from '../server/src/engine/index.ts';
import { type FactPosition, timeOf } from '../server/src/kit/values/position.ts';
import { ownReactors } from './soak/history/arena.ts';
import { compareDeliveries, HistoryDiffers } from './soak/history/compare.ts';
import { happenings } from './soak/history/facts.ts';
import { type FreshDatabase, freshDatabase } from './support/database.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database?.drop());

it('the end depends on the set of facts and neither on their arrival nor on batches (INV-2, INV-3, REF-56)', async ({
  annotate,
}) => {
  const lab = { ...database, reactors: ownReactors() };
  const pairs: string[] = [];
  let [grants, bonuses, histories] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(happenings(5, 30), fc.nat(), async (history, seed) => {
      const told = await compareDeliveries(lab, history, [
        { kind: 'backwards' },
        { kind: 'drawn', seed },
        { kind: 'slow', seed },
      ]);
      pairs.push(...told.after.pairs);
      grants += told.after.grants.length;
      bonuses += told.after.grants.filter((grant) => grant.includes(' as bonus ')).length;
      histories += 1;
    }),
    { seed: 20260615, numRuns: 8 },
  );
  const statuses = Object.fromEntries(
    ['rewarded', 'reversed', 'refused', 'waiting'].map((status) => [
      status,
      pairs.filter((pair) => pair.includes(` ${status} `)).length,
    ]),
  );
  await annotate(
    `${grants} grants stand after ${histories} histories, ${bonuses} of them bonuses, ${JSON.stringify(statuses)}`,
  );
  expect(histories).toBe(8);
  expect(grants).toBeGreaterThan(20);
  expect(bonuses).toBeGreaterThan(10);
  for (const [status, count] of Object.entries(statuses)) expect(count, status).toBeGreaterThan(2);
}, 400_000);

/** A judge that leaves out a payment when a later one was told before it. */
function forgetful(reactor: Reactor): Reactor {
  if (reactor.name !== 'referral') return reactor;
  return {
    ...reactor,
    decide(input) {
      const parts = [...input.parts.values()] as { readonly orders: readonly { at: FactPosition }[] }[];
      const { name, timestamp } = input.fact;
      const isLate = parts.some((part) => part.orders.some((order) => timeOf(order.at) > timestamp));
      return name === 'Order Completed' && isLate ? {} : reactor.decide(input);
    },
  };
}

it('a judge that goes by arrival is caught', async () => {
  const lab = { ...database, reactors: ownReactors().map(forgetful) };
  const checked = await fc.check(
    fc.asyncProperty(happenings(3, 30), async (history) => {
      await compareDeliveries(lab, history, [{ kind: 'backwards' }]);
    }),
    { seed: 5, numRuns: 40, endOnFailure: true },
  );
  expect(checked.failed).toBe(true);
  expect(checked.errorInstance).toBeInstanceOf(HistoryDiffers);
  expect(String(checked.errorInstance)).toMatch(/as told|otherwise/);
}, 120_000);
