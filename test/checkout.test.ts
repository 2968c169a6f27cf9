import { afterEach, expect, test } from 'vitest';
import { createShop, quarter, type Shop } from './support/shop.ts';

let shop: Shop;
afterEach(() => shop.close());

test('MKT-1 points pay at most a quarter of an order, and no more than there are', async () => {
  shop = await createShop();
  await shop.limit(quarter);
  await shop.gives('fedor', 600);
  const points = { unit: 'points' };
  const accepted = async (total: number): Promise<unknown> => {
    const quoted = await shop.quote({ userId: 'fedor', total, points });
    return [quoted.points?.accepted, quoted.points?.binds, quoted.toPay];
  };
  expect(await accepted(2_000)).toEqual(['500', 'percent', '1500.00']);
  expect(await accepted(1_000)).toEqual(['250', 'percent', '750.00']);
  expect(await accepted(4_000)).toEqual(['600', 'balance', '3400.00']);
  const { points: bound } = await shop.quote({ userId: 'fedor', total: 4_000, points });
  expect(bound?.sentence).toEqual({
    ru: 'Можно списать 600: это весь ваш баланс. 25 % от 4\u00a0000\u00a0₽ — 1\u00a0000.',
    en: 'You can spend 600, your whole balance. 25% of 4,000\u00a0₽ is 1,000.',
  });
});

test('FSH-1 a friend pays 7,191 of 7,990 with a code of 10% off', async () => {
  shop = await createShop();
  const promotion = await shop.promote();
  const quoted = await shop.quote({ userId: 'fedor', total: 7_990, codes: [promotion.code ?? ''] });
  expect(quoted).toMatchObject({ discount: '799.00', toPay: '7191.00' });
});

test('a shared code: quote, reserve, redeem', async () => {
  shop = await createShop();
  await shop.limit(quarter);
  await shop.gives('fedor', 600);
  const { promotion, code } = await shop.promote({ budget: '1000', perPerson: 1 });
  const cart = { userId: 'fedor', total: 2_000, codes: [code ?? ''] };
  const quoted = await shop.quote({ ...cart, points: { unit: 'points' } });
  expect(quoted).toMatchObject({ discount: '200.00', points: { accepted: '450' }, toPay: '1350.00' });
  const asked = { ...cart, order: 'o1', points: { unit: 'points', amount: '450' }, toPay: '1350.00' };
  const { status, body } = await shop.reserve(asked);
  expect([status, body.state, body.toPay]).toEqual([201, 'reserved', '1350.00']);
  expect(await shop.holds('fedor')).toEqual(['150', '450']);
  expect(await shop.promotion(promotion)).toMatchObject({ used: 1, redeemed: 0, discounts: '200.00' });
  const redeemed = await shop.ask('POST', `/checkout/reservations/${body.reservation}/redeem`);
  expect([redeemed.status, redeemed.body.state]).toEqual([200, 'redeemed']);
  expect(await shop.holds('fedor')).toEqual(['150', '0']);
  expect(await shop.promotion(promotion)).toMatchObject({ used: 1, redeemed: 1 });
  const again = await shop.quote({ ...cart, points: { unit: 'points' } });
  expect(again.codes[0]?.refused).toEqual({
    reason: 'used_by_person',
    sentence: { ru: 'Вы уже воспользовались этим промокодом.', en: 'You have used this promo code already.' },
  });
});

test('what is released, expires or is refused gives everything back (CHK-4)', async () => {
  shop = await createShop();
  await shop.limit(quarter);
  await shop.gives('fedor', 600);
  const { promotion, code } = await shop.promote({ uses: 1 });
  const asked = { userId: 'fedor', total: 2_000, codes: [code], points: { unit: 'points', amount: '100' } };
  const first = await shop.reserve({ ...asked, order: 'o1', minutes: 10 });
  expect(await shop.holds('fedor')).toEqual(['500', '100']);
  const vera = await shop.reserve({ userId: 'vera', total: 2_000, codes: [code], order: 'o2' });
  expect([vera.status, vera.body.code, vera.body.detail]).toEqual([
    409,
    'used_up',
    'This promo code does not work any more: it is used up.',
  ]);
  const found = await shop.school.api('GET', '/api/v1/checkout/reservations?order=o2');
  const details = { en: 'The promotion is used up: uses 1, allowed 1.' };
  const refused = { reason: 'used_up', sentence: { en: vera.body.detail }, details };
  expect(found).toMatchObject({ items: [{ refused }] });
  const released = await shop.ask('POST', `/checkout/reservations/${first.body.reservation}/release`);
  expect(released.body.state).toBe('released');
  expect(await shop.holds('fedor')).toEqual(['600', '0']);
  expect(await shop.promotion(promotion)).toMatchObject({ used: 0 });
  const late = await shop.reserve({ ...asked, order: 'o3', minutes: 10 });
  shop.school.clock.advance(10 * 60_000 - 1);
  await shop.school.settle();
  expect(await shop.holds('fedor')).toEqual(['500', '100']);
  shop.school.clock.advance(1);
  await shop.school.settle();
  expect(await shop.holds('fedor')).toEqual(['600', '0']);
  expect(await shop.promotion(promotion)).toMatchObject({ used: 0 });
  const redeemed = await shop.ask('POST', `/checkout/reservations/${late.body.reservation}/redeem`);
  expect([redeemed.status, redeemed.body.code]).toEqual([409, 'is_expired']);
  const anew = await shop.reserve({ userId: 'vera', total: 2_000, codes: [code], order: 'o2' });
  expect([anew.status, anew.body.state]).toEqual([201, 'reserved']);
});

