import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldFact } from '../../server/src/rooms/referral/rules/fold.ts';
import type { Fold } from '../soak/programs/friend.ts';
import { costIsBounded, explanationAgrees, orderDoesNotMatter } from '../soak/programs/properties.ts';

// Random programs of the whole language over random histories of a friend, by the rules alone.

test('what any program owes depends on the set of facts and not on their arrival (INV-2, REF-50)', () => {
  fc.assert(orderDoesNotMatter(foldFact), { numRuns: 3_000 });
}, 120_000);

test('the property catches a part that keeps what came first', () => {
  const planted: Fold = (part, input, mentions) => {
    const folded = foldFact(part, input, mentions);
    return { ...folded, part: { ...folded.part, orders: part.orders.length > 0 ? part.orders : folded.part.orders } };
  };
  expect(fc.check(orderDoesNotMatter(planted), { numRuns: 3_000, seed: 1 }).failed).toBe(true);
}, 120_000);

test('every owed reward is one that the explanation calls earned, within the limits (INV-8)', () => {
  const tried = { owed: 0, refused: 0 };
  fc.assert(explanationAgrees(tried), { numRuns: 2_000 });
  expect(tried.owed).toBeGreaterThan(100);
  expect(tried.refused).toBeGreaterThan(100);
}, 120_000);

test('no friend costs more than the checker says of a program', () => {
  const tried = { bounded: 0 };
  fc.assert(costIsBounded(tried), { numRuns: 2_000 });
  expect(tried.bounded).toBeGreaterThan(100);
}, 120_000);
