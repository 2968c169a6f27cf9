import type { ProgramDefinition } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';

// The friend's 10% at checkout, and the discount that it brings to whoever invited.

let world: RecipeWorld;
afterEach(() => world.close());

const currency = 'RUB';

const welcome = {
  name: { ru: 'Добро пожаловать', en: 'Welcome' },
  kind: 'shared',
  discount: { percent: '10' },
  conditions: { count: 'Order Completed', is: 'eq', value: 0 },
  perPerson: 1,
};

/** Of the price before discounts, as the recipe says how. */
function beforeDiscount(definition: ProgramDefinition): ProgramDefinition {
  const rewards = definition.rewards.map((reward) => {
    const { amount } = reward;
    return typeof amount === 'object' && 'percent' in amount
      ? { ...reward, amount: { ...amount, of: 'subtotal' as const } }
      : reward;
  });
  return { ...definition, rewards };
}

/** The friend checks out with the shop's code: quote, reservation, payment. Answers with what is left to pay. */
async function checksOut(userId: string, total: number, order: string): Promise<string> {
  const { school } = world;
  const made = (await school.api('POST', '/api/v1/promotions', { definition: welcome })) as { code: string };
  const cart = { userId, total, currency, codes: [made.code] };
  const { toPay } = (await school.api('POST', '/api/v1/checkout/quotes', cart)) as { toPay: string };
  const asked = { ...cart, order, key: order, toPay };
  const reserved = (await school.api('POST', '/api/v1/checkout/reservations', asked)) as { reservation: string };
  await school.api('POST', `/api/v1/checkout/reservations/${reserved.reservation}/redeem`);
  const properties = { order_id: order, subtotal: total, total: toPay, currency, coupon: made.code };
  await school.server({ type: 'track', event: 'Order Completed', userId, properties });
  return toPay;
}

describe('FSH-1: an order of 7,990', () => {
  test.each([
    ['from what was paid', (definition: ProgramDefinition) => definition, '359.55'],
    ['from the price before the discount', beforeDiscount, '399.50'],
  ])('the friend pays 7,191, and the discount %s is %s', async (_from, change, discount) => {
    world = await createRecipe('fashion-app', change);
    await world.invite('vera');
    expect(await checksOut('vera', 7_990, 'o-1')).toBe('7191.00');
    expect(await world.holds(referrer, 'rub')).toBe(`0.00 and ${discount} pending`);
    world.school.clock.advance(14 * dayMs);
    await world.school.settle();
    expect(await world.holds(referrer, 'rub')).toBe(discount);
  });

  test('the second order brings nothing, and a code of the first order is refused there', async () => {
    world = await createRecipe('fashion-app');
    await world.invite('vera');
    await checksOut('vera', 7_990, 'o-1');
    await world.pays('vera', 5_000);
    expect(await world.holds(referrer, 'rub')).toBe('0.00 and 359.55 pending');
    const made = (await world.school.api('POST', '/api/v1/promotions', { definition: welcome })) as { code: string };
    const cart = { userId: 'vera', total: 1_000, currency, codes: [made.code] };
    expect(await world.school.api('POST', '/api/v1/checkout/quotes', cart)).toMatchObject({ toPay: '1000.00' });
  });

  test('half of it sent back takes half of the discount back', async () => {
    world = await createRecipe('fashion-app');
    await world.invite('vera');
    await checksOut('vera', 7_990, 'o-1');
    await world.refunds('vera', 'o-1', '3595.50');
    expect(await world.holds(referrer, 'rub')).toBe('0.00 and 179.77 pending');
  });

  test('the discount pays for a purchase of whoever invited', async () => {
    world = await createRecipe('fashion-app');
    await world.invite('vera');
    await checksOut('vera', 7_990, 'o-1');
    world.school.clock.advance(14 * dayMs);
    await world.school.settle();
    const limit = { rates: { RUB: '1' }, rules: [{ percent: '100' }] };
    await world.school.api('PUT', '/api/v1/checkout/limits/rub', { limit });
    const cart = { userId: referrer, total: 2_000, currency, points: { unit: 'rub' } };
    expect(await world.school.api('POST', '/api/v1/checkout/quotes', cart)).toMatchObject({
      points: { accepted: '359.55' },
      toPay: '1640.45',
    });
  });
});