test('what is reserved is what was quoted, all of it or nothing (CHK-1)', async () => {
  shop = await createShop();
  await shop.limit(quarter);
  await shop.gives('fedor', 600);
  const { code } = await shop.promote();
  const asked = { userId: 'fedor', order: 'o1', total: 2_000, codes: [code] };
  const tooMany = await shop.reserve({ ...asked, points: { unit: 'points', amount: '451' } });
  expect([tooMany.status, tooMany.body.code]).toEqual([409, 'too_many_points']);
  expect(tooMany.body.detail_ru).toBe(
    'Столько списать нельзя. Можно списать 450: это 25 % от 1\u00a0800\u00a0₽. На вашем балансе 600.',
  );
  const other = await shop.reserve({ ...asked, points: { unit: 'points', amount: '450' }, toPay: '1350.01' });
  expect([other.status, other.body.code]).toEqual([409, 'another_sum']);
  expect(other.body.detail).toBe(
    'The sum has changed: you pay 1,350\u00a0₽ now, and it was 1,350.01\u00a0₽. Please check your order again.',
  );
  const unknown = await shop.reserve({ ...asked, codes: [code, 'XXXXXXXX'] });
  expect([unknown.status, unknown.body.code]).toEqual([409, 'unknown_code']);
  expect(await shop.holds('fedor')).toEqual(['600', '0']);
});

test('the same order under the same key reserves once (CHK-3)', async () => {
  shop = await createShop();
  await shop.limit(quarter);
  await shop.gives('fedor', 600);
  const { promotion, code } = await shop.promote();
  const asked = {
    userId: 'fedor',
    order: 'o1',
    total: 2_000,
    codes: [code],
    points: { unit: 'points', amount: '100' },
  };
  const answers = await Promise.all(Array.from({ length: 10 }, () => shop.reserve(asked)));
  const ids = new Set(answers.map(({ status, body }) => `${status} ${body.state} ${body.reservation}`));
  expect([...ids]).toHaveLength(1);
  expect([...ids][0]).toMatch(/^201 reserved rsv_/);
  expect(await shop.holds('fedor')).toEqual(['500', '100']);
  expect(await shop.promotion(promotion)).toMatchObject({ used: 1 });
  const otherCart = await shop.reserve({ ...asked, total: 3_000 });
  expect([otherCart.status, otherCart.body.code]).toEqual([409, 'other_input']);
  const otherKey = await shop.reserve({ ...asked, key: 'second' });
  expect([otherKey.status, otherKey.body.code]).toEqual([409, 'order_reserved']);
});

test('an order is paid once, whether the shop calls, tells of the order, or both (CHK-5)', async () => {
  shop = await createShop();
  await shop.limit(quarter);
  await shop.gives('fedor', 600);
  const { promotion, code } = await shop.promote();
  const asked = { userId: 'fedor', total: 2_000, codes: [code], points: { unit: 'points', amount: '100' } };
  const first = await shop.reserve({ ...asked, order: 'o1' });
  await shop.pays('fedor', 'o1');
  const after = await shop.ask('GET', `/checkout/reservations/${first.body.reservation}`);
  expect(after.body.state).toBe('redeemed');
  await shop.ask('POST', `/checkout/reservations/${first.body.reservation}/redeem`);
  expect(await shop.holds('fedor')).toEqual(['500', '0']);
  expect(await shop.promotion(promotion)).toMatchObject({ used: 1, redeemed: 1 });
  await shop.refunds('fedor', 'o1', 900);
  expect(await shop.holds('fedor')).toEqual(['550', '0']);
  await shop.refunds('fedor', 'o1');
  await shop.refunds('fedor', 'o1');
  expect(await shop.holds('fedor')).toEqual(['600', '0']);
  const paidAgain = await shop.reserve({ ...asked, order: 'o1', key: 'second' });
  expect([paidAgain.status, paidAgain.body.code]).toEqual([409, 'order_paid']);
});

