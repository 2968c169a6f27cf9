import type { ProgramDefinition } from '@sarafan/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';

// Programs in which a manager's code is named at each payment.

let world: RecipeWorld;
let other: string;

const perOrder = ({ attribution, ...definition }: ProgramDefinition): ProgramDefinition => ({
  ...definition,
  attribution: { ...attribution, perOrder: true },
  friend: { knownForDays: null, mayHavePaid: true },
  rewards: [{ to: 'referrer', unit: 'rub', amount: '50', holdDays: 0, on: { order: 'each' } }],
});

beforeEach(async () => {
  world = await createRecipe('cleaning', perOrder);
  const base = '/api/v1/referral/programs/cleaning/participants';
  other = ((await world.school.api('POST', base, { userId: 'manager' })) as { code: string }).code;
});
afterEach(() => world.close());

describe('MGR-3 the binding is per order (REF-55)', () => {
  test('each order is for whoever’s code was entered at it, and without a code for nobody', async () => {
    await world.pays('boris', 1_000, { coupon: world.code });
    await world.pays('boris', 1_000, { coupon: other });
    await world.pays('boris', 1_000);
    const last = await world.pays('boris', 1_000, { coupon: world.code });
    expect([await world.holds(referrer, 'rub'), await world.holds('manager', 'rub')]).toEqual(['100.00', '50.00']);
    const { earnings } = await world.explain('boris');
    expect(earnings.map(({ status, reason }) => reason ?? status)).toEqual([
      ...['earned', 'earned', 'no_code_on_order', 'earned'],
    ]);
    await world.refunds('boris', last);
    expect([await world.holds(referrer, 'rub'), await world.holds('manager', 'rub')]).toEqual(['50.00', '50.00']);
  });

  test('a code that was entered at sign-up alone pays nobody', async () => {
    await world.invite('boris');
    await world.pays('boris', 1_000);
    expect(await world.holds(referrer, 'rub')).toBe('0');
  });

  test('one’s own code pays nobody', async () => {
    await world.pays(referrer, 1_000, { coupon: world.code });
    expect(await world.holds(referrer, 'rub')).toBe('0');
  });
});
