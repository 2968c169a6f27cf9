import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replayHistory } from './crash/replay/replay.ts';
import { ownReactors } from './soak/history/arena.ts';
import { createShop, type Shop } from './support/shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await createShop();
  await shop.limit({ rates: { RUB: '1' }, rules: [{ percent: '100' }] });
});
afterAll(() => shop.close());

type Step =
  | { readonly kind: 'reserve'; readonly order: number; readonly points: number; readonly code: boolean }
  | { readonly kind: 'redeem' | 'release' | 'pay' | 'refund'; readonly order: number }
  | { readonly kind: 'wait'; readonly minutes: number };

const order = fc.nat({ max: 4 });
const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('reserve' as const),
      order,
      points: fc.integer({ min: 1, max: 400 }),
      code: fc.boolean(),
    }),
    fc.record({
      kind: fc.constantFrom('redeem' as const, 'release' as const, 'pay' as const, 'refund' as const),
      order,
    }),
    fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 20 }) }),
  ),
  { minLength: 5, maxLength: 25 },
);

/** What a person has by the answers that the shop was given: nothing else is known outside. */
interface Model {
  readonly orders: Map<number, { id: string; points: number; code: boolean; state: string; until: number }>;
  spent: number;
  uses: number;
}

const uses = 3;
const given = 1_000;
let person = 0;

test('points and uses are never lost and never twice, in whatever order (CHK-2, PRM-1)', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (drawn) => {
      person += 1;
      const userId = `person-${person}`;
      await shop.gives(userId, given);
      const { promotion, code } = await shop.promote({ uses, discount: { amount: '1' } });
      const model: Model = { orders: new Map(), spent: 0, uses: 0 };
      for (const step of drawn) await play(step, userId, code ?? '', model);
      const open = [...model.orders.values()].filter(({ state }) => state === 'reserved');
      const kept = open.reduce((sum, { points }) => sum + points, 0);
      expect(await shop.holds(userId)).toEqual([String(given - model.spent - kept), String(kept)]);
      expect((await shop.promotion(promotion)).used).toBe(model.uses);
    }),
    { numRuns: 8 },
  );
}, 240_000);

test('a replay of what was recorded decides everything again (CHK-9, INV-7)', async () => {
  const { facts, decisions, faults } = await replayHistory(shop.school.database.pool, ownReactors());
  expect(faults).toEqual([]);
  expect(facts).toBeGreaterThan(100);
  expect(decisions).toBeGreaterThan(50);
});

async function play(step: Step, userId: string, code: string, model: Model): Promise<void> {
  if (step.kind === 'wait') {
    shop.school.clock.advance(step.minutes * 60_000);
    await shop.school.settle();
    expire(model);
    return;
  }
  expire(model);
  const name = `${userId}-${step.order}`;
  const known = model.orders.get(step.order);
  if (step.kind === 'reserve') return reserve(step, { userId, name, code }, model);
  if (known === undefined) return;
  if (step.kind === 'pay') await shop.pays(userId, name);
  if (step.kind === 'refund') await shop.refunds(userId, name);
  if (step.kind === 'redeem' || step.kind === 'release') {
    await shop.ask('POST', `/checkout/reservations/${known.id}/${step.kind}`);
  }
  follow(step.kind, known, model);
}

async function reserve(
  step: Extract<Step, { kind: 'reserve' }>,
  { userId, name, code }: { userId: string; name: string; code: string },
  model: Model,
): Promise<void> {
  const codes = step.code ? [code] : [];
  const points = { unit: 'points', amount: String(step.points) };
  const key = String(shop.school.clock.now());
  const { status, body } = await shop.reserve({ userId, order: name, key, total: 100_000, codes, points, minutes: 15 });
  const present = model.orders.get(step.order);
  const kept = [...model.orders.values()].filter(({ state }) => state === 'reserved');
  const held = given - model.spent - kept.reduce((sum, each) => sum + each.points, 0);
  const isFree = present === undefined || present.state === 'gone';
  const fits = isFree && step.points <= held && (!step.code || model.uses < uses);
  expect([status, step.points, held, model.uses]).toEqual([fits ? 201 : 409, step.points, held, model.uses]);
  if (!fits) return;
  const until = shop.school.clock.now() + 15 * 60_000;
  model.orders.set(step.order, {
    id: body.reservation,
    points: step.points,
    code: step.code,
    state: 'reserved',
    until,
  });
  if (step.code) model.uses += 1;
}

function expire(model: Model): void {
  for (const each of model.orders.values()) {
    if (each.state === 'reserved' && each.until <= shop.school.clock.now()) giveBack(each, model);
  }
}

function giveBack(each: { code: boolean; state: string }, model: Model): void {
  each.state = 'gone';
  if (each.code) model.uses -= 1;
}

function follow(
  kind: 'redeem' | 'release' | 'pay' | 'refund',
  known: { points: number; code: boolean; state: string },
  model: Model,
): void {
  if (known.state === 'reserved' && (kind === 'redeem' || kind === 'pay')) {
    known.state = 'paid';
    model.spent += known.points;
  } else if (known.state === 'reserved' && kind === 'release') {
    giveBack(known, model);
  } else if (known.state === 'paid' && kind === 'refund') {
    known.state = 'returned';
    model.spent -= known.points;
  }
}