test('500 off the first order: a later order is refused, and why (CLN-1, MGR-2)', async () => {
  shop = await createShop();
  const first = { count: 'Order Completed', is: 'eq', value: 0 } as const;
  const { code } = await shop.promote({ discount: { amount: '500' }, conditions: first });
  const cart = { userId: 'fedor', total: 2_000, codes: [code ?? ''] };
  expect(await shop.quote(cart)).toMatchObject({ discount: '500.00', toPay: '1500.00' });
  await shop.reserve({ ...cart, order: 'o1' });
  await shop.pays('fedor', 'o1');
  const again = await shop.quote(cart);
  expect(again.codes[0]?.refused).toEqual({
    reason: 'conditions',
    sentence: {
      ru: 'Этот промокод действует только на первый заказ.',
      en: 'This promo code is only for the first order.',
    },
  });
});

test('orders that were paid before the promotion was made count as well', async () => {
  shop = await createShop();
  await shop.pays('fedor', 'o1');
  const first = { count: 'Order Completed', is: 'eq', value: 0 } as const;
  const spent = { spent: 'RUB', is: 'gte', value: 1_000 } as const;
  const [newcomers, loyal] = [await shop.promote({ conditions: first }), await shop.promote({ conditions: spent })];
  const refusedFor = async (userId: string): Promise<unknown> => {
    const codes = [newcomers.code ?? '', loyal.code ?? ''];
    const quoted = await Promise.all(codes.map((code) => shop.quote({ userId, total: 100, codes: [code] })));
    return quoted.map(({ codes: [code] }) => code?.refused === null);
  };
  expect(await refusedFor('fedor')).toEqual([false, true]);
  expect(await refusedFor('vera')).toEqual([true, false]);
});

test('a change decides from then on, and what was reserved keeps what it was quoted (PRM-8)', async () => {
  shop = await createShop();
  const made = await shop.promote({ budget: '1000' });
  const asked = { userId: 'fedor', total: 5_000, codes: [made.code] };
  const { body } = await shop.reserve({ ...asked, order: 'o1' });
  const definition = { ...made.definition, discount: { percent: '20' }, budget: '1200' };
  const changed = await shop.ask('PUT', `/promotions/${made.promotion}`, { definition });
  expect(changed.status).toBe(200);
  const second = await shop.reserve({ ...asked, order: 'o2' });
  expect([second.status, second.body.code]).toEqual([409, 'over_budget']);
  expect(second.body.detail_ru).toBe('К этому заказу промокод применить уже нельзя: акция заканчивается.');
  const third = await shop.reserve({ ...asked, total: 3_500, order: 'o3' });
  expect([third.status, third.body.discount]).toEqual([201, '700.00']);
  await shop.ask('POST', `/checkout/reservations/${body.reservation}/redeem`);
  expect(await shop.promotion(made.promotion)).toMatchObject({ used: 2, redeemed: 1, discounts: '1200.00' });
});

test('a browser that joins who checks out, and leaves again, changes nothing of what is kept (CHK-8)', async () => {
  shop = await createShop();
  const { school } = shop;
  await shop.limit(quarter);
  await shop.gives('fedor', 600);
  const { promotion, code } = await shop.promote({ perPerson: 1 });
  const points = { unit: 'points', amount: '200' };
  const cart = { userId: 'fedor', total: 2_000, codes: [code] };
  const { body } = await shop.reserve({ ...cart, order: 'o1', points, minutes: 60 });
  await school.server({ type: 'identify', anonymousId: 'phone', traits: { name: 'Guest' } });
  await school.server({ type: 'identify', userId: 'fedor', anonymousId: 'phone' });
  expect(await shop.holds('fedor')).toEqual(['400', '200']);
  const { profiles } = (await school.api('GET', `/api/v1/people/persons/${body.person}`)) as { profiles: string[] };
  const [, joined = ''] = profiles;
  await school.api('POST', `/api/v1/people/persons/${body.person}/separations`, { profile: joined });
  const again = await shop.reserve({ ...cart, order: 'o2' });
  expect([again.status, again.body.code]).toEqual([409, 'used_by_person']);
  const redeemed = await shop.ask('POST', `/checkout/reservations/${body.reservation}/redeem`);
  expect([redeemed.body.state, await shop.holds('fedor')]).toEqual(['redeemed', ['400', '0']]);
  expect(await shop.promotion(promotion)).toMatchObject({ used: 1, redeemed: 1 });
});
